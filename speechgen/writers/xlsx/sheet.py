"""Blocks as the rows of one sheet: title and notes over its whole width, tables in its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from math import ceil
from typing import Any

from speechgen.diagnostics import problem
from speechgen.document import Block, Column, Heading, Inline, PageBreak, Picture, Table
from speechgen.templating.words import harmless
from speechgen.writers.xlsx.grid import MM, POINT, Grid
from speechgen.writers.xlsx.looks import LIST, STYLES, TEXT, Look, Looks, height
from speechgen.writers.xlsx.rows import HIGHEST, Place, place_cells, row_heights, sheet_rows

ID_COLUMN = "任务编号"
"""Heads the hidden column with the ids of tasks, by which a filled-in list is understood again."""
LONGEST = 32_767
"""Characters (UTF-16 units) that a cell can hold."""
LEAST = {"checklist": 51.0, "form": 40.0}
"""Points that rows to be filled in by hand are high at least (18 and 14 mm), by the role of the table."""
PORTRAIT = 156.0
"""Width of the type area of a portrait page in millimetres (GB/T 9704-2012, 5.2.1)."""
A4 = 9
MARGINS = {False: (28, 26, 37, 35), True: (35, 37, 28, 26)}
"""Left, right, top, bottom in millimetres, upright and in landscape (5.2.1, and clause 8: the page is turned)."""
PAGE_NUMBER = '&C&"宋体,Regular"&14— &P —'

Words = list[tuple[str, str]]
"""Text and style, piece by piece."""


class Sheet:
    """One sheet that grows row by row."""

    def __init__(self, book: Any, sheet: Any, looks: Looks) -> None:
        self.book, self.sheet, self.looks = book, sheet, looks
        self.grid = Grid([PORTRAIT])
        self.row = 0
        self.list_done = False

    def add(self, blocks: Sequence[Block]) -> None:
        """All blocks, top to bottom, and the page they are printed on."""
        tables = [b for b in blocks if isinstance(b, Table) and b.columns]
        main = max(tables, key=lambda t: (t.role != "form", len(t.columns)), default=None)
        if main:
            most = max(len(t.columns) for t in tables)
            widths = [c.width for c in main.columns]
            self.grid = Grid([*widths, *[10.0] * (most - len(widths))])
        self.looks.roles = LIST if main else TEXT
        self._set_up(bool(main))
        breaks = []
        for block in blocks:
            if isinstance(block, PageBreak):
                breaks.append(self.row)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Picture):
                self._picture(block)
            elif isinstance(block, Heading):
                content = (Inline(block.number), *block.content)
                self._line(content, self.looks.of(f"heading{block.level}", "body"))
            else:
                self._line(block.content, self.looks.of(block.role))
        if breaks:
            self.sheet.set_h_pagebreaks(breaks)

    def _set_up(self, fit: bool) -> None:
        """A4 in GB/T 9704's margins; a sheet with a table is fitted to the width of one page."""
        landscape = self.grid.edges[-1] > PORTRAIT + 1
        left, right, top, bottom = (mm / 25.4 for mm in MARGINS[landscape])
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left, right, top, bottom)
        self.sheet.set_footer(PAGE_NUMBER, {"margin": bottom / 2})
        self.sheet.hide_gridlines(2)
        self.sheet.center_horizontally()
        if landscape:
            self.sheet.set_landscape()
        if fit:
            self.sheet.fit_to_pages(1, 0)
        for n, mm in enumerate(self.grid.widths):
            self.sheet.set_column_pixels(n, n, round(mm * MM))

    def _line(self, content: Iterable[Inline], look: Look) -> None:
        """A paragraph over the whole width; from what is to stand `right` on, it gets the last columns, if there are
        several."""
        content, last = list(content), len(self.grid) - 1
        start = next((n for n, i in enumerate(content) if i.style == "right"), len(content))
        right = content[start:]
        split = self._split() if right else last
        parts = [(0, split, content[:start] if split < last else content, look)]
        if split < last:
            parts.append((split + 1, last, right, replace(look, align="right")))
        texts = []
        for first, end, inlines, own in parts:
            words = _words(inlines, "　　" if own.indent else "")
            self._put(self.row, first, self.row, end, words, own)
            texts.append((_text(words), self.grid.points(first, end), own))
        self.sheet.set_row(self.row, min(height(texts) + (12 if look.face == "title" else 0), 409))
        self.row += 1

    def _picture(self, picture: Picture) -> None:
        """A picture over as many rows as it is high, made smaller where the sheet is narrower than it."""
        scale = min(1.0, self.grid.edges[-1] / picture.width)
        points = picture.height * scale * MM * POINT + 6
        rows = ceil(points / HIGHEST)
        for n in range(rows):
            self.sheet.set_row(self.row + n, points / rows)
        options = {"image_data": BytesIO(picture.data), "description": harmless(picture.words)}
        self.sheet.insert_image(self.row, 0, f"{self.row}.png", {**options, "x_scale": scale, "y_scale": scale})
        self.row += rows

    def _split(self) -> int:
        """The column behind which a fifth of the width is left."""
        edges = self.grid.edges
        return max((n for n in range(len(self.grid)) if edges[n + 1] <= 0.85 * edges[-1]), default=len(self.grid) - 1)

    def _table(self, table: Table) -> None:
        """A table; the first list of the sheet gets its header frozen, repeated in print, and a filter."""
        if not table.rows or not table.columns:
            return
        if self.row and table.role == "form":
            self.row += 1
        placed = self.grid.lay([c.width for c in table.columns], _labels(table))
        ids = any(row.id for row in table.rows)
        first = self.row
        self._rows(table, placed, ids)
        if table.role != "form" and not self.list_done:
            self._make_list(table, first, len(self.grid) - (0 if ids else 1))
        self._choices(table.columns, placed, first + sum(r.header for r in table.rows))
        if ids:
            hidden = len(self.grid)
            self.sheet.set_column(hidden, hidden, None, None, {"hidden": True})

    def _make_list(self, table: Table, first: int, last_column: int) -> None:
        """The hidden ids are part of the filter's range: whoever sorts the list moves them along."""
        self.list_done = True
        headers = next((n for n, row in enumerate(table.rows) if not row.header), len(table.rows))
        if headers:
            self.sheet.freeze_panes(first + headers, 0)
            self.sheet.repeat_rows(first, first + headers - 1)
            self.sheet.autofilter(first + headers - 1, 0, max(self.row - 1, first + headers), last_column)

    def _choices(self, columns: Sequence[Column], placed: list[tuple[int, int]], first: int) -> None:
        for column, (start, _) in zip(columns, placed, strict=True):
            if column.choices and first < self.row:
                options = {"validate": "list", "source": list(column.choices)}
                self.sheet.data_validation(first, start, self.row - 1, start, options)

    def _rows(self, table: Table, placed: list[tuple[int, int]], ids: bool) -> None:
        places = place_cells(table)
        cells = [self._content(table, place) for place in places]
        columns = [(placed[p.column][0], placed[p.column + p.columns - 1][1]) for p in places]
        needs = [
            height([(_text(words), self.grid.points(left, right), look)])
            for (words, look), (left, right) in zip(cells, columns, strict=True)
        ]
        least = [0.0 if row.header or row.heads else LEAST.get(table.role, 20.0) for row in table.rows]
        heights = row_heights(places, least, needs)
        spans = list(sheet_rows(heights))
        for place, (words, look), (left, right) in zip(places, cells, columns, strict=True):
            covered = spans[place.row : place.row + place.rows]
            own = replace(look, top=True) if any(count > 1 for _, count in covered) else look
            top, bottom = self.row + covered[0][0], self.row + sum(covered[-1]) - 1
            self._put(top, left, bottom, right, words, own)
        for row, high, (start, count) in zip(table.rows, heights, spans, strict=True):
            for n in range(count):
                self.sheet.set_row(self.row + start + n, high / count)
            if ids and (row.id or row.header):
                self.sheet.write_string(self.row + start, len(self.grid), ID_COLUMN if row.header else row.id)
        self.row += sum(spans[-1])

    def _content(self, table: Table, place: Place) -> tuple[Words, Look]:
        """A cell's words with their look: that of its header, of what it holds, of its column."""
        header, cell = table.rows[place.row].header, place.cell
        words: Words = []
        for paragraph in cell.paragraphs:
            words += [("\n", "")] if words else []
            words += _words(paragraph.content)
        look = self.looks.cell("header" if header else f"cell-{cell.role}", table.columns[place.column].align)
        return words, replace(look, shrink=True) if words and table.role == "form" else look

    def _put(self, top: int, left: int, bottom: int, right: int, words: Words, look: Look) -> None:
        """Words into a cell, or into several merged into one; they are never a formula, a link or a number."""
        text = _text(words)
        if len(text.encode("utf-16-le")) > 2 * LONGEST:
            raise problem("writers.xlsx-cell", row=top + 1, length=len(text), limit=LONGEST)
        own = look
        if len({style for _, style in words}) == 1:
            own = self.looks.styled(look, words[0][1])
        shape = self.looks.format(self.book, own)
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", shape)
        if not text:
            self.sheet.write_blank(top, left, None, shape)
        elif len(words) > 1 and own is look and len({s for _, s in words}) > 1:
            pieces = [p for t, style in words for p in (self.looks.font(self.book, self.looks.styled(look, style)), t)]
            self.sheet.write_rich_string(top, left, *pieces, shape)
        elif text.startswith("<r>"):  # XlsxWriter would take the words for its own XML
            font = self.looks.font(self.book, own)
            self.sheet.write_rich_string(top, left, font, text[0], font, text[1:], shape)
        else:
            self.sheet.write_string(top, left, text, shape)
            for row in range(top + 1, bottom + 1):  # under the merged cell, so that the filter finds every row
                self.sheet.write_string(row, left, text, shape)


def _words(content: Iterable[Inline], before: str = "") -> Words:
    """Text and style of some inlines, neighbours of one style joined; characters that no file can hold replaced."""
    out: Words = [(before, "")] if before else []
    for inline in content:
        text = "\n" if inline.style == "break" else harmless(inline.text).replace("\t", " ")
        style = inline.style if inline.style in STYLES else ""
        if inline.style == "break" and out:
            style = out[-1][1]
        if out and out[-1][1] == style:
            out[-1] = (out[-1][0] + text, style)
        elif text:
            out.append((text, style))
    return out


def _text(words: Words) -> str:
    return "".join(text for text, _ in words)


def _labels(table: Table) -> list[str]:
    """The longest words over or in each column that should stand in one line: the labels of a block to fill in."""
    longest = [""] * len(table.columns)
    if table.role == "form":
        for place in place_cells(table):
            text = _text([w for p in place.cell.paragraphs for w in _words(p.content)])
            if place.columns == 1 and len(text) > len(longest[place.column]):
                longest[place.column] = text
    return longest
