"""Every line of the cleaned text becomes a paragraph; a table that the reader saw stays a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from speechgen.document import Block, Cell, Document, Paragraph, Table
from speechgen.source import Span


def run(document: Document) -> Document:
    """Blocks with spans into the cleaned text; a heading style that the reader saw is kept as a hint."""
    text, starts = document.view.text, document.view.starts
    tables = [b for b in document.blocks if isinstance(b, Table) and b.span]
    hints = {b.span.start: b.role for b in document.blocks if isinstance(b, Paragraph) and b.span}
    blocks: list[Block] = []
    done = -1
    for match in re.finditer(r"[^\n]+", text):
        span = Span(*match.span())
        if span.start < done:
            continue
        source = document.view.span(span.start, span.end)
        table = next((t for t in tables if t.span and t.span.start <= source.start < t.span.end), None)
        if table is None:
            if _is_note(text[span.start : span.end], blocks):
                blocks.append(Paragraph(role="note", span=span))
                continue
            hint = hints.get(source.start, "")
            blocks.append(Paragraph(role=hint if hint.startswith("heading") else "body", span=span))
            continue
        block = _moved(table, starts)
        blocks.append(block)
        done = block.span.end if block.span else span.end
    return replace(document, blocks=tuple(blocks))


def _is_note(line: str, blocks: list[Block]) -> bool:
    """Whether a line is a note under a table: 注：1.…, and the numbered ones that follow it."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Table):
        return re.match("备?注[：:]", line) is not None
    return isinstance(last, Paragraph) and last.role == "note" and re.match(r"\d{1,2}[.．、]", line) is not None


def _moved(table: Table, starts: tuple[int, ...]) -> Table:
    """A table whose spans point into the source, with spans into the cleaned text."""

    def moved(span: Span | None) -> Span | None:
        return Span(bisect_left(starts, span.start), bisect_left(starts, span.end)) if span else None

    def cell(old: Cell) -> Cell:
        return replace(old, span=moved(old.span), opening=moved(old.opening))

    rows = tuple(replace(row, cells=tuple(cell(c) for c in row.cells)) for row in table.rows)
    return replace(table, rows=rows, span=moved(table.span))
