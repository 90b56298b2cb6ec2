"""What the columns of a task list hold, and its rows (`rules/tables/headers`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from speechgen.document import Cell, Table
from speechgen.passes._party_names import is_party
from speechgen.rules import load_rule
from speechgen.source import Span

ASSIGNING = frozenset({"lead", "duty", "duty_support", "support", "due", "leader", "lead_leader", "unit"})
"""What makes a table a list of tasks: somebody answers for its rows, or a time is set."""
ENTRY = re.compile(r"(?:[（(][^（）()\n]*[）)]|[^\n、，,；;\s])+")
MOSTLY = 0.5
"""Share of a column's cells that must be units for it to be a column of units whatever its name."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a task list: the span of the cell that says what is to be done, and the other cells by meaning."""

    task: Span
    cells: tuple[tuple[str, Span], ...]
    id: str = ""
    """Of the task, in a list that speechgen made."""
    columns: frozenset[str] = frozenset()
    """What the columns of such a list hold, whether this row has anything in them or not."""
    opening: Span | None = None
    """Bold words before the task, in such a list: the heading that it stands under."""


def meaning_of(header: str) -> str | None:
    """What a column with this printed name holds; None for a name that no list uses."""
    whole = re.sub(r"\s", "", header).replace("(", "（").replace(")", "）")
    meanings = load_rule("tables/headers")["meanings"]
    for name in (whole, re.sub(r"（[^）]*）", "", whole)):
        if found := next((meaning for meaning, names in meanings.items() if name in names), None):
            return str(found)
    return None


def list_rows(text: str, table: Table) -> list[ListRow]:
    """The rows of a table that lists tasks; [] for any other table."""
    grid = _grid(table)
    head = _header_row(text, grid)
    if head is None:
        return []
    meanings = _meanings(text, grid, head)
    column = next((m for m in ("task", "goal", "category") if m in meanings.values()), None)
    if column is None or ASSIGNING.isdisjoint(meanings.values()):
        return []
    below = zip(grid[head + 1 :], table.rows[head + 1 :], strict=True)
    held = frozenset(meanings.values())
    rows = (_with_id(_row(text, cells, meanings, column), row.id, cells, held) for cells, row in below)
    done: set[Span] = set()
    out = []
    for row in rows:
        if row and row.task not in done:
            done.add(row.task)
            out.append(row)
    return out


def _with_id(row: ListRow | None, task: str, cells: dict[int, Cell], held: frozenset[str]) -> ListRow | None:
    """A row that carries an id, with it, and without the heading that is printed before its task."""
    if row is None or not task:
        return row
    opening = next((c.opening for c in cells.values() if c.span == row.task), None)
    if opening is None or opening.end >= row.task.end:
        return replace(row, id=task, columns=held)
    return replace(row, id=task, columns=held, task=Span(opening.end, row.task.end), opening=opening)


def _grid(table: Table) -> list[dict[int, Cell]]:
    """Every row as column number to cell; a cell that spans rows stands in each of them."""
    grid: list[dict[int, Cell]] = [{} for _ in table.rows]
    for n, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while column in grid[n]:
                column += 1
            for below in range(n, min(n + cell.rows, len(grid))):
                grid[below].update({column + k: cell for k in range(cell.columns)})
            column += cell.columns
    return grid


def _words(text: str, cell: Cell) -> str:
    return text[cell.span.start : cell.span.end].strip() if cell.span else ""


def _header_row(text: str, grid: list[dict[int, Cell]]) -> int | None:
    """The last of the first rows in which two columns or more have names that lists use."""
    found = None
    for n, row in enumerate(grid[:5]):
        known = {meaning_of(_words(text, cell)) for cell in row.values()} - {None}
        if len(known) >= 2:
            found = n
        elif found is not None:
            break
    return found


def _meanings(text: str, grid: list[dict[int, Cell]], head: int) -> dict[int, str]:
    """Column numbers with what they hold, by name; a column of nothing but units holds units whatever its name."""
    meanings: dict[int, str] = {}
    for column, cell in grid[head].items():
        meaning = meaning_of(_words(text, cell))
        if meaning:
            meanings[column] = meaning
    if {"lead", "duty", "duty_support", "support"} & set(meanings.values()):
        return meanings
    units = _unit_column(text, grid[head + 1 :], meanings)
    return meanings if units is None else meanings | {units: "unit"}


def _unit_column(text: str, rows: list[dict[int, Cell]], meanings: dict[int, str]) -> int | None:
    """The column, of those that hold nothing else known, in which most different units stand."""
    best, most = None, 2
    for column in sorted({c for row in rows for c in row}):
        words = [_words(text, row[column]) for row in rows if column in row]
        words = [w for w in words if w and not w.isdecimal()]
        units = {w for w in words if is_party(w)}
        free = meanings.get(column) in (None, "category", "other")
        if free and len(units) > most and sum(w in units for w in words) >= MOSTLY * len(words):
            best, most = column, len(units)
    return best


def _row(text: str, cells: dict[int, Cell], meanings: dict[int, str], column: str) -> ListRow | None:
    """None for a row that groups or sums the others: all its words stand in one cell, or it says 合计."""
    filled = {cell.span for cell in cells.values() if cell.span and _words(text, cell)}
    task = next((c for n, c in sorted(cells.items()) if meanings.get(n) == column and _words(text, c)), None)
    totals = re.compile(load_rule("tables/headers")["totals"])
    sums = any(totals.match(_words(text, c)) for c in cells.values())
    if task is None or task.span is None or len(filled) < 2 or sums:
        return None
    others = {(meanings[n], c.span) for n, c in cells.items() if n in meanings and c.span and c.span != task.span}
    return ListRow(task.span, tuple(sorted(others, key=lambda o: (o[1], o[0]))))


def entries(text: str, span: Span, pattern: re.Pattern[str] = ENTRY) -> Iterator[Span]:
    """What a cell lists: parted by lines, 、 ， ； or spaces that stand in no bracket; nothing for — or 待明确."""
    nothing = re.compile(load_rule("tables/headers")["nothing"])
    for match in pattern.finditer(text, span.start, span.end):
        if match[0].strip() and not nothing.fullmatch(match[0].strip()):
            yield Span(*match.span())


def party_of(text: str, span: Span, role: str) -> tuple[Span, str]:
    """A name without the mark of its role behind it, and that role; `role` where it has no mark."""
    for mark, marked in load_rule("tables/headers")["marks"].items():
        if text.endswith(mark, span.start, span.end) and len(span) > len(mark):
            return Span(span.start, span.end - len(mark)), marked
    return span, role
