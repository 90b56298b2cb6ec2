"""The columns of a sheet, and how tables of other columns are laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from speechgen.writers.xlsx.looks import text_width

MM = 96 / 25.4
"""Pixels in a millimetre, as Excel counts them."""
POINT = 0.75
"""Points in a pixel."""
PADDING = 6
"""Pixels of a cell that hold no words."""
TOO_NARROW = 2.0
"""What a millimetre that a column is too narrow for its words counts, in millimetres that an edge is off."""


class Grid:
    """The columns of one sheet, by their widths in millimetres."""

    def __init__(self, widths: Sequence[float]) -> None:
        self.widths = tuple(widths)
        self.edges = (0.0, *accumulate(widths))

    def __len__(self) -> int:
        return len(self.widths)

    def points(self, first: int, last: int) -> float:
        """The room for words in the columns `first` to `last`, in points."""
        return max(1.0, ((self.edges[last + 1] - self.edges[first]) * MM - PADDING) * POINT)

    def lay(self, widths: Sequence[float], words: Sequence[str]) -> list[tuple[int, int]]:
        """First and last column for each column of another table: its edges fall on those nearest to them.

        `words` are the longest that each has to hold in one line, as the labels of a block to fill in.
        """
        if tuple(widths) == self.widths:
            return [(n, n) for n in range(len(self))]
        scale = self.edges[-1] / (sum(widths) or 1)
        wanted = tuple(edge * scale for edge in accumulate(widths))
        needed = tuple(text_width(w) * 12 / POINT / MM for w in words)
        ends = _best_ends(self.edges, wanted, needed)
        return list(zip([0, *ends[:-1]], [end - 1 for end in ends], strict=True))


def _best_ends(edges: tuple[float, ...], wanted: tuple[float, ...], needed: tuple[float, ...]) -> tuple[int, ...]:
    """The edges that the columns end at: together nearest to the wanted ones, and wide enough."""

    @cache
    def best(column: int, start: int) -> tuple[float, tuple[int, ...]]:
        rest = len(wanted) - column - 1
        choices = range(start + 1, len(edges) - rest) if rest else (len(edges) - 1,)
        return min(_cost(column, start, end) for end in choices)

    def _cost(column: int, start: int, end: int) -> tuple[float, tuple[int, ...]]:
        cost = abs(edges[end] - wanted[column])
        cost += TOO_NARROW * max(0.0, needed[column] - (edges[end] - edges[start]))
        if column == len(wanted) - 1:
            return cost, (end,)
        further, ends = best(column + 1, end)
        return cost + further, (end, *ends)

    return best(0, 0)[1]
