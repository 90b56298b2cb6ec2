"""Reads Word documents: the text as it is seen when all tracked changes are accepted.

Page furniture (headers, footers, comments, notes, the table of contents) is not the speech and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from speechgen.diagnostics import problem
from speechgen.document import Document
from speechgen.readers import Reader
from speechgen.readers._lines import GridCell, Lines
from speechgen.readers._numbering import Numbering, read_numbering
from speechgen.readers._package import Package, open_package
from speechgen.readers._wordstyles import Styles, read_styles
from speechgen.readers._wordtext import ParagraphText, bold_opening, is_placeholder, walk
from speechgen.readers._wordxml import attribute, child, is_on, number, tag, value
from speechgen.source import Where

if TYPE_CHECKING:
    from lxml.etree import _Element

TASK = "_task_"
"""Begins the name of a bookmark that carries a task's id; what is no letter or digit in it is `_hex_`."""
LEFT_OUT = ("contents", "proposed")
PARAGRAPHS = frozenset({"w:p"})
MOST_COLUMNS = 63
"""Word's own limit."""


def read_docx(data: bytes, name: str) -> Document:
    """A Word document, one block a paragraph that is not blank, or a table; no line for what is not seen.

    Raises `Problem` for a file that is damaged, that is none of Word's, or that holds no text.
    """
    package = open_package(data, name)
    main = _related(package, "", "officeDocument") or "word/document.xml"
    root = package.read_xml(main)
    body = child(root, "w:body")
    if root is None or body is None:
        raise problem("readers.not-docx", Where(name))
    styles = read_styles(package.read_xml(_related(package, main, "styles") or "word/styles.xml"))
    numbering = read_numbering(package.read_xml(_related(package, main, "numbering") or "word/numbering.xml"), styles)
    story = _Story(Lines(name), styles, numbering)
    story.read(body)
    if next(root.iter("{*}altChunk"), None) is not None:
        story.lines.warn("readers.embedded-part")
    if not story.lines.text:
        picture = next(root.iter("{*}drawing", "{*}pict", "{*}object"), None)
        raise problem("readers.empty" if picture is None else "readers.only-pictures", Where(name))
    return story.lines.document()


@dataclass
class _MutableCell:
    lines: tuple[str, ...]
    columns: int
    rows: int = 1
    opening: int = 0


@dataclass
class _Story:
    """The text of a document in reading order, with the numbers counted on the way."""

    lines: Lines
    styles: Styles
    numbering: Numbering

    def read(self, body: _Element) -> None:
        """All blocks of the body, in order."""
        for name, blocks in groupby(walk(body, frozenset({"w:p", "w:tbl"}), is_placeholder), key=tag):
            if name == "w:tbl":
                for table in blocks:
                    self._read_table(table)
            else:
                for text, role in self._read_paragraphs(blocks):
                    if role not in LEFT_OUT:  # a title's lines are broken for its looks
                        self.lines.add_paragraph(text.replace("\n", "") if role == "title" else text, role)

    def _read_paragraphs(self, paragraphs: Iterable[_Element]) -> Iterator[tuple[str, str]]:
        """Text and role of paragraphs that follow each other, each behind the text boxes that are anchored in it."""
        text, role = "", ""
        for paragraph in paragraphs:
            properties = child(paragraph, "w:pPr")
            style = value(properties, "w:pStyle", default=self.styles.default)
            words = ParagraphText(paragraph, self.styles)
            blank, runs_on = not words.text.strip(), _runs_on(properties)
            if text.strip():  # the one before runs on into this one
                text += words.text
            elif not (blank and runs_on):  # deleted as a whole: it takes no number
                label = self.numbering.label(properties, style)  # also of a blank one: its number is used up
                text, role = ("" if blank else label + words.text), self.styles.role(style)
            for box in words.boxes:
                yield from self._read_paragraphs(walk(box, PARAGRAPHS, is_placeholder))
            if not runs_on:
                yield text, role
                text = ""
        yield text, role

    def _read_table(self, table: _Element) -> None:
        """A table, or the paragraphs in it where no row has two cells: a frame around text."""
        rows = list(walk(table, frozenset({"w:tr"}), _is_deleted_row))
        cells = _merge([self._read_row(row) for row in rows])
        headers = [bool(is_on(child(row, "w:trPr"), "w:tblHeader")) for row in rows]
        if all(len(row) < 2 for row in cells):
            for line in (line for row in cells for cell in row for line in cell.lines):
                self.lines.add_paragraph(line)
        else:
            self.lines.add_table(zip(cells, headers, strict=True), map(_task_id, rows))

    def _read_row(self, row: _Element) -> list[tuple[int, str, _MutableCell]]:
        """The cells of a row: first column, how it is merged downward, and the cell."""
        column = max(number(value(row, "w:trPr", "w:gridBefore"), 0), 0)
        cells = []
        for element in walk(row, frozenset({"w:tc"}), is_placeholder):
            properties = child(element, "w:tcPr")
            merge = child(properties, "w:vMerge")
            kind = "" if merge is None else attribute(merge, "val", "continue")
            span = min(max(number(value(properties, "w:gridSpan"), 1), 1), MOST_COLUMNS)
            paragraphs = self._read_paragraphs(walk(element, PARAGRAPHS, is_placeholder))
            lines = tuple(text for text, _ in paragraphs if text)
            cells.append((column, kind, _MutableCell(lines, span, opening=bold_opening(element))))
            column += span
        return cells


def _merge(rows: list[list[tuple[int, str, _MutableCell]]]) -> list[list[GridCell]]:
    """Cells that continue the one above make that one longer, and are themselves not seen."""
    above: dict[int, _MutableCell] = {}
    kept: list[list[_MutableCell]] = []
    for row in rows:
        kept.append([])
        for column, kind, cell in row:
            if kind == "continue" and column in above:
                above[column].rows += 1
                continue
            above.pop(column, None)
            if kind == "restart":
                above[column] = cell
            kept[-1].append(cell)
    return [[GridCell(c.lines, c.rows, c.columns, c.opening) for c in row] for row in kept]


def _runs_on(properties: _Element | None) -> bool:
    """Whether a paragraph's mark is deleted, moved away or hidden, so that the next paragraph joins it."""
    mark = child(properties, "w:rPr")
    if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
        return True
    return bool(is_on(mark, "w:specVanish"))


def _is_deleted_row(element: _Element) -> bool:
    return tag(element) == "w:tr" and child(element, "w:trPr", "w:del") is not None


def _task_id(row: _Element) -> str:
    """The id that a row of speechgen's lists carries in a hidden bookmark, `_task_…`; "" for none."""
    names = (attribute(e, "name") for e in row.iter("{*}bookmarkStart"))
    name = next((n.removeprefix(TASK) for n in names if n.startswith(TASK)), "")
    decoded = re.sub("_(10[0-9a-f]{4}|[0-9a-f]{1,5})_", lambda m: chr(int(m[1], 16)), name)
    return decoded.encode("utf-8", "replace").decode()


def _related(package: Package, part: str, kind: str) -> str:
    """The part that another one ("" for the package) relates to as its `kind`; "" where none is named."""
    folder = dirname(part)
    root = package.read_xml(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
    for relation in root if root is not None else ():
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            return target[1:] if target.startswith("/") else normpath(join(folder, target))
    return ""


READER = Reader("docx", (".docx", ".docm"), "Word documents", read_docx, container="zip")
