"""Lists of no task and of ten thousand: each comes out whole, or it is said clearly why not."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from docx_text import W, part
from pages import LIBRARY, written

from speechgen.app.render import render
from speechgen.diagnostics import Problem
from speechgen.document import Document, Table
from speechgen.render import render_document
from speechgen.spec.model import Spec

FORMATS = ("docx", "html", "pdf", "xlsx")
MANY, EACH = 10_000, 50


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("template", ["arrangement", "responsibility", "supervision"])
@pytest.mark.parametrize("spec", [Spec(), Spec(title="没有任务")], ids=["empty", "only-a-title"])
def test_nothing_to_list_is_told_and_comes_out_whole(spec: Spec, template: str, name: str) -> None:
    document = render_document(spec, template, library=LIBRARY, source="x.yaml")
    need = "render.no-sections" if template == "arrangement" else "render.no-tasks"
    assert [d.code for d in document.diagnostics] == [need]
    assert [len(b.rows) for b in document.blocks if isinstance(b, Table) and b.role != "form"] in ([], [1])
    assert written(document, name).data


@pytest.mark.parametrize("text", ["", "# 什么都没有\n", "[]", "version: 1\ntitel: x\n"])
def test_a_file_that_is_no_spec_is_told_and_nothing_is_written(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        render("x.yaml", formats=FORMATS, env={})
    assert all(d.hint("zh") and d.where for d in caught.value.diagnostics)
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]


@cache
def ten_thousand() -> Document:
    parties = [{"name": "县财政局", "role": "lead"}]
    sections = [
        {"title": f"第{n}类", "content": [{"task": f"办好第{n + k}件事。", "parties": parties} for k in range(EACH)]}
        for n in range(0, MANY, EACH)
    ]
    return render_document(Spec.model_validate({"sections": sections}), "responsibility", library=LIBRARY)


def test_ten_thousand_tasks_in_word() -> None:
    body = part(written(ten_thousand(), "docx").data, "word/document.xml")
    texts = ["".join(t.text or "" for t in row.iter(f"{W}t")) for row in body.iter(f"{W}tr")]
    header, *rows, foot = texts
    assert header.startswith("序号") and foot.startswith("注：")
    assert [n for n, row in enumerate(rows) if f"办好第{n}件事" not in row] == [] and len(rows) == MANY


def test_ten_thousand_tasks_in_excel() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(ten_thousand(), "xlsx").data), read_only=True).active
    found = [value for row in sheet.iter_rows(values_only=True) for value in row if str(value).startswith("办好第")]
    assert found == [f"办好第{n}件事" for n in range(MANY)]
