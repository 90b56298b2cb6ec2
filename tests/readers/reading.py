"""What the tests of readers ask of a document."""

from __future__ import annotations

import pytest

from speechgen.diagnostics import Diagnostic, Problem
from speechgen.document import Document, Paragraph, Table
from speechgen.readers import read_document


def lines(data: bytes, name: str) -> list[str]:
    """The lines of a file that is read without a complaint."""
    document = read_document(data, name)
    assert document.diagnostics == ()
    check(document)
    return document.source.text.split("\n")


def refusal(data: bytes, name: str) -> Diagnostic:
    """Why a file is not read; its words exist in both languages."""
    with pytest.raises(Problem) as caught:
        read_document(data, name)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.severity == "error"
    assert diagnostic.where is not None
    assert diagnostic.where.file == name
    assert diagnostic.message("zh")
    assert diagnostic.message("en")
    assert diagnostic.hint("zh")
    assert diagnostic.hint("en")
    return diagnostic


def grid(document: Document) -> list[list[tuple[str, int, int]]]:
    """The first table: text, rows and columns of each cell."""
    table = next(b for b in document.blocks if isinstance(b, Table))
    text = document.source.text
    return [
        [(text[c.span.start : c.span.end] if c.span else "", c.rows, c.columns) for c in r.cells] for r in table.rows
    ]


def check(document: Document) -> None:
    """What holds for every document that was read: blocks tile the lines of the source that are not blank, in order."""
    text = document.source.text
    assert document.view.text == text
    assert "\r" not in text
    spans = []
    for block in document.blocks:
        assert isinstance(block, Paragraph | Table)
        if isinstance(block, Paragraph):
            spans.append(block.span)
        else:
            spans += [c.span for r in block.rows for c in r.cells if c.span]
    covered = [line for s in spans if s for line in text[s.start : s.end].split("\n") if line.strip()]
    assert covered == [line for line in text.split("\n") if line.strip()]
    for diagnostic in document.diagnostics:
        assert diagnostic.message("zh")
        assert diagnostic.message("en")
