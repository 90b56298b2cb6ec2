"""Merged cells and page ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from speechgen.document import Cell, Row


def split_at(rows: tuple[Row, ...], starts: Iterable[int]) -> tuple[Row, ...]:
    """The rows with every merged cell split before the body rows `starts`; each part repeats the cell's words."""
    cuts = sorted(set(starts))
    header = [r for r in rows if r.header]
    body = [list(r.cells) for r in rows if not r.header]
    for n in reversed(range(len(body))):
        for cell in [c for c in body[n] if c.rows > 1]:
            parts = _parts(cell, n, cuts[bisect_right(cuts, n) : bisect_left(cuts, n + cell.rows)])
            body[n][body[n].index(cell)] = parts[n]
            for start, part in parts.items():
                if start != n:
                    body[start].insert(_position(body[n], cell.role), part)
    old = (r for r in rows if not r.header)
    return (*header, *(replace(row, cells=tuple(cells)) for row, cells in zip(old, body, strict=True)))


def _parts(cell: Cell, first: int, cuts: list[int]) -> dict[int, Cell]:
    edges = [first, *cuts, first + cell.rows]
    return {start: replace(cell, rows=end - start) for start, end in pairwise(edges)}


def _position(cells: list[Cell], role: str) -> int:
    """Where a column stands among the cells of a row that has it."""
    return next(n for n, c in enumerate(cells) if c.role == role)
