"""Tables as WordprocessingML: fixed widths, repeated header, rows in one piece, cells merged downward.

Word is content with cell widths, WPS obeys `w:tblGrid` and LibreOffice wants both to agree, so both are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from speechgen.diagnostics import problem
from speechgen.document import Cell, Paragraph, Row, Table
from speechgen.writers._heights import NARROW, is_tall
from speechgen.writers.docx.parts import with_parts
from speechgen.writers.docx.words import Looks, bookmark, paragraph

MM = 1440 / 25.4
"""Twips in a millimetre."""
# Least heights of rows that a pen writes in, in millimetres, by the role of the table.
_HEIGHTS = {"checklist": 18, "form": 14}
MARKS = 100_000  # numbers of bookmarks that each table has for itself, more than Word has rows
_EMPTY = Cell((Paragraph(role="cell"),))
_ALIGN = {side: f'<w:jc w:val="{side}"/>' for side in ("left", "center", "right")}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)


def widths(columns: Sequence[float], total: int) -> list[int]:
    """Whole twips in the proportions of `columns` that sum to `total` exactly."""
    whole = sum(columns) or 1
    edges = [round(total * edge / whole) for edge in accumulate(columns, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def table(
    block: Table,
    looks: Looks,
    width: int,
    with_next: bool = False,
    number: int = 0,
    foot: str = "",
) -> str:
    """`block` as wide as the type area (`width` in twips), its last row on the page of what follows if `with_next`.
    `number` tells it from the document's other tables; `foot` is XML of what stands under it: notes, a sign-off.

    The foot is a last row without borders: rows of one table stay together in every program, a table and what
    follows it do not in LibreOffice.

    Raises Problem writers.docx-row where a row has too many cells.
    """
    grid = widths([column.width for column in block.columns], width)
    block = with_parts(block, grid)
    style = looks.table(f"table-{block.role}", "table")
    look = f'<w:tblStyle w:val="{style}"/>' if style else ""
    borders = "" if style else f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in grid)
    rows = "".join(_Rows(block, looks, grid, with_next or bool(foot), MARKS * (number + 1)))
    rows += _foot(foot, grid) if foot else ""
    if not grid:
        return ""
    return (
        f'<w:tbl><w:tblPr>{look}<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _foot(words: str, grid: Sequence[int]) -> str:
    open_sides = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right"))
    close = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(grid)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(grid)}"/><w:tcBorders>{open_sides}</w:tcBorders><w:tcMar>{close}</w:tcMar></w:tcPr>'
        f"{words}</w:tc></w:tr>"
    )


class _Place(NamedTuple):
    """A cell where it stands in the grid: its first column, how many it covers, how it is merged downward."""

    column: int
    columns: int
    merge: str
    cell: Cell


class _Rows:
    """The rows of one table, as XML, one after the other."""

    def __init__(self, block: Table, looks: Looks, grid: list[int], with_next: bool, first_mark: int) -> None:
        self.block = block
        self.looks = looks
        self.with_next = with_next
        self.first_mark = first_mark
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
        placed = self._place(number, row)
        height = 0 if row.header or row.heads else _HEIGHTS.get(self.block.role, 0)
        tall = any(map(self._tall, placed))
        look = "" if tall else "<w:cantSplit/>"
        if height:
            look += f'<w:trHeight w:val="{round(height * MM)}" w:hRule="atLeast"/>'
        if row.header:
            look += "<w:tblHeader/>"
        last = number >= len(self.block.rows) - 1
        keep = self.with_next if last else row.heads or self.block.role == "form"
        mark = bookmark(row.id, self.first_mark + number) if row.id else ""
        first = next((p for p in placed if p.merge != "<w:vMerge/>"), None)
        before = ("<w:keepNext/>" if keep else "") + ("<w:widowControl/>" if tall else "")
        cells = "".join(
            self._cell(place, row.header, before, mark if place is first else "", "top" if tall else "center")
            for place in placed
        )
        return f"<w:tr><w:trPr>{look}</w:trPr>{cells}</w:tr>"

    def _place(self, number: int, row: Row) -> list[_Place]:
        """The cells of a row from left to right: given ones, those that hang down, empty ones where one is missing."""
        given = iter(row.cells)
        placed: list[_Place] = []
        column, last = 0, len(self.block.columns)
        while column < last:
            if column in self.hanging:
                rows, columns = self.hanging.pop(column)
                place = _Place(column, columns, "<w:vMerge/>", _EMPTY)
            else:
                cell = next(given, _EMPTY)
                rows, columns = cell.rows, self._room(column, cell.columns) if cell.columns > 1 else 1
                place = _Place(column, columns, '<w:vMerge w:val="restart"/>' if rows > 1 else "", cell)
            if rows > 1:
                self.hanging[column] = (rows - 1, columns)
            placed.append(place)
            column += columns
        if next(given, None) is not None:
            raise problem("writers.docx-row", row=number + 1, columns=last)
        return placed

    def _room(self, column: int, wanted: int) -> int:
        """How many columns a cell may take before the table's edge or a cell that hangs down."""
        free = (n for n in range(column + 1, len(self.block.columns)) if n in self.hanging)
        return max(1, min(wanted, next(free, len(self.block.columns)) - column))

    def _width(self, place: _Place) -> int:
        return self.edges[place.column + place.columns] - self.edges[place.column]

    def _tall(self, place: _Place) -> bool:
        """Whether the cell alone is so high that the row may be cut by the end of a page."""
        return not place.merge and is_tall(place.cell, self._width(place) / MM)

    def _cell(self, place: _Place, header: bool, before: str, mark: str, stand: str) -> str:
        """A cell with its paragraphs, of which Word wants at least one; the first begins with the `mark`."""
        cell = place.cell
        span = f'<w:gridSpan w:val="{place.columns}"/>' if place.columns > 1 else ""
        align = "" if header or cell.role in ("label", "group") else self._align(place)
        paragraphs = [
            paragraph(part.content, self._style(part, cell, header), self.looks, before, align, "" if n else mark)
            for n, part in enumerate(cell.paragraphs or _EMPTY.paragraphs)
        ]
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{self._width(place)}" w:type="dxa"/>{span}{place.merge}'
            f'<w:vAlign w:val="{stand}"/></w:tcPr>{"".join(paragraphs)}</w:tc>'
        )

    def _align(self, place: _Place) -> str:
        own = self.block.columns[place.column].align
        narrow = own == "left" and self._width(place) < NARROW * MM
        return _ALIGN[own] if own != "left" or narrow else ""

    def _style(self, part: Paragraph, cell: Cell, header: bool) -> str:
        """A header's own style; else that of what the cell holds, of what the paragraph is, of cells at large."""
        role = "" if header else cell.role
        key = (header, role, part.role)
        if key not in self.styles:
            names = ("header", "cell") if header else (f"cell-{role}", part.role, "cell")
            self.styles[key] = self.looks.paragraph(*names)
        return self.styles[key]
