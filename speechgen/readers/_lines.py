"""Builds a document line by line: the text of the source, and the blocks with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

from speechgen.diagnostics import Diagnostic
from speechgen.document import Block, Cell, Document, Paragraph, Row, Table, View
from speechgen.source import Source, Span, Where

LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""All that some program takes for the end of a line; in a source, only "\\n" is one."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table as a file gives it: its lines, and how far it reaches."""

    lines: tuple[str, ...] = ()
    rows: int = 1
    columns: int = 1
    opening: int = 0
    """Characters of the first line, from its beginning, that are bold while others are not."""


@dataclass
class Lines:
    """Collects paragraphs and tables in reading order; blank lines are dropped."""

    name: str
    """The file as the user named it."""
    blocks: list[Block] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _length: int = 0

    def add_paragraph(self, text: str, role: str = "body") -> None:
        """One paragraph; each of its lines becomes a block of its own."""
        for span in self._add(text):
            self.blocks.append(Paragraph(role=role, span=span))

    def add_table(self, rows: Iterable[tuple[Sequence[GridCell], bool]], ids: Iterable[str] = ()) -> None:
        """A table; each row is its cells and whether it is a header. Cells that others reach over are not given.

        `ids` are those of the tasks in the rows, where the file carries them.
        """
        start = len(self._lines)
        each = zip(rows, chain(ids, repeat("")), strict=False)
        built = tuple(Row(tuple(self._cell(c) for c in cells), header, task) for (cells, header), task in each)
        if len(self._lines) > start:  # a table without a word is a frame or a gap
            first = next(c.span for r in built for c in r.cells if c.span)
            last = [c.span for r in built for c in r.cells if c.span][-1]
            self.blocks.append(Table((), built, span=Span(first.start, last.end)))

    def warn(self, code: str, **data: object) -> None:
        """A warning about the file as a whole."""
        self.diagnostics.append(Diagnostic(code, "warning", Where(self.name), dict(data)))

    @property
    def text(self) -> str:
        """All lines so far."""
        return "\n".join(self._lines)

    def document(self) -> Document:
        """What was collected, as a document nobody has cleaned yet."""
        text = self.text
        return Document(tuple(self.blocks), Source(self.name, text), View.of(text), diagnostics=tuple(self.diagnostics))

    def _cell(self, cell: GridCell) -> Cell:
        spans = [span for line in cell.lines for span in self._add(line)]
        if spans:
            opening = Span(spans[0].start, spans[0].start + cell.opening) if cell.opening else None
            span = Span(spans[0].start, spans[-1].end)
            return Cell(rows=cell.rows, columns=cell.columns, span=span, opening=opening)
        end = max(self._length - 1, 0)  # an empty cell stands, without a line of its own, behind what is before it
        return Cell(rows=cell.rows, columns=cell.columns, span=Span(end, end))

    def _add(self, text: str) -> list[Span]:
        spans = []
        for line in LINE_ENDS.split(text):
            if line.strip():
                self._lines.append(line)
                spans.append(Span(self._length, self._length + len(line)))
                self._length += len(line) + 1
        return spans
