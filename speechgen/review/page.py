"""The page as one HTML file: its data as JSON in a script element, its style and its scripts beside it.

It is opened from a disk, perhaps years later, on a machine without a network. So everything is inside, and its policy
lets the browser run and load nothing else: the style sheet and the script are named by their hashes. Words of the
speech are never markup: they stand in the JSON with every `<` escaped, and the script sets them as text.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from speechgen.diagnostics import Language
from speechgen.review.concerns import TOPICS, find_concerns
from speechgen.review.marks import BACKGROUND, KINDS, PageMarks, collect_marks
from speechgen.review.reasons import find_reason
from speechgen.review.review import Review
from speechgen.review.tasks import Row, Tasks
from speechgen.review.wording import page_words, word

SCRIPTS = ("data.js", "source.js", "lists.js", "ticks.js", "select.js", "start.js")
HEAD = ("title", "kind", "year", "region", "occasion", "speaker", "date", "subtitle", "salutation")
"""What a spec says of the speech as a whole."""
NOTHING_ELSE = "base-uri 'none'; form-action 'none'"
_ESCAPED = re.compile("[<>&\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What could end the script element, or what a browser may not take as it stands."""


def build_page(review: Review, language: Language) -> bytes:
    """The whole file."""
    folder = files("speechgen.review").joinpath("page")
    style = folder.joinpath("page.css").read_text(encoding="utf-8")
    script = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; {NOTHING_ELSE}"
    name = review.spec.title or _file_name(review.document.source.name)
    page = folder.joinpath("page.html").read_text(encoding="utf-8")
    values = {
        "language": "zh-CN" if language == "zh" else "en",
        "policy": policy,
        "title": escape(word("review.title", language).format(name=name).encode("utf-8", "replace").decode()),
        "style": style,
        "without-script": escape(word("review.without-script", language)),
        "data": as_json(page_data(review, language)),
        "script": script,
    }
    return re.sub(r"\{\{ ([\w-]+) \}\}", lambda found: values[found[1]], page).encode()


def page_data(review: Review, language: Language) -> dict[str, Any]:
    """Everything that the page's script shows; places are offsets in `text`, counted as JavaScript counts."""
    source = review.document.source
    marks = collect_marks(review.document, language)
    tasks = Tasks(review, marks, language)
    concerns = find_concerns(review, tasks, language)
    facts = tasks.facts(review.spec)  # before the marks are written down: it may add some
    return {
        "file": _file_name(source.name),
        "sha256": source.sha256,
        "spec": _file_name(review.file),
        "sameSource": review.same_source,
        "words": page_words(language),
        "text": source.text,
        "kinds": [[kind, word(f"review.kind-{kind}", language, kind)] for kind in _kinds(marks)],
        "topics": [[topic, word(f"review.topic-{topic}", language)] for topic in TOPICS],
        "marks": _marks(marks),
        "rules": _rules(marks, language),
        "head": list(_head(review, marks, language)),
        "tasks": tasks.rows,
        "facts": facts,
        "concerns": [vars(concern) for concern in concerns],
    }


def as_json(value: Any) -> str:
    """JSON that stands in an HTML script element and says the same there."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _file_name(path: str) -> str:
    """Without the folders: the page may go to others."""
    return PurePath(path).name


def _hash(text: str) -> str:
    """How a content policy names an inline style sheet or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _kinds(marks: PageMarks) -> list[str]:
    """The kinds that occur, those that matter most first."""
    present = {mark.kind for mark in marks.all}
    others = sorted(present - {*KINDS, *BACKGROUND})
    return [kind for kind in (*KINDS, *others, *BACKGROUND) if kind in present]


def _marks(marks: PageMarks) -> list[Row]:
    offset = _javascript_offsets(marks.source.text)
    return [
        {
            "kind": mark.kind, "start": offset(mark.span.start), "end": offset(mark.span.end),
            "place": marks.source.place(mark.span), "rule": mark.rule, "details": mark.details, "change": mark.change,
        }
        for mark in marks.all
    ]  # fmt: skip


def _javascript_offsets(text: str) -> Callable[[int], int]:
    """From a count of characters to one of UTF-16 units: a rare character beyond U+FFFF is two of them."""
    far = [i for i, character in enumerate(text) if character > "\uffff"]
    if not far:
        return lambda offset: offset
    from bisect import bisect_left

    return lambda offset: offset + bisect_left(far, offset)


def _rules(marks: PageMarks, language: Language) -> dict[str, dict[str, str]]:
    """The reason behind each rule that the marks name."""
    named = sorted({mark.rule for mark in marks.all if mark.rule and mark.kind != "damage"})
    return {rule: vars(find_reason(rule, language)) for rule in named}


def _head(review: Review, marks: PageMarks, language: Language) -> Iterator[Row]:
    """What is said of the speech as a whole; `was` is what parse finds, where an edited spec says something else."""
    for key in HEAD:
        said, found = (_said(getattr(side, key), language) for side in (review.spec, review.found))
        if said or found:
            was = found if found != said else ""
            label = word(f"review.key-{key}", language)
            yield {"label": label, "text": said, "was": was, "mark": marks.head.get(key, -1)}


def _said(value: Any, language: Language) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else word(f"review.value-{value}", language, str(value))
