"""Lists of hard content, in every column set and format: none of it is lost, cut or read as something else."""

from __future__ import annotations

import io
import re
from functools import cache

import openpyxl
import pytest
from docx_text import W, part
from lxml import html
from pages import LIBRARY, page_words, pages, written

from speechgen.document import Document
from speechgen.render import render_document
from speechgen.spec.model import Spec

LONG = "".join(f"第{n}处要逐项查清、逐项整改、逐项验收，" for n in range(1, 161)) + "全部办结。"
UNITS = [f"云溪县第{n}工作专班" for n in range(1, 41)]
ODD = "比较<b>前&后</b>|竖线\"引号'，第一行\n第二行\t制表\x0b换页\x07响铃=1+1。"
HARD = {
    "no-tasks": [],
    "forty-units": [{"task": "合力推进。", "parties": [{"name": n, "role": "support"} for n in UNITS]}],
    "long-task": [{"task": LONG, "parties": [{"name": "县水利局", "role": "lead"}]}],
    "odd-characters": [
        {"task": ODD, "parties": [{"name": "县<甲&乙>局", "role": "lead"}], "due": [{"text": "<6月>&底"}]},
    ],
}  # fmt: skip
WANTED = {
    "no-tasks": ["共0项"],
    "forty-units": [f"{name}（配合）" for name in UNITS],
    "long-task": [LONG.rstrip("。")],
    "odd-characters": ["比较<b>前&后</b>|竖线\"引号'，第一行", "第二行", "=1+1", "县<甲&乙>局", "<6月>&底"],
}


@cache
def hard_list(case: str, columns: str, template: str) -> Document:
    spec = Spec.model_validate({"title": "云溪县工作安排", "sections": [{"title": "甲", "content": HARD[case]}]})
    return render_document(spec, template, library=LIBRARY, options={"columns": columns})


def shown(data: bytes, name: str) -> str:
    """All words of a file in their order, white space aside."""
    if name == "docx":
        text = "".join(t.text or "" for t in part(data, "word/document.xml").iter(f"{W}t"))
    elif name == "html":
        text = html.fromstring(data.decode()).find("body").text_content()
    elif name == "pdf":
        return "".join(map(page_words, pages(data)))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        text = "".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None)
        assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
    return re.sub(r"\s", "", text)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("case", list(HARD))
@pytest.mark.parametrize("columns", ["core", "county", "ledger"])
@pytest.mark.parametrize("name", ["docx", "html", "xlsx"])
def test_nothing_is_lost(case: str, columns: str, name: str) -> None:
    words = shown(written(hard_list(case, columns, "responsibility"), name).data, name)
    for wanted in WANTED[case]:
        expected = wanted if columns != "county" else wanted.removesuffix("（配合）")
        assert bare(expected) in words


@pytest.mark.parametrize("case", list(HARD))
def test_nothing_is_lost_on_paper(case: str) -> None:
    """A cell's lines stand apart in the PDF's text, so its characters are looked for in order."""
    rest = iter(shown(written(hard_list(case, "ledger", "supervision"), "pdf").data, "pdf"))
    missing = [c for wanted in WANTED[case] for c in bare(wanted) if c not in "\x07\x0b" and c not in rest]
    assert not missing


@pytest.mark.parametrize("columns", LIBRARY.column_names())
@pytest.mark.parametrize("name", ["docx", "xlsx", "html"])
def test_every_set_takes_them_all(columns: str, name: str) -> None:
    for case in HARD:
        written(hard_list(case, columns, "supervision"), name)
