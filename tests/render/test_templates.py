"""Every template with our fictional spec: the blocks as text, in tests/render/expected/."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from documents import LIBRARY, TEMPLATES, document_words, make, outline, yunxi

from speechgen.diagnostics import Problem
from speechgen.document import Table
from speechgen.render import render_document
from speechgen.settings import Settings
from speechgen.spec.model import Spec

EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_blocks_are_as_expected(template: str) -> None:
    """`UPDATE=1 pytest tests/render` writes the files anew; read the difference before you keep it."""
    found = outline(make(yunxi(), template))
    file = EXPECTED / f"yunxi-{template}.txt"
    if os.environ.get("UPDATE"):
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_empty_spec(template: str) -> None:
    document = make(Spec(), template)
    codes = [d.code for d in document.diagnostics if d.code not in ("render.blanks", "render.no-ledger")]
    assert codes in (["render.no-tasks"], ["render.no-sections"])
    assert document.meta["title"]


def test_an_offices_names_of_columns() -> None:
    settings = Settings(columns={"lead": "牵头责任单位"}, issuer="云溪县人民政府办公室")
    document = render_document(yunxi(), "responsibility", library=LIBRARY, settings=settings)
    assert "牵头责任单位" in document_words(document)
    assert "制表单位：云溪县人民政府办公室" in document_words(document)
    assert document.meta["fields"]["author"] == "云溪县人民政府办公室"


def test_another_column_set(tmp_path: Path) -> None:
    document = make(yunxi(), "responsibility", columns="supervision")
    table = next(b for b in document.blocks if isinstance(b, Table))
    assert [c.key for c in table.columns][:3] == ["no", "task", "duty"]
    assert all(sum(cell.columns for cell in row.cells) == len(table.columns) for row in table.rows)


def test_notes_can_be_left_out() -> None:
    assert "待明确”表示" in document_words(make(yunxi(), "responsibility"))
    assert "待明确”表示" not in document_words(make(yunxi(), "responsibility", notes=False))


def test_an_unknown_option() -> None:
    with pytest.raises(Problem) as caught:
        make(yunxi(), "responsibility", note=False)
    assert "notes" in caught.value.diagnostics[0].hint("zh")


@pytest.mark.parametrize("template", ["responsibility", "supervision"])
def test_rows_and_merged_cells_fill_the_table(template: str) -> None:
    for table in (b for b in make(yunxi(), template).blocks if isinstance(b, Table)):
        cells = sum(cell.rows * cell.columns for row in table.rows for cell in row.cells)
        assert cells == len(table.rows) * len(table.columns)
