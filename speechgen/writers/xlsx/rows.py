"""The rows of one table: where each cell stands, how high each row is, which rows of the sheet it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from speechgen.diagnostics import problem
from speechgen.document import Cell, Table

HIGHEST = 400.0
"""Points that a row of a sheet can be high; Excel's limit is 409.5. A higher one takes several, merged."""
_EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Place:
    """A cell with the first row and column of the table that it covers, and how many."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


def place_cells(table: Table) -> list[Place]:
    """Every cell where it stands; an empty one where a row has too few.

    Raises Problem `writers.xlsx-row` where a row has too many.
    """
    hanging: dict[int, int] = {}
    """Column -> rows still to come of a cell that reaches down."""
    placed: list[Place] = []
    for number, row in enumerate(table.rows):
        given = iter(row.cells)
        column = 0
        while column < len(table.columns):
            if hanging.get(column, 0):
                hanging[column] -= 1
                column += 1
                continue
            cell = next(given, _EMPTY)
            room = range(column + 1, min(column + cell.columns, len(table.columns)))
            columns = next((n for n in room if hanging.get(n)), room.stop) - column if room else 1
            rows = max(1, min(cell.rows, len(table.rows) - number))
            hanging.update({column + n: rows - 1 for n in range(columns)})
            placed.append(Place(number, column, rows, columns, cell))
            column += columns
        if next(given, None) is not None:
            raise problem("writers.xlsx-row", row=number + 1, columns=len(table.columns))
    return placed


def row_heights(places: list[Place], least: list[float], needs: list[float]) -> list[float]:
    """Points for each row: what stands in it alone needs, then cells over several rows, which share what they lack."""
    heights = list(least)
    for place, need in zip(places, needs, strict=True):
        if place.rows == 1:
            heights[place.row] = max(heights[place.row], need)
    for place, need in zip(places, needs, strict=True):
        if place.rows > 1:
            inside = slice(place.row, place.row + place.rows)
            more = max(0.0, need - sum(heights[inside])) / place.rows
            heights[inside] = [h + more for h in heights[inside]]
    return heights


def sheet_rows(heights: list[float]) -> Iterator[tuple[int, int]]:
    """For each row of a table the first row of the sheet that it takes, counted from the table's own, and how many."""
    counts = [max(1, ceil(h / HIGHEST)) for h in heights]
    return zip(accumulate([0, *counts[:-1]]), counts, strict=True)
