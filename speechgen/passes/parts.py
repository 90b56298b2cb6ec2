"""Several documents in one file: the first is read, or the one that was asked for, and the others are named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Document
from speechgen.passes._edit import apply
from speechgen.rules import load_rule
from speechgen.source import Where

LONGEST_TITLE = 60
"""Characters of a line that may be a title, or stand under one."""
UNDER_TITLE = 4
"""Lines between a title and the greeting below it, at most."""
BEHIND_SEPARATOR = 5
"""Lines behind a line of signs in which a document has to begin."""
SHORTEST = 150
"""Characters of a document of its own."""
SEPARATORS = "site_lines.separator"
"""The cleaning rule that has dropped lines of signs by now."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the cleaned text that is not blank; `parted`: a line of signs stands above it."""

    start: int
    text: str
    parted: bool


def run(document: Document) -> Document:
    """The text of one document alone; a warning at the beginning of each other one. Problem where `meta["part"]` asks
    for one that is not there."""
    wanted = int(document.meta.get("part", 1))
    if not wanted:
        return document
    size = len(document.view.text)
    starts = [0, *find_starts(_lines(document), size), size]
    count = len(starts) - 1
    if not 0 < wanted <= count:
        raise problem("passes.no-such-part", Where(document.source.name), part=wanted, count=count)
    if count < 2:
        return document
    start, end = starts[wanted - 1], starts[wanted]
    found = tuple(_diagnostic(document, starts[n - 1], n, count) for n in range(1, count + 1) if n != wanted)
    kept = apply(document, "parts", [(0, start, ""), (end, size, "")], told=False)
    return replace(kept, diagnostics=(*kept.diagnostics, *found))


def _diagnostic(document: Document, start: int, part: int, count: int) -> Diagnostic:
    line = re.compile(r"\s*([^\n]*)").match(document.view.text, start)
    assert line
    place = document.source.where(document.view.span(*line.span(1)))
    data = {"part": part, "count": count, "title": line[1].strip()[:30]}
    return Diagnostic("passes.second-document", "warning", place, data)


def _lines(document: Document) -> list[Line]:
    """The lines of the cleaned text, and above which of them a line of signs stands or stood."""
    dropped = sorted(c.span.start for c in document.changes if c.rule == SEPARATORS)
    lines: list[Line] = []
    parted, passed = False, 0
    for match in re.finditer(r"[^\n]*\S[^\n]*", document.view.text):
        at = document.view.starts[match.start()]
        sign = bisect_left(dropped, at)
        parted, passed = parted or sign > passed, sign
        if _pattern("separator").search(match[0].strip()):
            parted = True
            continue
        lines.append(Line(match.start(), match[0].strip(), parted))
        parted = False
    return lines


def find_starts(lines: list[Line], size: int) -> Iterator[int]:
    """Where each document but the first begins in a text of this size; none is so short that it belongs to the one
    before."""
    begin = 0
    for n in range(1, len(lines)):
        length = min(lines[n].start - lines[begin].start, size - lines[n].start)
        if length >= SHORTEST and _begins(lines, begin, n) and not _is_cover(lines[begin:n]):
            begin = n
            yield lines[n].start


def _begins(lines: list[Line], begin: int, n: int) -> bool:
    """Whether a document begins with line n, the one before it having begun with line `begin`."""
    if lines[n].parted and any(_is_front(line.text) for line in lines[n : n + BEHIND_SEPARATOR]):
        return True
    if not _ends_text(lines[n - 1].text):
        return False
    if _is_title(lines[n].text, "minutes"):
        return any(_is_title(line.text, "minutes") for line in lines[begin : begin + UNDER_TITLE])
    return _is_title(lines[n].text, "title") and _is_greeted(lines, n)


def _is_front(text: str) -> bool:
    return _is_title(text, "title") or any(_pattern(p).search(text) for p in ("salutation", "opening"))


def _is_title(text: str, kind: str) -> bool:
    numbered = re.match(r"[一二三四五六七八九十]{1,3}、|[（(]|\d{1,2}[.．、]", text)
    return len(text) <= LONGEST_TITLE and not numbered and bool(_pattern(kind).search(text))


def _is_greeted(lines: list[Line], n: int) -> bool:
    """Whether a greeting stands under a title, with nothing but short lines between them."""
    for line in lines[n + 1 : n + 2 + UNDER_TITLE]:
        if _pattern("salutation").search(line.text):
            return True
        if len(line.text) > LONGEST_TITLE or line.text[-1] in "。；！，":
            return False
    return False


def _ends_text(text: str) -> bool:
    """Whether a line can be a document's last: a sentence, a signature's date, a remark in brackets."""
    return bool(re.search(r"[。！？…”）)]$|\d{1,2}月\d{1,2}日$|[一二三四五六七八九十]日$", text))


def _is_cover(lines: list[Line]) -> bool:
    """Whether a document only sends out the next one."""
    return len(lines) <= 15 and any(_pattern("cover").search(line.text) for line in lines)


@cache
def _pattern(field: str) -> re.Pattern[str]:
    return re.compile(load_rule("outline/parts")[field])
