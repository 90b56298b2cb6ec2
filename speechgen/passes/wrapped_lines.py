"""Lines that a page's width broke in the middle of a sentence are joined; so are a bracket and a title cut in two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from speechgen.document import Document
from speechgen.passes._edit import Edit, apply
from speechgen.passes._numbering import number_at
from speechgen.rules import load_rule

Measure = Callable[[str], int]
_ENDS = "。！？；：…"
_CHINESE = re.compile(r"[㐀-鿿，、（“”）%\d \u3000]")
_OWN_LINE = ("part", "chapter", "一、", "（一）", "1.", "（1）")
_TITLE_REST = re.compile(r"[一-鿿]{1,3}")
_BEHIND_OWNERS = re.compile(r".*[)）](?=[(（])")
"""What stands before a title that a converter glued to the bracket of the item above."""
_OPEN = re.compile(r"[（(][^（）()\n]{2,60}$")
_CLOSED = re.compile(r"[^（）()\n]{0,60}[）)]")


def run(document: Document) -> Document:
    """The text with broken lines joined; each join is a change that the report lists."""
    lines = _lines(document.view.text)
    return apply(document, "wrapped_lines.join", _joins(lines, *_full_width(lines)))


def _lines(text: str) -> list[tuple[int, str]]:
    """Every line with where it begins."""
    return [(m.start(), m[0]) for m in re.finditer(r"[^\n]*", text) if m.start() == 0 or text[m.start() - 1] == "\n"]


def _columns(line: str) -> int:
    """How wide a line is on a page: a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def _characters(line: str) -> int:
    """How wide a line is for a program that counts characters, in columns."""
    return 2 * len(line)


def _full_width(lines: list[tuple[int, str]]) -> tuple[Measure, float]:
    """How wide lines are measured, and from what width on one is full where most are; infinity for any other text."""
    words = [line.rstrip() for _, line in lines if line.strip()]
    for measure in (_columns, _characters):
        full = _full(sorted(map(measure, words)))
        if full is not None:
            return measure, full
    return _columns, float("inf")


def _full(widths: list[int]) -> float | None:
    rule = load_rule("cleaning/wrapped_lines")
    if len(widths) < rule["least_lines"]:
        return None
    widest = widths[-1]
    if not rule["narrowest"] <= widest <= rule["widest"]:
        return None
    full = sum(w >= widest - rule["ragged"] for w in widths)
    return widest - rule["ragged"] if full >= rule["share"] * len(widths) else None


def _joins(lines: list[tuple[int, str]], measure: Measure, full: float) -> Iterator[Edit]:
    for n in range(len(lines) - 1):
        (start, line), (begin, following) = lines[n], lines[n + 1]
        words = line.rstrip()
        if not words or not following.strip() or words[-1] in _ENDS or not _CHINESE.search(words[-1] + following[0]):
            continue
        wrapped = measure(words) >= full and not _opens_paragraph(following)
        if wrapped or _is_bracket_cut(words, following) or _is_title_cut(words, following, lines[n + 2 : n + 3]):
            yield start + len(words), begin + (len(following) - len(following.lstrip())), ""


def _opens_paragraph(line: str) -> bool:
    if line[0] in " \u3000\t":
        return True
    number = number_at(line, 0)
    return number is not None and number.style in _OWN_LINE


def _is_bracket_cut(line: str, following: str) -> bool:
    """A bracket that names owners, open at the end of a line and closed on the next."""
    return bool(_OPEN.search(line) and _CLOSED.match(following.lstrip()) and not _opens_paragraph(following.lstrip()))


def _is_title_cut(line: str, following: str, behind: list[tuple[int, str]]) -> bool:
    """A numbered title of a line's length, and one to three characters alone on the next, above a paragraph."""
    long = load_rule("cleaning/wrapped_lines")["long_title"]
    line = _BEHIND_OWNERS.sub("", line)
    numbered = number_at(line.strip(), 0) is not None and len(line) >= long and not re.search("[，。；]", line)
    above = bool(behind) and len(behind[0][1]) > long
    return numbered and above and _TITLE_REST.fullmatch(following.strip()) is not None
