"""Lists of hard content, in every column set and format: none of it is lost, cut or read as something else."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

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
HOSTILE = "=1+1控制在<4%以内 & R&D\n第二行|“竖线”\x07\x1b[31m{{ x }}{% y %}</td></table><script>&amp;{#"
SEEN = "=1+1控制在<4%以内&R&D第二行|“竖线”\ufffd\ufffd[31m{{x}}{%y%}</td></table><script>&amp;{#"
"""The same as printed: white space aside, and what no file can hold as U+FFFD."""
RARE = "镕堃喆珺玥垚𠮷𡘙"
HARD = {
    "no-tasks": [],
    "forty-units": [{"task": "合力推进。", "parties": [{"name": n, "role": "support"} for n in UNITS]}],
    "long-task": [{"task": LONG, "parties": [{"name": "县水利局", "role": "lead"}]}],
    "odd-characters": [
        {"task": ODD, "parties": [{"name": "县<甲&乙>局", "role": "lead"}], "due": [{"text": "<6月>&底"}]},
    ],
    "rare-name": [{"task": "落实到人。", "parties": [{"name": RARE, "role": "lead"}]}],
}  # fmt: skip
WANTED = {
    "no-tasks": ["共0项"],
    "forty-units": [f"{name}（配合）" for name in UNITS],
    "long-task": [LONG.rstrip("。")],
    "odd-characters": ["比较<b>前&后</b>|竖线\"引号'，第一行", "第二行", "=1+1", "县<甲&乙>局", "<6月>&底"],
    "rare-name": [RARE],
}
ON_PAPER = {**WANTED, "forty-units": ["".join(WANTED["forty-units"])]}


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
@pytest.mark.parametrize("template", ["responsibility", "supervision"])
def test_nothing_is_lost_on_paper(case: str, template: str) -> None:
    found = [page_words(page) for page in pages(written(hard_list(case, template, template), "pdf").data)]
    assert [wanted for wanted in ON_PAPER[case] if not over_pages(found, bare(wanted))] == []


def over_pages(found: list[str], wanted: str) -> bool:
    """Whether words stand unbroken on the pages, but for where a page ends and the next begins with its header."""
    for page in found:
        held = next(n for n in range(len(wanted), -1, -1) if wanted[:n] in page)
        wanted = wanted[held:]
    return not wanted


@pytest.mark.parametrize("template", ["responsibility", "supervision"])
def test_a_long_task_keeps_its_header_and_stays_on_the_paper(template: str) -> None:
    found = pages(written(hard_list("long-task", template, template), "pdf").data)
    held = [page for page in found if "逐项整改" in page_words(page)]
    assert len(held) > 1
    assert all(page_words(page).startswith("序号") for page in held[1:])
    for page in found:
        assert all(c["x0"] > 0 and c["x1"] < page.width and c["bottom"] < page.height - 40 for c in page.chars)


@pytest.mark.parametrize("name", ["docx", "html", "pdf", "xlsx"])
@pytest.mark.parametrize("template", ["responsibility", "supervision"])
def test_a_hostile_value_stays_a_text_in_every_place(template: str, name: str) -> None:
    parties = [{"name": HOSTILE, "role": "lead"}, {"name": "甲" + HOSTILE, "role": "support"}]
    task = {"task": HOSTILE, "parties": parties, "due": [{"text": HOSTILE}]}
    spec = {"sections": [{"title": HOSTILE, "content": [task]}]}
    assert shown(in_format(spec, template, name), name).count(SEEN) == (5 if template == "responsibility" else 4)
    assert shown(in_format({"title": HOSTILE, "occasion": HOSTILE}, template, name), name).count(SEEN) == 2


def in_format(spec: dict[str, Any], template: str, name: str) -> bytes:
    return written(render_document(Spec.model_validate(spec), template, library=LIBRARY), name).data


@pytest.mark.parametrize("columns", LIBRARY.column_names())
@pytest.mark.parametrize("name", ["docx", "xlsx", "html"])
def test_every_set_takes_them_all(columns: str, name: str) -> None:
    for case in HARD:
        written(hard_list(case, columns, "supervision"), name)
