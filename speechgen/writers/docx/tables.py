"""Tables as WordprocessingML: fixed widths, repeated header, rows in one piece, cells merged downward.

Word is content with cell widths, WPS obeys `w:tblGrid` and LibreOffice wants both to agree, so both are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from speechgen.diagnostics import problem
from speechgen.document import Cell, Paragraph, Row, Table
from speechgen.writers.docx.words import Looks, paragraph

MM = 1440 / 25.4
"""Twips in a millimetre."""
# Least heights of rows that a pen writes in, in millimetres, by the role of the table.
_HEIGHTS = {"checklist": 18, "form": 14}
_EMPTY = Cell((Paragraph(role="cell"),))
_ALIGN = {side: f'<w:jc w:val="{side}"/>' for side in ("center", "right")}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)


def widths(columns: Sequence[float], total: int) -> list[int]:
    """Whole twips in the proportions of `columns` that sum to `total` exactly."""
    edges = [round(total * edge / sum(columns)) for edge in accumulate(columns, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def table(block: Table, looks: Looks, width: int) -> str:
    """`block` as wide as the type area (`width` in twips); Problem writers.docx-row where a row has too many cells."""
    grid = widths([column.width for column in block.columns], width)
    style = looks.table(f"table-{block.role}", "table")
    look = f'<w:tblStyle w:val="{style}"/>' if style else ""
    borders = "" if style else f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in grid)
    rows = "".join(_Rows(block, looks, grid))
    return (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


class _Rows:
    """The rows of one table, as XML, one after the other."""

    def __init__(self, block: Table, looks: Looks, grid: list[int]) -> None:
        self.block = block
        self.looks = looks
        self.edges = [0, *accumulate(grid)]
        self.hanging: dict[int, tuple[int, int]] = {}
        """Column -> rows still to come and columns wide, of cells that reach down from above."""
        self.styles: dict[tuple[bool, str, str], str] = {}

    def __iter__(self) -> Iterator[str]:
        if not self.block.rows:  # a table without a row is no table to Word
            yield self._row(0, Row(()))
        for number, row in enumerate(self.block.rows):
            yield self._row(number, row)

    def _row(self, number: int, row: Row) -> str:
        height = 0 if row.header else _HEIGHTS.get(self.block.role, 0)
        look = "<w:cantSplit/>"
        if height:
            look += f'<w:trHeight w:val="{round(height * MM)}" w:hRule="atLeast"/>'
        if row.header:
            look += "<w:tblHeader/>"
        keep = self.block.role == "form" and number < len(self.block.rows) - 1
        cells = "".join(self._cells(number, row, "<w:keepNext/>" if keep else ""))
        return f"<w:tr><w:trPr>{look}</w:trPr>{cells}</w:tr>"

    def _cells(self, number: int, row: Row, keep: str) -> Iterator[str]:
        """The cells of a row from left to right: given ones, those that hang down, empty ones where one is missing."""
        given = iter(row.cells)
        column, last = 0, len(self.block.columns)
        while column < last:
            if column in self.hanging:
                rows, columns = self.hanging.pop(column)
                if rows > 1:
                    self.hanging[column] = (rows - 1, columns)
                yield self._cell(column, columns, "<w:vMerge/>", self._paragraphs(_EMPTY, row, column, keep))
            else:
                cell = next(given, _EMPTY)
                columns = self._room(column, cell.columns) if cell.columns > 1 else 1
                if cell.rows > 1:
                    self.hanging[column] = (cell.rows - 1, columns)
                merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                yield self._cell(column, columns, merge, self._paragraphs(cell, row, column, keep))
            column += columns
        if next(given, None) is not None:
            raise problem("writers.docx-row", row=number + 1, columns=last)

    def _room(self, column: int, wanted: int) -> int:
        """How many columns a cell may take before the table's edge or a cell that hangs down."""
        free = (n for n in range(column + 1, len(self.block.columns)) if n in self.hanging)
        return max(1, min(wanted, next(free, len(self.block.columns)) - column))

    def _cell(self, column: int, columns: int, merge: str, paragraphs: str) -> str:
        width = self.edges[column + columns] - self.edges[column]
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f"{paragraphs}</w:tc>"
        )

    def _paragraphs(self, cell: Cell, row: Row, column: int, keep: str) -> str:
        """A cell's paragraphs; Word wants at least one in each."""
        align = "" if row.header or cell.role == "label" else _ALIGN.get(self.block.columns[column].align, "")
        return "".join(
            paragraph(part.content, self._style(part, cell, row), self.looks, keep, align)
            for part in cell.paragraphs or _EMPTY.paragraphs
        )

    def _style(self, part: Paragraph, cell: Cell, row: Row) -> str:
        """A header's own style; else that of what the cell holds, of what the paragraph is, of cells at large."""
        role = "" if row.header else cell.role
        key = (row.header, role, part.role)
        if key not in self.styles:
            names = ("header", "cell") if row.header else (f"cell-{role}", part.role, "cell")
            self.styles[key] = self.looks.paragraph(*names)
        return self.styles[key]
