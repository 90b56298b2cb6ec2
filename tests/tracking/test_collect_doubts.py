"""Forms that come back: what is doubtful is shown with its cell and held back, all else is taken."""

from __future__ import annotations

from typing import Any

import pytest
from form_files import (
    COLUMNS,
    DONE,
    codes,
    housing,
    ledger_of,
    take,
)

# ---- what is doubtful is held back ----------------------------------------------------------------------------------


def held(spec: str, cells: dict[tuple[str, str], Any], change: Any = None) -> tuple[list[str], str]:
    """The codes, and the words of the first message; the other task of the form is taken all the same."""
    good = {("t-002#0", "进展情况"): "完成3个小区物业招标"}
    done = take(spec, housing({**good, **cells}, change))
    assert [event.task for event in ledger_of(spec).events] == ["t-002"]
    assert done.forms[0].held == 1
    return codes(done), done.diagnostics[0].message("zh")


@pytest.mark.parametrize(
    ("head", "typed", "code"),
    [
        ("累计完成值", "约4座", "no-number"),
        ("累计完成值", "四座", "no-number"),
        ("累计完成值", "4处", "figure-unit"),
        ("累计完成值", "4万座", "figure-unit"),
        ("累计完成值", "3-4", "no-number"),
        ("累计完成值", "=A1*2", "formula"),
        ("进展情况", "=HYPERLINK(A1)", "formula"),
        ("状态", "基本完成", "unknown-claim"),
        ("日期", "三月底", "cell-no-day"),
        ("日期", "2025-03-25", "cell-wrong-day"),
        ("日期", "2026-05-25", "cell-wrong-day"),
    ],
)
def test_cells_that_cannot_be_taken(spec: str, head: str, typed: str, code: str) -> None:
    found, words = held(spec, {**DONE, ("t-001#1", head): typed})
    assert found == [code]
    assert "ABCDEFGHIJKLM"[COLUMNS[head] - 1] + "5" in words, "the cell is not named"


def test_a_figure_where_there_is_no_target(spec: str) -> None:
    done = take(spec, housing({**DONE, ("t-002#0", "累计完成值"): 5}))
    assert codes(done) == ["figure-without-target"]
    assert [event.task for event in ledger_of(spec).events] == ["t-001"]


@pytest.mark.parametrize(
    ("head", "typed"),
    [
        ("工作任务", "县住建局新建公厕8座。"),
        ("目标", "8座"),
        ("责任单位", "县财政局"),
        ("完成时限", None),
        ("指标", "公厕"),
    ],
)
def test_a_locked_cell_that_was_changed(spec: str, head: str, typed: Any) -> None:
    found, words = held(spec, {**DONE, ("t-001#1", head): typed})
    assert found == ["changed-cell"]
    assert head in words and str(typed or "") in words


def test_white_space_in_a_locked_cell_is_no_change(spec: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        cell = sheet.cell(rows["t-001#1"], COLUMNS["责任单位"])
        cell.value = cell.value.replace("\n", "\r\n") + " "

    assert codes(take(spec, housing(DONE, change))) == []


def test_cells_merged_over_two_tasks(spec: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        column = COLUMNS["进展情况"]
        sheet.unmerge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
        sheet.merge_cells(start_row=5, end_row=7, start_column=column, end_column=column)

    done = take(spec, housing(DONE, change))
    assert codes(done) == ["merged-cells", "merged-cells"]
    assert {d.data["task"] for d in done.diagnostics} == {"t-001", "t-002"}
    assert done.events == ()


def test_cells_merged_over_two_columns(spec: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        column = COLUMNS["进展情况"]
        sheet.merge_cells(start_row=7, end_row=7, start_column=column, end_column=column + 1)

    done = take(spec, housing({**DONE, ("t-002#0", "进展情况"): "在办"}, change))
    assert codes(done) == ["merged-cells"]
    assert [event.task for event in done.events] == ["t-001"]


def test_a_cell_split_again_and_written_twice(spec: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        column = COLUMNS["进展情况"]
        sheet.unmerge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
        sheet.cell(6, column).value = "管网改造过半"

    done = take(spec, housing(DONE, change))
    assert codes(done) == ["two-cells"]


def test_rows_that_were_added_or_copied(spec: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        sheet.cell(9, COLUMNS["进展情况"]).value = "另外做了一件事"
        for head in ("序号", "工作任务", "责任单位", "完成时限", "任务编号"):
            sheet.cell(10, COLUMNS[head]).value = sheet.cell(7, COLUMNS[head]).value

    done = take(spec, housing({**DONE, ("t-002#0", "进展情况"): "完成3个"}, change))
    assert sorted(codes(done)) == ["row-twice", "stray-row"]
    assert [event.task for event in done.events] == ["t-001"]


def test_a_row_that_was_removed_costs_no_other(spec: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        sheet.delete_rows(7)

    assert codes(take(spec, housing(DONE, change))) == []


def test_a_column_that_was_removed(spec: str) -> None:
    done = take(spec, housing(DONE, lambda sheet, rows: sheet.delete_cols(COLUMNS["存在问题"])))
    assert (codes(done), done.events) == (["form-head"], ())
