"""Damaged texts and what becomes of them: `cases/<name>/input.txt`, `expected.txt`, `changes.txt`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cleaning import clean, report

from speechgen.document import Document, Table, View
from speechgen.passes import load_pass
from speechgen.passes._edit import change_id
from speechgen.source import Source, Span

ROOT = Path(__file__).parents[3]
CASES = sorted((Path(__file__).parent / "cases").iterdir())
SPEECHES = sorted((ROOT / "tests" / "cases" / "speeches").glob("*/speech.txt"))
CLEAN = [ROOT / "specs" / "yunxi-2026.txt", *(p for p in SPEECHES if p.parent.name != "damaged")]


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """SPEECHGEN_UPDATE=1 writes what comes out, to be read before it is committed."""
    document = clean(read(case / "input.txt"))
    if os.environ.get("SPEECHGEN_UPDATE"):
        (case / "expected.txt").write_text(document.view.text + "\n", encoding="utf-8")
        (case / "changes.txt").write_text(report(document), encoding="utf-8")
    assert document.view.text + "\n" == read(case / "expected.txt")
    assert report(document) == read(case / "changes.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_change_can_be_undone(case: Path) -> None:
    document = clean(read(case / "input.txt"))
    ids = {change_id(document, change) for change in document.changes}
    for undone in sorted(ids)[::7]:
        left = clean(read(case / "input.txt"), undo=[undone])
        assert undone not in {change_id(left, change) for change in left.changes}


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_clean_texts_keep_their_words(path: Path) -> None:
    """Lines trimmed, no empty lines; nothing else but the space between an office and a name."""
    try:
        text = read(path)
    except UnicodeDecodeError:
        text = path.read_bytes().decode("gb18030").replace("\r\n", "\n")
    document = clean(text)
    assert {change.rule for change in document.changes} <= {"spaces.spaced-name"}
    assert document.diagnostics == ()


def test_rows_of_a_table_may_be_alike() -> None:
    row = "各乡镇人民政府、县农业农村局、县水利局、县自然资源局\n" * 2
    table = Table((), (), span=Span(0, len(row)))
    document = Document((table,), Source("speech.txt", row), View.of(row))
    assert load_pass("teaser")(document).view.text == row
