"""A merged cell that may reach over a page end is cut into parts that each say its words again.

Word and WPS repeat a table's header on every page, but not the words of a cell that was merged downward: a page that
begins inside it would not say its category. Only the program that opens the file knows where pages end, so a cell that
is higher than about half a page is cut into even parts; a page then begins with at most one part whose words stand on
the page before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from speechgen.document import Row, Table
from speechgen.writers._spans import split_at

CHARACTER = 210
"""Twips of a 10.5 pt character."""
PADDING = 140
"""Twips of a cell's width that hold no words."""
HIGHEST = 12
"""Lines, about half a landscape page, that a merged cell may be high."""
PART = 9
"""Lines of the parts that a higher one is cut into."""
_BY_HAND = 4
"""Lines that a row of a checklist is high at least."""


def with_parts(block: Table, grid: Sequence[int]) -> Table:
    """The table with its high merged cells in parts; `grid` are the widths of its columns in twips."""
    body = [row for row in block.rows if not row.header]
    if len(grid) != len(block.columns) or not any(cell.rows > 1 for row in body for cell in row.cells):
        return block
    widths = {column.key: width for column, width in zip(block.columns, grid, strict=True)}
    least = _BY_HAND if block.role == "checklist" else 1
    lines = [max(least, _lines(row, widths)) for row in body]
    return replace(block, rows=split_at(block.rows, _cuts(body, lines)))


def _cuts(body: Sequence[Row], lines: Sequence[int]) -> Iterator[int]:
    """The rows before which merged cells are cut."""
    for first, row in enumerate(body):
        longest = max((cell.rows for cell in row.cells), default=1)
        inside = lines[first : first + longest]
        if longest > 1 and sum(inside) > HIGHEST:
            count = ceil(sum(inside) / PART)
            ends = list(accumulate(inside))
            parts = [min(count - 1, (end - high) * count // ends[-1]) for end, high in zip(ends, inside, strict=True)]
            yield from (first + n for n in range(1, len(parts)) if parts[n] != parts[n - 1])


def _lines(row: Row, widths: dict[str, int]) -> int:
    """Lines that the row needs for the cells that stand in it alone."""
    return max((_cell_lines(row, n, widths) for n, cell in enumerate(row.cells) if cell.rows == 1), default=1)


def _cell_lines(row: Row, n: int, widths: dict[str, int]) -> int:
    cell = row.cells[n]
    a_line = max(1, (widths.get(cell.role, sum(widths.values())) - PADDING) // CHARACTER)
    words = ("".join("\n" if i.style == "break" else i.text for i in p.content) for p in cell.paragraphs)
    return sum(ceil(len(line) / a_line) or 1 for text in words for line in text.split("\n"))
