"""A cleaned text over an unchanged source: every character knows where in the source it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from speechgen.source import Span


@dataclass(frozen=True)
class View:
    """`text` after cleaning; `starts[i]`, `ends[i]` bound what character i stands for in the source."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> View:
        """The view of a text nobody has cleaned yet."""
        return cls(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))

    def span(self, start: int, end: int) -> Span:
        """The source span behind `text[start:end]`; of an empty range, the empty span where it stands."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def replace(self, edits: Iterable[tuple[int, int, str]]) -> View:
        """The view after `(start, end, replacement)` edits, given in order and not overlapping.

        A replacement as long as what it replaces keeps its characters' places one by one; any other stands, as a
        whole, for all that it replaces.
        """
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, new in edits:
            if start < done:
                raise ValueError("edits overlap or are out of order")
            text += [self.text[done:start], new]
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            if len(new) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            else:
                whole = self.span(start, end)
                starts += [whole.start] * len(new)
                ends += [whole.end] * len(new)
            done = end
        text.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return View("".join(text), tuple(starts), tuple(ends))
