"""What a website put around the speech: tags, counters, menus, notices; whole lines, never a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from speechgen.document import Document
from speechgen.passes._cleaning import Rule, find_edits, replacements, whole_lines
from speechgen.passes._edit import Edit, apply
from speechgen.passes.teaser import words_of
from speechgen.rules import load_rule

LONGEST_COLUMN = 12
"""Characters that the name of a site's column may have."""


def run(document: Document) -> Document:
    """The text without the lines that the site added."""
    from_page = _has_information(document.view.text)
    document = _without_footer(document)
    for rule in replacements("site_lines"):
        document = apply(document, rule.id, _around_text(rule, document.view.text))
    document = _without_first(document, "breadcrumb", longest=LONGEST_COLUMN, above=True)
    if from_page:
        document = _without_first(document, "site-title", longest=60, above=False)
    return document


def _around_text(rule: Rule, text: str) -> Iterator[Edit]:
    """What a rule finds; one for the first or last lines, only above or below the text itself."""
    body = [match.start() for match in _pattern("body").finditer(text)] if rule.zone else []
    first, last = (body[0], body[-1]) if body else (len(text), 0)
    for start, end, new in find_edits(rule, text):
        again = rule.id != "site_lines.summary" or _is_said_again(text, start, end)
        if again and (not rule.zone or start <= first or end > last):
            yield start, end, new


def _is_said_again(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a label, cut off with dots, stands in the text below it, too."""
    summary = words_of(re.split("[：:]", text[start:end], maxsplit=1)[1].rstrip(" \n.…"))
    return summary in words_of(text[end:])


def _has_information(text: str) -> bool:
    rule = next(r for r in replacements("site_lines") if r.id.endswith("article-information"))
    return any(True for _ in find_edits(rule, text))


def _without_first(document: Document, rule: str, *, longest: int, above: bool) -> Document:
    """Drop the first line where it is a title that the second one ends with, or (`above`) the end of the second's."""
    written = (m for m in re.finditer(r"[^\n]+", document.view.text) if not m[0].isspace())
    lines = list(islice(written, 2))
    if len(lines) < 2:
        return document
    first, second = (re.sub(r"\s", "", line[0]) for line in lines)
    short, full = (first, second) if above else (second, first)
    title = re.fullmatch(r"[\w《》“”（）()—-]{6,80}", full) and len(short) >= 4
    like = bool(_pattern("title").search(full)) and bool(not above or _pattern("column").search(first))
    if (
        not title
        or not like
        or len(first) > longest
        or len(short) + 2 > len(full) + 2 * (not above)
        or not full.endswith(short)
    ):
        return document
    return apply(document, f"site_lines.{rule}", [(*whole_lines(document.view.text, *lines[0].span()), "")])


@cache
def _pattern(field: str) -> re.Pattern[str]:
    return re.compile(load_rule("cleaning/site_lines")[field], re.M)


@cache
def _footer(field: str) -> re.Pattern[str]:
    return re.compile(load_rule("cleaning/site_lines")["footer"][field], re.M)


def _without_footer(document: Document) -> Document:
    """Drop the links behind the text, when nothing behind their first line reads like a paragraph."""
    text = document.view.text
    longest = load_rule("cleaning/site_lines")["footer"]["longest"]
    paragraphs = re.finditer(rf"^(?:[^\n]{{{longest + 1}}}|[^\n]*[。！？；!?;]$)", text, re.M)
    last = max((m.start() for m in paragraphs), default=0)
    begin = _footer("begins").search(text, last)
    if begin is None or not text[: begin.start()].strip() or _footer("text").search(text, begin.end()):
        return document
    start = begin.start()
    while start and text[start - 1] == "\n":
        start -= 1
    return apply(document, "site_lines.footer", [(start, len(text), "")])
