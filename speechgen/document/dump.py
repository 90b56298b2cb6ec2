"""A document as stable text, for people and for tests: one line a block or mark, with its place in the source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from speechgen.document.model import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    plain,
)
from speechgen.source import Span


def dump_blocks(document: Document) -> str:
    """The blocks in order; headings are indented by level, cells under their table."""
    return "".join(f"{line}\n" for block in document.blocks for line in _block(document, block))


def dump_marks(document: Document) -> str:
    """The marks by place: place, kind, the words, data, rule."""
    marks = sorted(document.marks, key=lambda m: (m.span.start, -m.span.end, m.kind))
    return "".join(f"{_mark(document, mark)}\n" for mark in marks)


def _block(document: Document, block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(document, block)
        case Paragraph():
            yield _paragraph(document, block)
        case Table():
            yield f"table {block.role}{_place(document, block.span)}: {' '.join(c.key for c in block.columns)}"
            for row in block.rows:
                yield "  header" if row.header else "  row"
                for cell in row.cells:
                    yield from _cell(document, cell)
        case Picture():
            yield f"picture {block.width:g}x{block.height:g} | {_line(block.words)}"
        case PageBreak():
            yield f"page break {block.frame}{' even' if block.even else ''}".rstrip()


def _heading(document: Document, heading: Heading) -> str:
    joined = " joined" if heading.joined else ""
    number = f" {heading.number}" if heading.number else ""
    indent = "  " * (heading.level - 1)
    return (
        f"{indent}heading {heading.level}{_place(document, heading.span)}{joined}{number} | {_styled(heading.content)}"
    )


def _cell(document: Document, cell: Cell) -> Iterator[str]:
    size = f" {cell.rows}x{cell.columns}" if (cell.rows, cell.columns) != (1, 1) else ""
    yield f"    cell {cell.role}{size}".rstrip() + _place(document, cell.span)
    for paragraph in cell.paragraphs:
        yield f"      {_paragraph(document, paragraph)}"


def _paragraph(document: Document, paragraph: Paragraph) -> str:
    words = _styled(paragraph.content) or _words(document, paragraph.span)
    return f"{paragraph.role}{_place(document, paragraph.span)} | {words}"


def _mark(document: Document, mark: Mark) -> str:
    data = {key: _value(document, value) for key, value in sorted(mark.data.items())}
    shown = " " + json.dumps(data, ensure_ascii=False, default=str) if data else ""
    rule = f" [{mark.rule}]" if mark.rule else ""
    return f"{mark.kind}{_place(document, mark.span)} | {_words(document, mark.span)}{shown}{rule}"


def _value(document: Document, value: Any) -> Any:
    return _place(document, value).strip() if isinstance(value, Span) else value


def _place(document: Document, span: Span | None) -> str:
    return f" {document.source.place(document.view.span(span.start, span.end))}" if span else ""


def _words(document: Document, span: Span | None) -> str:
    return _line(document.view.text[span.start : span.end]) if span else ""


def _styled(content: tuple[Inline, ...]) -> str:
    """The words; a style stands before its words in braces."""
    if all(not i.style for i in content):
        return _line(plain(content))
    return "".join(_line(plain([i])) if i.style in ("", "break") else f"{{{i.style}:{_line(i.text)}}}" for i in content)


def _line(text: str) -> str:
    return text.replace("\n", "⏎")
