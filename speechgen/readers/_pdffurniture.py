"""Running heads, feet and page numbers of a PDF: what stands at the edges of pages and is no text of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from speechgen.readers._pdflines import TextLine

OUTERMOST = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
FEWEST = 3
"""Pages on which a line stands at the same edge, but for its digits, to be a running head or foot."""
MOST_OF = 0.6
"""Share of the pages of a document with fewer than five for the same."""
DASHES = "-－—–―─·•.・~～"
NUMBER = r"(?P<number>\d{1,4})"
PAGE_NUMBERS = re.compile(
    rf"[{DASHES}]+{NUMBER}[{DASHES}]+|第{NUMBER.replace('number', 'counted')}页(?:[,，、/／]?共\d{{1,4}}页)?"
    rf"|\d{{1,4}}[/／]\d{{1,4}}|[Pp]age\d{{1,4}}(?:of\d{{1,4}})?"
)
"""A page's number as nobody would write a line: — 3 —, 第3页 共9页, 3/9."""
BARE = re.compile(r"\d{1,4}")


def drop_furniture(pages: Sequence[Sequence[TextLine]]) -> list[list[TextLine]]:
    """The lines of each page, from the top, without running heads and feet and without page numbers."""
    running = _running(pages)
    numbered = _numbered(pages)
    kept = []
    for n, lines in enumerate(pages):
        start, end = 0, len(lines)
        while start < end and start < OUTERMOST and _is_furniture(lines[start], n, running, numbered):
            start += 1
        while end > start and len(lines) - end < OUTERMOST and _is_furniture(lines[end - 1], n, running, numbered):
            end -= 1
        kept.append(list(lines[start:end]))
    return kept


def _key(line: TextLine) -> tuple[str, int]:
    """A line's words but for its digits, and its height on the page within a few points."""
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text)), round(line.bottom / 6)


def _running(pages: Sequence[Sequence[TextLine]]) -> set[tuple[str, int]]:
    counts = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    fewest = min(FEWEST, max(2, MOST_OF * len(pages)))
    return {key for key, count in counts.items() if count >= fewest}


def _edges(lines: Sequence[TextLine]) -> list[TextLine]:
    return [*lines[:OUTERMOST], *lines[-OUTERMOST:]]


def _numbered(pages: Sequence[Sequence[TextLine]]) -> set[int]:
    """How far the bare numbers at the edges of pages are ahead of the count of pages, where two pages agree."""
    ahead: Counter[int] = Counter()
    for n, lines in enumerate(pages):
        ends = {_bare(line) for line in (*lines[:1], *lines[-1:])} - {None}
        ahead.update(number - n for number in ends if number is not None)
    return {difference for difference, count in ahead.items() if count > 1} | ({1} if len(pages) == 1 else set())


def _bare(line: TextLine) -> int | None:
    words = re.sub(r"\s", "", line.text)
    return int(words) if BARE.fullmatch(words) else None


def _is_furniture(line: TextLine, page: int, running: set[tuple[str, int]], numbered: set[int]) -> bool:
    number = _bare(line)
    if number is not None:
        return number - page in numbered
    return bool(PAGE_NUMBERS.fullmatch(re.sub(r"\s", "", line.text))) or _key(line) in running
