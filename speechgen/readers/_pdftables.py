"""Ruled tables of a PDF: the lines in their cells, and tables that go on over several pages as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from speechgen.readers._lines import GridCell, Lines
from speechgen.readers._pdfgrid import RuledCell, RuledTable, same_columns
from speechgen.readers._pdflines import SLACK, TextLine, build_lines, join_words, split_lines
from speechgen.readers._pdfpage import Char

WHOLE = re.compile(r"[^，。；！？]*(?:[局委办院厅部署府会校行司前底内日月年]|季度)")
"""How a unit or a time limit ends: where both of two lines do, they are two entries and not one that was broken."""
REST = re.compile(r"员会|公[室厅]|[（(]|.{0,6}分[局院]")
"""What a break leaves of 委员会 and 办公室, a remark in brackets, and a branch behind its head office."""
NUMBERED = re.compile(r"\d{1,2}(?:[.．](?!\d)|、)|[（(]\d{1,2}[）)]|[①-⑳]")
"""How an entry of a numbered list begins."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its lines, in its row and column."""

    row: int
    column: int
    cell: GridCell


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table, or as much of it as stands on one page."""

    table: RuledTable
    rows: int
    cells: tuple[PlacedCell, ...]


def read_table(table: RuledTable, chars: Sequence[Char], *, spaced_out: bool) -> TablePart:
    """The lines of each cell of a table, joined where a line was broken because it was full."""
    held: dict[RuledCell, list[Char]] = {cell: [] for cell in table.cells}
    places = table.places()
    for char in chars:
        cell = places.get(table.place(*char.middle))
        if cell:
            held[cell].append(char)
    lines = {cell: build_lines(split_lines(found), spaced_out=spaced_out) for cell, found in held.items()}
    gaps = [min(n.left - cell.box[0], cell.box[2] - n.right) for cell, found in lines.items() for n in found]
    padding = max(min(gaps, default=0.0), 0.0)
    placed = [
        PlacedCell(c.row, c.column, GridCell(_joined(found, c.box[2] - padding), c.rows, c.columns))
        for c, found in lines.items()
    ]
    return TablePart(table, max(c.row + c.rows for c in table.cells), tuple(placed))


def _joined(lines: Sequence[TextLine], right: float) -> tuple[str, ...]:
    """The lines of a cell, one an entry: a line that had no room for the next one's first word goes on in it."""
    joined: list[str] = []
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else None
        if before and before.right + line.first > right + SLACK * line.size and not _are_two(before.text, line.text):
            joined[-1] = join_words(joined[-1], line.text)
        else:
            joined.append(line.text)
    return tuple(joined)


def _are_two(a: str, b: str) -> bool:
    """Whether two lines of a cell are two entries, though the first is full."""
    whole = WHOLE.fullmatch(a) and len(b) > 1 and (WHOLE.fullmatch(b) or b.startswith("各")) and not REST.match(b)
    return bool(whole or NUMBERED.match(b))


def add_tables(parts: Sequence[TablePart], lines: Lines) -> None:
    """Adds tables that follow each other without a line between them; those with the same columns are one."""
    run: list[TablePart] = []
    for part in parts:
        if run and not same_columns(run[-1].table, part.table):
            lines.add_table(_rows(_united(run)))
            run = []
        run.append(part)
    if run:
        lines.add_table(_rows(_united(run)))


def _united(parts: Sequence[TablePart]) -> TablePart:
    """The parts of one table below each other, without the header that is repeated on every page."""
    whole = parts[0]
    head = _header(whole)
    for part in parts[1:]:
        again = head > 0 and _words(part, head) == _words(whole, head)
        whole = _append(whole, part, head if again else 0)
    return whole


def _header(part: TablePart) -> int:
    """How many rows the header has: as many as its tallest cell."""
    return min(max((c.cell.rows for c in part.cells if c.row == 0), default=0), part.rows - 1)


def _words(part: TablePart, rows: int) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(c.row, c.column, c.cell.lines) for c in part.cells if c.row < rows]


def _append(whole: TablePart, part: TablePart, skipped: int) -> TablePart:
    """The table with the rows that the next page adds to it."""
    last = {c.column: n for n, c in enumerate(whole.cells) if c.row + c.cell.rows == whole.rows}
    first = [c for c in part.cells if c.row == skipped]
    if _is_broken_row(whole, part, last, first):
        joined = {last[c.column]: _longer(whole.cells[last[c.column]], c.cell) for c in first}
        whole = replace(whole, cells=tuple(joined.get(n, c) for n, c in enumerate(whole.cells)))
        return _append(whole, part, skipped + 1)
    merged = {c.column for c in (*whole.cells, *part.cells) if c.cell.rows > 1}
    cells = list(whole.cells)
    for placed in part.cells:
        above = last.get(placed.column) if placed.row == skipped and placed.column in merged else None
        if above is not None and _goes_on(cells[above].cell, placed.cell):
            longer = cells[above].cell
            cells[above] = replace(cells[above], cell=replace(longer, rows=longer.rows + placed.cell.rows))
        elif placed.row >= skipped:
            cells.append(replace(placed, row=placed.row - skipped + whole.rows))
    return TablePart(part.table, whole.rows + part.rows - skipped, tuple(cells))


def _is_broken_row(whole: TablePart, part: TablePart, last: dict[int, int], first: list[PlacedCell]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before: nothing stands in its first
    cell, where every row of the table has its number, and no cell of either row is merged."""
    numbers = [c.cell for c in (*whole.cells, *part.cells) if c.column == 0 and c not in first]
    same = all(c.column in last and c.cell.rows == whole.cells[last[c.column]].cell.rows == 1 for c in first)
    return same and len(first) > 1 and not first[0].cell.lines and all(cell.lines for cell in numbers)


def _longer(placed: PlacedCell, rest: GridCell) -> PlacedCell:
    """A cell with what the next page adds to its last line."""
    if not placed.cell.lines or not rest.lines:
        return replace(placed, cell=replace(placed.cell, lines=placed.cell.lines + rest.lines))
    *before, end = placed.cell.lines
    joint = (end, rest.lines[0]) if _are_two(end, rest.lines[0]) else (join_words(end, rest.lines[0]),)
    return replace(placed, cell=replace(placed.cell, lines=(*before, *joint, *rest.lines[1:])))


def _goes_on(above: GridCell, cell: GridCell) -> bool:
    """Whether a merged cell goes on on the next page, empty or with its words once more."""
    return above.columns == cell.columns and bool(above.lines) and cell.lines in ((), above.lines)


def _rows(part: TablePart) -> list[tuple[list[GridCell], bool]]:
    head = _header(part)
    ordered = sorted(part.cells, key=lambda c: c.column)
    return [([c.cell for c in ordered if c.row == row], row < head) for row in range(part.rows)]
