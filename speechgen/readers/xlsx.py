"""Reads Excel workbooks: each sheet as a table, with what stands above and below it as paragraphs.

Values are what a person sees: numbers and dates in their formats, formulas by the result that was stored with them.
Hidden sheets, rows and columns are not seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import problem
from speechgen.document import Document
from speechgen.readers import Reader
from speechgen.readers._cellformat import show_value
from speechgen.readers._lines import LINE_ENDS, GridCell, Lines
from speechgen.readers._workbook import check_workbook, open_workbook
from speechgen.source import Where

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CELLS = 2_000_000
ID_COLUMN = "任务编号"
"""Heads the hidden column in which speechgen puts the ids of tasks."""
WITHOUT_RESULT = re.compile(rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>")
"""A formula in a cell without a value."""
FULL_ENOUGH = 0.5
"""Share of a table's columns that its first row fills."""

Grid = list[list[GridCell | None]]
"""Rows of a sheet; None where another cell reaches over the place."""


def read_xlsx(data: bytes, name: str) -> Document:
    """A workbook, one block a table or a line above or below one. No formula is calculated, no macro run.

    Raises `Problem` for a file that is damaged or harmful, for a sheet beyond all size, and for one without a word.
    """
    package = check_workbook(data, name)
    lines = Lines(name)
    workbook = open_workbook(data, name, rich=True)
    hidden = [s.title for s in workbook.worksheets if s.sheet_state != "visible"]
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            _add_sheet(sheet, lines)
    if hidden:
        lines.warn("readers.hidden-sheets", sheets="、".join(hidden))
    without = sum(len(WITHOUT_RESULT.findall(package.read(p) or b"")) for p in package.entries if _is_sheet(p))
    if without:
        lines.warn("readers.no-cached-values", count=without)
    if not lines.text:
        raise problem("readers.empty", Where(name))
    return lines.document()


def _is_sheet(part: str) -> bool:
    return part.startswith("xl/worksheets/") and part.endswith(".xml")


def _add_sheet(sheet: Worksheet, lines: Lines) -> None:
    """A sheet's table, with the rows above it and below it that are no rows of the table as paragraphs."""
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        size = {"rows": sheet.max_row, "columns": sheet.max_column}
        raise problem("readers.sheet-too-large", Where(lines.name), sheet=sheet.title, **size)
    grid, ids = _read_grid(sheet, lines)
    headed = next((n for n, mark in enumerate(ids) if mark == ID_COLUMN), None)
    filled = [[cell for cell in row if cell and cell.lines] for row in grid]
    widest = max(map(len, filled), default=0)
    full = (n for n, row in enumerate(filled) if len(row) >= max(2, FULL_ENOUGH * widest))
    first = next(full, len(grid)) if headed is None else headed
    last = next((n for n in range(len(grid) - 1, first, -1) if not _is_note(grid[n])), first)
    for row in grid[:first]:
        _add_paragraphs(row, lines)
    if first < len(grid):
        header = max((cell.rows for cell in grid[first] if cell), default=1)
        rows = ([cell for cell in row if cell] for row in grid[first : last + 1])
        own = ["" if mark == ID_COLUMN else mark for mark in ids[first:]]
        lines.add_table([(row, n < header and n < last - first) for n, row in enumerate(rows)], own)
    for row in grid[last + 1 :]:
        _add_paragraphs(row, lines)


def _is_note(row: list[GridCell | None]) -> bool:
    """Whether a row has words in its first cell alone: a note below a table."""
    return len(row) > 2 and bool(row[0] and row[0].lines) and not any(cell and cell.lines for cell in row[1:])


def _add_paragraphs(row: list[GridCell | None], lines: Lines) -> None:
    for cell in row:
        for line in cell.lines if cell else ():
            lines.add_paragraph(line)


def _read_grid(sheet: Worksheet, lines: Lines) -> tuple[Grid, list[str]]:
    """The cells of all rows and columns that are seen, without blank rows and without blank columns, and the ids of
    the tasks in the rows, where speechgen has put them into a hidden column (its head in the row of the header)."""
    values = {
        (cell.row, cell.column): tuple(line.strip() for line in LINE_ENDS.split(text) if line.strip())
        for row in sheet.iter_rows()
        for cell in row
        if (text := show_value(cell.value, str(cell.number_format or ""))).strip()
    }
    openings = {(cell.row, cell.column): n for row in sheet.iter_rows() for cell in row if (n := _opening(cell.value))}
    hidden_rows, hidden_columns = _hidden_rows(sheet), _hidden_columns(sheet)
    ids = _take_ids(values, hidden_columns)
    unseen = {row for row, column in values if row in hidden_rows}, {c for _, c in values if c in hidden_columns}
    if any(unseen):
        lines.warn("readers.hidden-rows", sheet=sheet.title, rows=len(unseen[0]), columns=len(unseen[1]))
    merged = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    rows = sorted({row for row, _ in values} - hidden_rows)
    reached = {c for top, left, _, right in merged if (top, left) in values for c in range(left, right + 1)}
    columns = sorted(({column for _, column in values} | reached) - hidden_columns)
    grid: Grid = [
        [GridCell(values.get((row, column), ()), opening=openings.get((row, column), 0)) for column in columns]
        for row in rows
    ]
    for top, left, bottom, right in merged:
        over_rows = [n for n, row in enumerate(rows) if top <= row <= bottom]
        over_columns = [n for n, column in enumerate(columns) if left <= column <= right]
        _merge(grid, over_rows, over_columns, values.get((top, left), ()), openings.get((top, left), 0))
    return grid, [ids.get(row, "") for row in rows]


def _take_ids(values: dict[tuple[int, int], tuple[str, ...]], hidden: set[int]) -> dict[int, str]:
    """The ids of tasks by row, taken out of the values: a hidden column under the head 任务编号, which stands for the
    row of the header."""
    column = next((c for (_, c), words in values.items() if c in hidden and words == (ID_COLUMN,)), 0)
    rows = sorted(row for row, c in values if c == column)
    taken = {row: values.pop((row, column)) for row in rows}
    head = next((row for row in rows if taken[row] == (ID_COLUMN,)), 0)
    return {row: words[0] for row, words in taken.items() if row >= head}


def _opening(value: Any) -> int:
    """Characters of the bold words that a cell begins with, where others follow them."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    if not isinstance(value, CellRichText) or len(value) < 2:
        return 0
    first = value[0]
    return len(first.text) if isinstance(first, TextBlock) and first.font and first.font.b else 0


def _merge(grid: Grid, rows: list[int], columns: list[int], text: tuple[str, ...], opening: int) -> None:
    """One cell over some rows and columns, which follow each other."""
    for row in rows:
        for column in columns:
            grid[row][column] = None
    if rows and columns:
        grid[rows[0]][columns[0]] = GridCell(text, len(rows), len(columns), opening)


def _hidden_rows(sheet: Worksheet) -> set[int]:
    return {n for n, row in sheet.row_dimensions.items() if row.hidden}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """A group of columns has one entry, named by its first."""
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden:
            hidden.update(range(column.min or 0, (column.max or 0) + 1))
    return hidden


READER = Reader("xlsx", (".xlsx", ".xlsm"), "Excel workbooks", read_xlsx, container="zip")
