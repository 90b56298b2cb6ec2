"""docs/a-year.md is run as written, with the sample speech, in one folder; and leaves what it says it leaves.

Beside the commands (see test_commands) it has blocks ```` ```fill FILE ````: what a unit writes into its form, a line
each with the row's id, the column and the words.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml
from test_commands import commands, matches, run

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```(?:fill (?P<form>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)


def fill(path: Path, lines: str) -> None:
    """Write into a form as a person would: into the free cell of a row and column."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    columns = {cell.value: cell.column for cell in head}
    rows = {row[columns["任务编号"] - 1].value: row[0].row for row in sheet.iter_rows(min_row=head[0].row + 1)}
    for line in lines.splitlines():
        key, column, words = line.split(" ", 2)
        sheet.cell(rows[key], columns[column]).value = words
    book.save(path)


def test_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "specs").mkdir()
    shutil.copy(ROOT / "specs" / "yunxi-2026.txt", tmp_path / "specs")
    monkeypatch.chdir(tmp_path)
    for block in BLOCK.finditer((ROOT / "docs" / "a-year.md").read_text(encoding="utf-8")):
        if block["form"]:
            fill(tmp_path / block["form"], block["body"])
            continue
        for head, command in commands(block["body"]):
            printed = run(command, capsys, monkeypatch)
            assert matches(command.expected, printed), f"{head}{printed}"
    ledger = (tmp_path / "specs" / "yunxi-2026.ledger.jsonl").read_text(encoding="utf-8")
    assert ledger.count('"reported"') == 4 and ledger.count("0.7") == 2
    draft = yaml.safe_load((tmp_path / "specs" / "yunxi-2027.yaml").read_text(encoding="utf-8"))
    assert draft["year"] in (2027, "2027")
    assert "【待定：上年" in (tmp_path / "specs" / "yunxi-2027.yaml").read_text(encoding="utf-8")
