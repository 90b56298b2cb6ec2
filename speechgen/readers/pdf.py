"""Reads PDF files that hold text: lines joined into paragraphs, ruled tables, no page furniture. No scans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from speechgen.diagnostics import problem
from speechgen.document import Document
from speechgen.readers import Reader
from speechgen.readers._lines import Lines
from speechgen.readers._pdffurniture import drop_furniture
from speechgen.readers._pdfgrid import RuledTable, find_tables
from speechgen.readers._pdflines import (
    Column,
    TextLine,
    build_lines,
    find_column,
    is_spaced_out,
    join_lines,
    split_lines,
)
from speechgen.readers._pdfpage import Char, PdfPage, read_page
from speechgen.readers._pdftables import TablePart, add_tables, read_table
from speechgen.source import Where

MOST_PAGES = 1000
MOST_CHARACTERS = 3_000_000
MOST_UNKNOWN = 0.1
"""Share of characters that may be unknown in a text that is still read."""
PASSWORD = 4
"""PDFium's error code for a file that opens by a password only."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A page: its lines outside of tables from the top, its tables from the top, its width."""

    lines: list[TextLine]
    tables: list[TablePart]
    width: float


def read_pdf(data: bytes, name: str) -> Document:
    """A PDF file, one block a paragraph or a table; pages run on into each other.

    Raises `Problem` for a file that is damaged, that asks for a password, that has too many pages, and for a scan.
    """
    pages = _read_pages(data, name)
    lines = Lines(name)
    _check_text(pages, lines)
    layouts = _lay_out(pages)
    if not any(layout.lines or layout.tables for layout in layouts):
        raise problem("readers.empty", Where(name))
    _collect(layouts, lines)
    return lines.document()


def _read_pages(data: bytes, name: str) -> list[PdfPage]:
    pages, size = [], 0
    with _opened(data, name) as file:
        if len(file) > MOST_PAGES:
            raise problem("readers.pdf-too-long", Where(name), pages=len(file), limit=MOST_PAGES)
        for n in range(len(file)):
            pages.append(_read_page(file, n, name))
            size += len(pages[-1].chars)
            if size > MOST_CHARACTERS:
                raise problem("readers.pdf-too-much", Where(name), limit=MOST_CHARACTERS // 10_000)
    return pages


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    """PDFium's document. Raises `Problem` for one that asks for a password and one that cannot be opened."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        file = PdfDocument(data)
    except PdfiumError as error:
        code = "readers.pdf-encrypted" if error.err_code == PASSWORD else "readers.broken-pdf"
        raise problem(code, Where(name)) from None
    try:
        yield file
    finally:
        file.close()


def _read_page(file: Any, n: int, name: str) -> PdfPage:
    from pypdfium2 import PdfiumError

    try:
        page = file[n]
        try:
            return read_page(page)
        finally:
            page.close()
    except PdfiumError:
        raise problem("readers.broken-pdf-page", Where(name), page=n + 1) from None


def _check_text(pages: list[PdfPage], lines: Lines) -> None:
    """Warnings for pages that are pictures and for characters nobody knows. Raises `Problem` where that is all."""
    where = Where(lines.name)
    visible = [sum(not c.text.isspace() for c in page.chars) for page in pages]
    scanned = [n for n, page in enumerate(pages, 1) if page.pictures and not visible[n - 1]]
    unknown = sum(page.unknown for page in pages)
    if not sum(visible):
        raise problem("readers.scanned-pdf" if scanned else "readers.empty", where)
    if unknown > MOST_UNKNOWN * sum(visible):
        raise problem("readers.pdf-without-characters", where)
    if scanned:
        shown = "、".join(map(str, scanned[:10])) + ("…" if len(scanned) > 10 else "")
        lines.warn("readers.scanned-pages", count=len(scanned), pages=shown)
    if unknown:
        lines.warn("readers.pdf-unknown", count=unknown)


def _lay_out(pages: list[PdfPage]) -> list[_Layout]:
    """The lines and tables of every page, without page furniture."""
    split = [_split(page) for page in pages]
    spaced_out = is_spaced_out(row for rows, _ in split for row in rows)
    built = [_sorted(build_lines(rows, spaced_out=spaced_out)) for rows, _ in split]
    tables = [[read_table(t, chars, spaced_out=spaced_out) for t, chars in found] for _, found in split]
    return list(map(_Layout, drop_furniture(built), tables, (page.width for page in pages)))


def _split(page: PdfPage) -> tuple[list[list[Char]], list[tuple[RuledTable, list[Char]]]]:
    """The lines of characters outside of tables, and the tables with the characters in them."""
    tables: list[tuple[RuledTable, list[Char]]] = [(table, []) for table in find_tables(page.segments)]
    flow: list[Char] = []
    for char in page.chars:
        next((chars for table, chars in tables if table.holds(*char.middle)), flow).append(char)
    return list(split_lines(flow)), [(table, chars) for table, chars in tables if chars]


def _sorted(lines: list[TextLine]) -> list[TextLine]:
    """Lines from the top where no two stand side by side; else in the order of the file, which knows the columns."""
    down = sorted(lines, key=lambda line: -line.top)
    overlaps = ((min(a.top, b.top) - max(a.bottom, b.bottom), min(a.size, b.size)) for a, b in pairwise(down))
    return lines if any(overlap > 0.5 * size for overlap, size in overlaps) else down


def _collect(layouts: list[_Layout], lines: Lines) -> None:
    """Paragraphs and tables in reading order; what runs on over the end of a page is one."""
    columns = _find_columns(layouts)
    items = ((item, column) for layout, column in zip(layouts, columns, strict=True) for item in _in_order(layout))
    for is_table, run in groupby(items, key=lambda item: isinstance(item[0], TablePart)):
        if is_table:
            add_tables([part for part, _ in run if isinstance(part, TablePart)], lines)
        else:
            for text in join_lines([(line, column) for line, column in run if isinstance(line, TextLine)]):
                lines.add_paragraph(text)


def _find_columns(layouts: list[_Layout]) -> list[Column]:
    """The column of each page: that of all pages as wide where its own is narrower, as on a page of headings."""
    fellows: dict[int, list[TextLine]] = defaultdict(list)
    for layout in layouts:
        fellows[round(layout.width)] += layout.lines
    common = {width: find_column(lines) for width, lines in fellows.items() if lines}
    return [
        find_column(layout.lines).within(common[round(layout.width)], layout.lines[0].size)
        if layout.lines
        else Column()
        for layout in layouts
    ]


def _in_order(layout: _Layout) -> Iterator[TextLine | TablePart]:
    """Lines and tables of a page, each table before the first line that stands below its top."""
    waiting = list(layout.tables)
    for line in layout.lines:
        while waiting and waiting[0].table.box[3] > line.top:
            yield waiting.pop(0)
        yield line
    yield from waiting


READER = Reader("pdf", (".pdf",), "PDF files with text in them, not scans", read_pdf)
