"""A spec with its forms, and a hand that fills them in as clerks do: by openpyxl, or as LibreOffice saves them."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from speechgen.app.collect import Collection, collect
from speechgen.app.forms import MadeForms, make_forms
from speechgen.app.ledger import ledger_place, load_ledger
from speechgen.tracking import Ledger
from speechgen.tracking.form_sheet import FREE, HEAD_ROW, KEY, LOCKED

SPEC = """\
version: 1
title: 云溪县2026年工作安排
year: 2026
sections:
  - number: 一、
    title: 城市更新
    role: plan
    content:
      - task: 县住建局牵头，县财政局配合，年底前新建公厕10座、改造管网20公里以上。
        id: t-001
        parties: [{name: 县住建局, role: lead}, {name: 县财政局, role: support}]
        due: [{text: 年底前, date: 2026-12-31}]
        targets:
          - {name: 新建公厕, op: "", value: "10", unit: 座}
          - {name: 改造管网, op: 以上, value: "20", unit: 公里}
      - task: 县住建局要加强老旧小区管理。
        id: t-002
        parties: [{name: 县住房和城乡建设局, role: duty}]
      - task: 县水利局、县农业农村局年底前完成河道清淤12公里。
        id: t-003
        parties: [{name: 县水利局, role: duty}, {name: 县农业农村局, role: duty}]
        due: [{text: 年底前, date: 2026-12-31}]
        targets: [{name: 河道清淤, op: "", value: "12", unit: 公里}]
      - task: 各乡镇抓好森林防火。
        id: t-004
        parties: [{name: 各乡镇, role: duty}]
      - task: 办好民生实事。
        id: t-005
      - task: 县教育局扩大学位供给。
        id: t-006
        parties: [{name: 县教育局, role: lead, suggested: true, reason: 职责}]
"""
HOUSING, WATER, FARMS = "县住建局", "县水利局", "县农业农村局"
DONE = {
    ("t-001#1", "累计完成值"): 4,
    ("t-001#2", "累计完成值"): "12.5公里",
    ("t-001#1", "进展情况"): "东门、西门公厕主体完工",
    ("t-001#1", "存在问题"): "管线迁改滞后",
    ("t-001#1", "下一步措施"): "月底前完成迁改",
    ("t-001#1", "状态"): "正常推进",
    ("t-001#1", "填报人"): "周工",
    ("t-001#1", "日期"): datetime.date(2026, 3, 25),
}
"""A task of the housing bureau, reported on in every cell."""
ENV = {"SOURCE_DATE_EPOCH": "1775100000"}  # 2 April 2026
COLUMNS = {head: n for n, head in enumerate((*LOCKED, *FREE, KEY), 1)}
FIRST = HEAD_ROW + 2
"""The first row of the table in a form, as Excel counts."""


def lay_down(folder: Path, text: str = SPEC) -> str:
    """The spec as a file; its name."""
    path = folder / "specs" / "云溪.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def send(folder: Path, spec: str, period: str = "2026-03", **options: Any) -> MadeForms:
    return make_forms(spec, ENV, period=period, folder=str(folder / "forms"), **options)


def form_of(folder: Path, unit: str, period: str = "2026-03") -> Path:
    return folder / "forms" / f"云溪-{period}-{unit}.xlsx"


def rows_of(sheet: Any) -> dict[str, int]:
    """Row by key (t-001#2), as Excel counts."""
    found = {str(sheet.cell(row, COLUMNS[KEY]).value): row for row in range(FIRST, sheet.max_row + 1)}
    return {key: row for key, row in found.items() if "#" in key}


def fill(path: Path, cells: Mapping[tuple[str, str], Any], target: Path | None = None, change: Any = None) -> Path:
    """Write into cells of a form, each given by the key of its row and the head of its column; `change` may do more."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = rows_of(sheet)
    for (key, head), value in cells.items():
        sheet.cell(rows[key], COLUMNS[head]).value = value
    if change:
        change(sheet, rows)
    out = io.BytesIO()
    book.save(out)
    target = target or path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(out.getvalue())
    return target


def take(spec: str, *files: Path, **options: Any) -> Collection:
    return collect(spec, [str(file) for file in files], ENV, **options)


def codes(done: Collection) -> list[str]:
    return [diagnostic.code.removeprefix("tracking.") for diagnostic in done.diagnostics]


def through_libreoffice(path: Path, folder: Path, suffix: str = "xlsx") -> Path:
    """The file as LibreOffice saves it again."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return folder / f"{path.stem}.{suffix}"


def housing(cells: Mapping[tuple[str, str], Any], change: Any = None, name: str = "a.xlsx") -> Path:
    """The form of the housing bureau, filled in and sent back."""
    return fill(form_of(Path.cwd(), HOUSING), cells, Path.cwd() / "back" / name, change)


def ledger_of(spec: str) -> Ledger:
    return load_ledger(ledger_place(spec))
