"""The outline of small texts: each file of tests/passes/outline is a text, a line `----`, and its headings by level."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechgen.document import Document, Heading, View, plain
from speechgen.passes import run_passes
from speechgen.source import Source

CASES = sorted((Path(__file__).parent / "outline").glob("*.txt"))


def outline(document: Document) -> str:
    headings = [b for b in document.blocks if isinstance(b, Heading)]
    return "\n".join(f"{'  ' * (h.level - 1)}{h.number}{plain(h.content)}" for h in headings)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_outline(case: Path) -> None:
    text, expected = case.read_text(encoding="utf-8").split("\n----\n")
    document = run_passes(Document(source=Source("a.txt", text), view=View.of(text)), until="headings")
    assert outline(document) == expected.rstrip("\n")
