"""Ruled tables of a PDF page: cells out of the lines that are drawn around them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speechgen.readers._pdfpage import Box

NEAR = 3.0
"""Points within which two lines are one: a border is often drawn as the two edges of a thin area."""
SHORTEST = 8.0
"""Points; no side of a cell with text in it is shorter."""
MOST_LINES = 400
"""Of one page; a squared paper or a chart has more."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: where it stands in its table, how far it reaches, and its box on the page."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: its cells from the top, row by row, and where the lines between them are."""

    cells: tuple[RuledCell, ...]
    edges: tuple[float, ...]
    """Of its columns, from the left."""
    levels: tuple[float, ...]
    """Of the lines between its rows, from the bottom."""

    @property
    def box(self) -> Box:
        """All of it."""
        return self.edges[0], self.levels[0], self.edges[-1], self.levels[-1]

    def places(self) -> dict[tuple[int, int], RuledCell]:
        """The cell that covers each row and column."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def place(self, x: float, y: float) -> tuple[int, int]:
        """The row and column of a point of the page."""
        return len(self.levels) - 1 - bisect_left(self.levels, y), bisect_left(self.edges, x) - 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the page lies in it."""
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top


@dataclass(frozen=True, slots=True)
class _Line:
    """A drawn line along one axis, at a place on the other."""

    at: float
    start: float
    end: float


def find_tables(segments: Iterable[Box]) -> list[RuledTable]:
    """The tables with two rows and two columns or more that a page's lines enclose, from the top."""
    flat, upright = [], []
    for left, bottom, right, top in segments:
        if right - left > top - bottom:
            flat.append(_Line((bottom + top) / 2, left, right))
        else:
            upright.append(_Line((left + right) / 2, bottom, top))
    flat, upright = _merge(flat), _merge(upright)
    if len(flat) + len(upright) > MOST_LINES:
        return []
    tables = [_table(rows, columns) for rows, columns in _connected(flat, upright)]
    return sorted((t for t in tables if t), key=lambda t: -t.box[3])


def _merge(lines: list[_Line]) -> list[_Line]:
    """Lines at one place that touch or overlap become one."""
    places = _places(line.at for line in lines)
    by_place: dict[float, list[_Line]] = defaultdict(list)
    for line in lines:
        by_place[_nearest(places, line.at)].append(line)
    merged = []
    for at, group in by_place.items():
        run: _Line | None = None
        for line in sorted(group, key=lambda n: n.start):
            if run and line.start <= run.end + NEAR:
                run = _Line(at, run.start, max(run.end, line.end))
                continue
            merged += [run] if run else []
            run = _Line(at, line.start, line.end)
        merged += [run] if run else []
    return [line for line in merged if line.end - line.start >= SHORTEST]


def _places(values: Iterable[float]) -> list[float]:
    """The middle of each group of values that are near each other."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(g[0] + g[-1]) / 2 for g in groups]


def _nearest(places: Sequence[float], value: float) -> float:
    at = bisect_left(places, value)
    return min(places[max(at - 1, 0) : at + 1], key=lambda place: abs(place - value))


def _connected(flat: list[_Line], upright: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that cross or touch each other."""
    group = list(range(len(flat) + len(upright)))

    def root(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i, row in enumerate(flat):
        for k, column in enumerate(upright, len(flat)):
            across = row.start - NEAR <= column.at <= row.end + NEAR
            if across and column.start - NEAR <= row.at <= column.end + NEAR:
                group[root(i)] = root(k)
    members: dict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for i, row in enumerate(flat):
        members[root(i)][0].append(row)
    for k, column in enumerate(upright, len(flat)):
        members[root(k)][1].append(column)
    return [m for m in members.values() if len(m[0]) >= 2 and len(m[1]) >= 3]


def _table(flat: list[_Line], upright: list[_Line]) -> RuledTable | None:
    """The table that connected lines make; None where they enclose fewer than two rows or columns."""
    xs = _places(line.at for line in upright)
    ys = _with_open_ends(_places(line.at for line in flat), upright)[::-1]
    if len(xs) < 3 or len(ys) < 3:
        return None
    cells = []
    done: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in done:
                cell = _cell(row, column, xs, ys, flat, upright)
                done |= {(r, c) for r in range(row, row + cell.rows) for c in range(column, column + cell.columns)}
                cells.append(cell)
    if len({c.row for c in cells}) < 2 or len({c.column for c in cells}) < 2:
        return None
    return RuledTable(tuple(cells), tuple(xs), tuple(ys[::-1]))


def _with_open_ends(ys: list[float], upright: list[_Line]) -> list[float]:
    """The places of the lines between rows; a row that is broken by the page's end may have none on that side."""
    bottom, top = sorted(line.start for line in upright)[1], sorted(line.end for line in upright)[-2]
    below = [bottom] if ys[0] - bottom >= SHORTEST else []
    return below + ys + ([top] if top - ys[-1] >= SHORTEST else [])


def _cell(
    row: int, column: int, xs: list[float], ys: list[float], flat: list[_Line], upright: list[_Line]
) -> RuledCell:
    """The cell whose upper left corner is given: to the next line on its right, and to the next below it."""
    middle = (ys[row] + ys[row + 1]) / 2
    right = column + 1
    while right < len(xs) - 1 and not _is_drawn(upright, xs[right], middle):
        right += 1
    below = row + 1
    centre = (xs[column] + xs[column + 1]) / 2
    while below < len(ys) - 1 and not _is_drawn(flat, ys[below], centre):
        below += 1
    return RuledCell(row, column, below - row, right - column, (xs[column], ys[below], xs[right], ys[row]))


def _is_drawn(lines: list[_Line], at: float, point: float) -> bool:
    return any(abs(line.at - at) <= NEAR and line.start <= point <= line.end for line in lines)


def same_columns(one: RuledTable, other: RuledTable) -> bool:
    """Whether two tables have their columns at the same places: one goes on as the other on the next page."""
    near = (abs(a - b) <= NEAR for a, b in zip(one.edges, other.edges, strict=False))
    return len(one.edges) == len(other.edges) and all(near)
