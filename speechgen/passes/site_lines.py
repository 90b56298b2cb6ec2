"""What a website put around the speech: tags, counters, menus, notices; whole lines, never a sentence."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from speechgen.document import Document
from speechgen.passes._cleaning import find_edits, replace_all, replacements, whole_lines
from speechgen.passes._edit import apply
from speechgen.rules import load_rule

LONGEST_COLUMN = 12
"""Characters that the name of a site's column may have."""


def run(document: Document) -> Document:
    """The text without the lines that the site added."""
    from_page = _has_information(document.view.text)
    document = _without_footer(document)
    document = replace_all(document, "site_lines")
    document = _without_first(document, "breadcrumb", longest=LONGEST_COLUMN, above=True)
    if from_page:
        document = _without_first(document, "site-title", longest=60, above=False)
    return document


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
    if not title or len(first) > longest or len(short) + 2 > len(full) + 2 * (not above) or not full.endswith(short):
        return document
    return apply(document, f"site_lines.{rule}", [(*whole_lines(document.view.text, *lines[0].span()), "")])


@cache
def _footer_begins() -> re.Pattern[str]:
    return re.compile(load_rule("cleaning/site_lines")["footer"]["begins"], re.M)


def _without_footer(document: Document) -> Document:
    """Drop the links behind the text, when nothing behind their first line reads like a paragraph."""
    text = document.view.text
    longest = load_rule("cleaning/site_lines")["footer"]["longest"]
    paragraphs = re.finditer(rf"^(?:[^\n]{{{longest + 1}}}|[^\n]*[。！？；!?;]$)", text, re.M)
    last = max((m.start() for m in paragraphs), default=0)
    begin = _footer_begins().search(text, last)
    if begin is None or not text[: begin.start()].strip():
        return document
    start = begin.start()
    while start and text[start - 1] == "\n":
        start -= 1
    return apply(document, "site_lines.footer", [(start, len(text), "")])
