"""What the tests of `update` share: a spec, its list with a person's change, what was found."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from test_round_trip import printed

from speechgen.app.update import Updated
from speechgen.source import Where
from speechgen.spec.amend import Amendment
from speechgen.spec.store import load_spec

SPEC = """\
# 县政府办 2026年3月核过
title: 云溪县2026年重点工作安排
year: 2026
sections:
  - number: 一、
    title: 抓项目
    role: plan
    content:
      - task: 县水利局6月底前完成3座水库除险加固。   # 省里要看
        id: t-001
        parties: [{name: 县水利局, role: lead, unit: 水利局}, {name: 县财政局, role: support}]
        due: [{text: 6月底前, date: 2026-06-30, precision: month}]
        targets: [{name: 完成水库除险加固, op: "", value: "3", unit: 座}]
      - task: 推行“拿地即开工”，每月调度。
        id: t-002
        parties: [{name: 县行政审批服务局, suggested: true, reason: 职责相近}]
        rhythms: [{text: 每月}]
      - task: 办好竹文化节*场。
        id: t-003
"""


def take(amendment: Amendment, where: Where) -> bool:
    return amendment.act != "remove"


def lay_down(folder: Path, text: str = SPEC) -> str:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return str(folder / "a.yaml")


def returned(folder: Path, name: str, change: Callable[[bytes], bytes], template: str = "responsibility") -> str:
    """The list of SPEC with a person's change, as a file."""
    path = folder / f"returned.{name}"
    path.write_bytes(change(printed(load_spec(SPEC, "a.yaml"), name, template)))
    return str(path)


# A cell of a time limit or a target stands behind the words of its task, so the last place is the cell's.


def in_html(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        text = data.decode()
        assert old in text
        before, _, behind = text.rpartition(old)
        return (before + new + behind).encode()

    return change


def in_docx(old: str, new: str, whole: bool = False) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        document = docx.Document(BytesIO(data))
        runs = [r for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs for r in p.runs]
        run = [run for run in runs if (old == run.text if whole else old in run.text)][-1]
        run.text = run.text.replace(old, new)
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    return change


def in_xlsx(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        book = openpyxl.load_workbook(BytesIO(data), rich_text=False)
        cell = [c for row in book.worksheets[0].iter_rows() for c in row if old in str(c.value or "")][-1]
        cell.value = str(cell.value).replace(old, new)
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    return change


def held(done: Updated) -> list[str]:
    """What a person has to carry over by hand."""
    return [d.code for d in done.held if d.severity == "warning"]


def lines(done: Updated) -> list[str]:
    return [f"{a.id} {a.act} {a.what}: {a.old} → {a.new}" for a, _, _ in done.amendments]
