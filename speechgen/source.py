"""The text that a reader produced from the user's file, and places in it.

A `Source` never changes; everything that speechgen says of a document points back into it by `Span`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of character offsets, `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Where:
    """A place for people: file as named, line and column from 1 (line 0: the file as a whole), length in characters."""

    file: str
    line: int = 0
    column: int = 0
    length: int = 0
    text: str = ""
    """The line itself, for an excerpt under the message; "" where there is none."""


@dataclass(frozen=True)
class Source:
    """What a reader made of one file: one paragraph (or table cell) a line."""

    name: str
    """The file as the user named it; "-" for standard input."""
    text: str
    sha256: str = ""
    """Of the file's bytes, in hexadecimal."""

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def where(self, span: Span) -> Where:
        """The place of a span, with the line it begins in."""
        line, column = self.line_column(span.start)
        begin = self._line_starts[line - 1]
        end = self.text.find("\n", begin)
        text = self.text[begin : end if end >= 0 else None]
        return Where(self.name, line, column, len(span), text)

    def place(self, span: Span) -> str:
        """A span as a spec writes it: `line:column+length`."""
        line, column = self.line_column(span.start)
        return f"{line}:{column}+{len(span)}"

    def find_place(self, place: str) -> Span:
        """The span of a `line:column+length`; ValueError where the source has no such place."""
        found = re.fullmatch(r"(\d+):(\d+)\+(\d+)", place)
        if not found:
            raise ValueError(f"not a place: {place!r}")
        line, column, length = map(int, found.groups())
        if not 1 <= line <= len(self._line_starts) or column < 1:
            raise ValueError(f"no such place: {place!r}")
        start = self._line_starts[line - 1] + column - 1
        if start + length > len(self.text):
            raise ValueError(f"no such place: {place!r}")
        return Span(start, start + length)
