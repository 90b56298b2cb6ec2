"""Return forms: who is asked about what, what is locked, and that nobody's filled-in form is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_files import COLUMNS, ENV, FIRST, SPEC, fill, form_of, lay_down, rows_of, send, through_libreoffice

from speechgen.app.track import Entry, record
from speechgen.diagnostics import Problem
from speechgen.rules import load_rule
from speechgen.tracking.form_sheet import FREE, HIDDEN_SHEET, KEY, LOCKED
from speechgen.tracking.forms import stands_for_several


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_one_form_a_unit_under_whatever_name(tmp_path: Path) -> None:
    made = send(tmp_path, lay_down(tmp_path))
    assert [(Path(path).name, count) for path, _, count in made.forms] == [
        ("云溪-2026-03-县住建局.xlsx", 2),
        ("云溪-2026-03-县水利局.xlsx", 1),
        ("云溪-2026-03-县农业农村局.xlsx", 1),
    ]
    found = {d.code: d.data for d in made.diagnostics}
    assert found["tracking.group"]["group"] == "各乡镇"
    assert found["tracking.nobody"]["tasks"] == "t-005、t-006", "a proposed party is asked nothing"


def test_a_group_is_expanded_where_the_office_says_so(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text(
        "units:\n  - {name: 青石镇, circle: town}\n  - {name: 松涧乡, circle: town}\n", encoding="utf-8"
    )
    made = send(tmp_path, lay_down(tmp_path))
    assert [unit for _, unit, _ in made.forms][-2:] == ["青石镇", "松涧乡"]
    assert "tracking.group" not in {d.code for d in made.diagnostics}


@pytest.mark.parametrize("example", load_rule("ledger/collective")["examples"])
def test_names_that_nobody_can_be_sent_a_form_under(example: dict[str, object]) -> None:
    assert stands_for_several(str(example["text"])) is example["found"]


def test_closed_tasks_are_not_asked_about(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    record(spec, Entry("done", ["t-001"], date="2026-02-01"), ENV)
    assert [count for _, _, count in send(tmp_path, spec).forms] == [1, 1, 1]


def test_an_extension_stands_in_the_form(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    spec = lay_down(tmp_path)
    record(spec, Entry("extended", ["t-001"], date="2026-02-01", due="2027-02-28", text="雨季"), ENV)
    send(tmp_path, spec)
    sheet = load_workbook(form_of(tmp_path, "县住建局")).worksheets[0]
    assert sheet.cell(FIRST, COLUMNS["完成时限"]).value == "年底前\n（延期至2027-02-28）"


def test_what_is_locked_and_what_is_not(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    send(tmp_path, lay_down(tmp_path))
    book = load_workbook(form_of(tmp_path, "县住建局"))
    sheet = book.worksheets[0]
    assert sheet.protection.sheet and not sheet.protection.password
    assert book[HIDDEN_SHEET].sheet_state == "veryHidden"
    assert sheet.column_dimensions["N"].hidden
    assert list(rows_of(sheet)) == ["t-001#1", "t-001#2", "t-002#0"]
    for row in rows_of(sheet).values():
        for head in (*LOCKED, KEY):
            assert sheet.cell(row, COLUMNS[head]).protection.locked, (row, head)
        assert not sheet.cell(row, COLUMNS[FREE[0]]).protection.locked
    for head in FREE:
        assert not sheet.cell(FIRST, COLUMNS[head]).protection.locked, head
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert len(lists) == 1 and "已完成" in lists[0].formula1
    assert sheet.cell(FIRST + 1, COLUMNS["目标"]).value == "20公里以上"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_words_that_look_like_formulas_stay_words(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    text = SPEC.replace("task: 县住建局要加强老旧小区管理。", "task: '=cmd|calc!A1 县住建局加强<管理>。'")
    send(tmp_path, lay_down(tmp_path, text))
    cell = load_workbook(form_of(tmp_path, "县住建局")).worksheets[0].cell(FIRST + 2, COLUMNS["工作任务"])
    assert (cell.data_type, cell.value) == ("s", "=cmd|calc!A1 县住建局加强<管理>。")


def test_the_same_form_is_the_same_bytes(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    send(tmp_path, spec)
    before = form_of(tmp_path, "县住建局").read_bytes()
    send(tmp_path, spec)
    assert form_of(tmp_path, "县住建局").read_bytes() == before


def test_a_filled_form_is_not_overwritten(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    send(tmp_path, spec)
    fill(form_of(tmp_path, "县水利局"), {("t-003#1", "进展情况"): "清淤4公里"})
    before = form_of(tmp_path, "县水利局").read_bytes()
    with pytest.raises(Problem) as stop:
        send(tmp_path, spec)
    assert [d.code for d in stop.value.diagnostics] == ["app.edited-output"]
    assert form_of(tmp_path, "县水利局").read_bytes() == before
    send(tmp_path, spec, unit="县住建局")
    send(tmp_path, spec, force=True)


@pytest.mark.parametrize("period", ["2026-13", "三月", "", "2026-Q5", "2026-W60"])
def test_periods_that_are_none(tmp_path: Path, period: str) -> None:
    with pytest.raises(Problem) as stop:
        send(tmp_path, lay_down(tmp_path), period)
    assert stop.value.diagnostics[0].code == "tracking.bad-period"


@pytest.mark.parametrize(("period", "words"), [("2026-Q1", "2026年第一季度"), ("2026-W10", "2026年3月2日至3月8日")])
def test_quarters_and_weeks(tmp_path: Path, period: str, words: str) -> None:
    from openpyxl import load_workbook

    send(tmp_path, lay_down(tmp_path), period)
    sheet = load_workbook(form_of(tmp_path, "县水利局", period)).worksheets[0]
    assert words in sheet["A2"].value


def test_a_unit_that_nobody_asks(tmp_path: Path) -> None:
    with pytest.raises(Problem) as stop:
        send(tmp_path, lay_down(tmp_path), unit="县财政局")
    assert stop.value.diagnostics[0].code == "tracking.no-form"


def test_a_form_prints_whole(tmp_path: Path) -> None:
    """No word is cut off or left out on paper, in a face that Linux has."""
    import pdfplumber

    send(tmp_path, lay_down(tmp_path))
    printed = through_libreoffice(form_of(tmp_path, "县住建局"), tmp_path, "pdf")
    with pdfplumber.open(printed) as pages:
        assert len(pages.pages) == 1
        text = "".join((pages.pages[0].extract_text() or "").split())
    for words in (
        "《云溪县2026年工作安排》落实情况填报表",
        "新建公厕",
        "10座",
        "20公里以上",
        "2026年3月",
        "单位负责人",
    ):
        assert words in text, words
    assert "t-001" not in text and "fingerprint" not in text
