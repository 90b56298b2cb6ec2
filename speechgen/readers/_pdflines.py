"""Visual lines of a PDF, and paragraphs out of them: by where lines begin and end, not by what they say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from speechgen.readers._pdfpage import Char

SPACE = 0.25
"""Of a character's height: a gap this wide between two Latin letters or digits is a space."""
WIDE_SPACE = 0.9
"""A gap this wide is a space between any two characters."""
INDENT = 0.8
"""Characters that a line begins further in than its column where it begins a paragraph."""
CENTRED = 1.0
"""Characters that are free on both sides of a line that is centred."""
SLACK = 0.03
"""Characters by which a line may seem to have had room for what stands on the next one."""
LARGER = 1.12
"""A line this much larger than another is no part of its paragraph."""
FURTHER = 1.45
"""Times the usual distance of two lines that parts paragraphs."""
OPEN = re.compile(r"[（(][^（()）]*$")
CLOSED = re.compile(r"^[^（()）]*[）)]")
MANY = 0.4
"""Share of the lines that end at the place where most do, which an edge needs."""
CANNOT_BEGIN = "，。、；：！？”’）》〉」』】〕…％%,.;:!?)]}"
"""Punctuation that stays with the character before it at the end of a line."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line as it is seen."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    """The width of a Chinese character in it, or the height of its letters."""
    first: float
    """The width of what cannot be parted at its beginning: a word, a number, a character with its punctuation."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of a page begin and end, and how far apart they stand (0: not known)."""

    left: float = 0.0
    right: float = 0.0
    pitch: float = 0.0

    def within(self, wider: Column, size: float) -> Column:
        """This column with the edges of a wider one, where those are further out by a character or more."""
        left = wider.left if self.left - wider.left >= size else self.left
        right = wider.right if wider.right - self.right >= size else self.right
        return Column(left, right, self.pitch or wider.pitch)


def split_lines(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters that stand on one line, in the order of the file."""
    line: list[Char] = []
    for char in chars:
        if line and not _follows(line, char):
            yield line
            line = []
        if not line or not _is_double(line[-1], char):
            line.append(char)
    if line:
        yield line


def _follows(line: list[Char], char: Char) -> bool:
    last = line[-1]
    overlap = min(last.top, char.top) - max(last.bottom, char.bottom)
    return overlap >= 0.5 * min(last.height, char.height) and char.left >= last.left - 0.5 * last.height


def _is_double(last: Char, char: Char) -> bool:
    """Whether a character is drawn once more to look bold."""
    return char.text == last.text and abs(char.left - last.left) < 0.2 * char.height and not char.text.isspace()


def is_spaced_out(lines: Iterable[Sequence[Char]]) -> bool:
    """Whether letters and digits are set as wide apart as Chinese characters, so that gaps are no spaces."""
    gaps = [
        b.left - a.right > SPACE * b.height
        for line in lines
        for a, b in pairwise(line)
        if _is_latin(a.text) and _is_latin(b.text) and b.left - a.right < b.height
    ]
    return bool(gaps) and 2 * sum(gaps) > len(gaps)


def build_lines(rows: Iterable[Sequence[Char]], *, spaced_out: bool) -> list[TextLine]:
    """The lines that rows of characters make; none for a row without a visible character."""
    return [line for row in rows if (line := _build_line(row, spaced_out))]


def _build_line(chars: Sequence[Char], spaced_out: bool) -> TextLine | None:
    start, end = 0, len(chars)
    while start < end and chars[start].text.isspace():
        start += 1
    while end > start and chars[end - 1].text.isspace():
        end -= 1
    chars = chars[start:end]
    if not chars:
        return None
    text = chars[0].text + "".join(_gap(a, b, spaced_out) + b.text for a, b in pairwise(chars))
    # a character beyond the first 65,536 may come as two halves
    text = re.sub("[ \u3000]{2,}", " ", text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    wide = [c.right - c.left for c in chars if _is_han(c.text)]
    left, right = min(c.left for c in chars), max(c.right for c in chars)
    bottom, top = median(c.bottom for c in chars), median(c.top for c in chars)
    return TextLine(text, left, right, bottom, top, median(wide) if wide else max(top - bottom, 1.0), _first(chars))


def _gap(a: Char, b: Char, spaced_out: bool) -> str:
    if a.text.isspace() or b.text.isspace():
        return ""
    latin = _is_latin(a.text) and _is_latin(b.text) and not spaced_out
    return " " if b.left - a.right > (SPACE if latin else WIDE_SPACE) * b.height else ""


def _first(chars: Sequence[Char]) -> float:
    end = 1
    while end < len(chars) and _is_latin(chars[end].text) and _is_latin(chars[end - 1].text):
        end += 1
    while end < len(chars) and chars[end].text in CANNOT_BEGIN:
        end += 1
    return chars[end - 1].right - chars[0].left


def _is_latin(sign: str) -> bool:
    return sign.isascii() and not sign.isspace()


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def find_column(lines: Sequence[TextLine]) -> Column:
    """The column that lines stand in. Its left edge is the outermost that two lines share, its right edge the
    outermost that many do: punctuation may hang over it."""
    size = median(line.size for line in lines)
    steps = [a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < 4 * size]
    left = -_edge([-line.left for line in lines], size / 2, 0.0)
    right = _edge([line.right for line in lines], size / 2, MANY)
    return Column(left, right, median(steps) if steps else 0.0)


def _edge(ends: list[float], reach: float, share: float) -> float:
    """The farthest end that has others within reach: two at least where any have, and a share of the most."""
    ends = sorted(ends)
    fellows = [bisect_right(ends, end) - bisect_left(ends, end - reach) for end in ends]
    fewest = max(share * max(fellows), min(2, max(fellows)))
    return max(end for end, count in zip(ends, fellows, strict=True) if count >= fewest)


def join_lines(lines: Sequence[tuple[TextLine, Column]]) -> list[str]:
    """Paragraphs out of lines, each with the column that it stands in.

    A line goes on in the next one where that one's first word did not fit behind it, and that one is not indented;
    two lines of a title are one where both are centred and larger than the text.
    """
    body = median(line.size for line, _ in lines)
    joined: list[str] = []
    for n, (line, column) in enumerate(lines):
        if n and _goes_over(*lines[n - 1], line, column, body):
            joined[-1] = join_words(joined[-1], line.text)
        else:
            joined.append(line.text)
    return joined


def _goes_over(a: TextLine, at: Column, b: TextLine, column: Column, body: float) -> bool:
    """Whether a paragraph goes over from a line to the next; the distance tells nothing at the end of a page."""
    if max(a.size, b.size) > LARGER * min(a.size, b.size):
        return False
    if column.pitch and a.top - b.top > FURTHER * max(column.pitch, b.size):
        return False
    full = a.right + b.first > at.right + SLACK * a.size
    if _is_centred(b, column) and (full or _is_centred(a, at)):
        return a.size > LARGER * body or bool(OPEN.search(a.text) and CLOSED.search(b.text))
    return full and b.left <= column.left + INDENT * b.size


def _is_centred(line: TextLine, column: Column) -> bool:
    left, right = line.left - column.left, column.right - line.right
    return min(left, right) > CENTRED * line.size and abs(left - right) < 2 * line.size


def join_words(a: str, b: str) -> str:
    """Two lines as one, with a space between two words."""
    return a + (" " if re.search(r"[A-Za-z,;:]$", a) and re.match("[A-Za-z]", b) else "") + b
