"""Excel workbooks: what a person sees in the sheets, and nothing that is hidden, calculated or run."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reading import check, grid, refusal
from test_hostile_files import LAUGHS
from word_files import archive

from speechgen.diagnostics import Problem
from speechgen.document import Document, Paragraph, Table
from speechgen.readers import read_document
from speechgen.readers._cellformat import show_value


def book(*fills: Callable[[Worksheet], object]) -> bytes:
    """A workbook with one sheet for each function."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for n, fill in enumerate(fills, 1):
        fill(workbook.create_sheet(f"表{n}"))
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(*fills: Callable[[Worksheet], object]) -> Document:
    document = read_document(book(*fills), "a.xlsx")
    check(document)
    return document


def rows(*values: tuple[Any, ...]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in values:
            sheet.append(row)

    return fill


LIST = (("序号", "任务", "责任单位"), (1, "修好农村公路", "县交通局\n县财政局"), (2, "种好树", "县林业局"))


def test_a_list_under_its_title_and_over_its_notes() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(("云溪县任务分解表",), ("单位：项",), (), *LIST, ("注：按月报送。",))(sheet)
        sheet.merge_cells("A1:C1")

    document = read(fill)
    assert document.diagnostics == ()
    above, unit, table, note = document.blocks
    assert isinstance(table, Table)
    assert all(isinstance(b, Paragraph) for b in (above, unit, note))
    assert document.source.text.split("\n")[:2] == ["云溪县任务分解表", "单位：项"]
    assert [[text for text, _, _ in row] for row in grid(document)] == [
        ["序号", "任务", "责任单位"],
        ["1", "修好农村公路", "县交通局\n县财政局"],
        ["2", "种好树", "县林业局"],
    ]
    assert [row.header for row in table.rows] == [True, False, False]
    assert document.source.text.endswith("\n注：按月报送。")


def test_merged_cells_and_a_header_of_two_rows() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(
            ("类别", "任务", "责任", None), (None, None, "牵头", "配合"), ("项目", "修路", "甲局", "乙局"),
            (None, "架桥", "丙局", "丁局"),
        )(sheet)  # fmt: skip
        for area in ("A1:A2", "B1:B2", "C1:D1", "A3:A4"):
            sheet.merge_cells(area)

    document = read(fill)
    assert grid(document) == [
        [("类别", 2, 1), ("任务", 2, 1), ("责任", 1, 2)],
        [("牵头", 1, 1), ("配合", 1, 1)],
        [("项目", 2, 1), ("修路", 1, 1), ("甲局", 1, 1), ("乙局", 1, 1)],
        [("架桥", 1, 1), ("丙局", 1, 1), ("丁局", 1, 1)],
    ]
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [row.header for row in table.rows] == [True, True, False, False]


def test_what_is_hidden_is_left_out_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(*((*row, "内部") for row in LIST))(sheet)
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["D"].hidden = True

    def secret(sheet: Worksheet) -> None:
        sheet.append(("不外传",))
        sheet.sheet_state = "hidden"

    document = read(fill, secret)
    assert grid(document) == [
        [("序号", 1, 1), ("任务", 1, 1), ("责任单位", 1, 1)],
        [("1", 1, 1), ("种好树", 1, 1), ("县林业局", 1, 1)],
    ]
    assert {d.code: d.data for d in document.diagnostics} == {
        "readers.hidden-rows": {"sheet": "表1", "rows": 1, "columns": 1},
        "readers.hidden-sheets": {"sheets": "表2"},
    }


def test_a_formula_is_never_calculated() -> None:
    document = read(rows(("任务", "数"), ("修路", "=1+1"), ("架桥", '=WEBSERVICE("http://127.0.0.1:9")')))
    assert [d.code for d in document.diagnostics] == ["readers.no-cached-values"]
    assert document.diagnostics[0].data == {"count": 2}
    assert "=" not in document.source.text
    stored = book(rows(("任务", "数"), ("修路", 7)))
    assert grid(read_document(stored, "a.xlsx"))[1][1][0] == "7"


def test_several_sheets_in_order() -> None:
    document = read(rows(*LIST), rows(("只有一句话，没有表格。",)))
    assert [type(b).__name__ for b in document.blocks] == ["Table", "Paragraph"]


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        *((12, "General", "12"), (0.1 + 0.2, "General", "0.3"), (1 / 3, "General", "0.333333333"), (1.5, "", "1.5")),
        *((0.055, "0.0%", "5.5%"), (0.5, "0%", "50%"), (12.5, "0.00", "12.50"), (1.005, "0.00", "1.01")),
        *((1234567.891, "#,##0.00", "1,234,567.89"), (1200000, '0.0,"千"', "1200.0千"), (3, "000", "003")),
        *((12.5, '0.0"亿元"', "12.5亿元"), (2.5, "0.##", "2.5"), (2, "0.##", "2"), (5, "0_ ", "5")),
        *((-3, "0;(0)", "(3)"), (-3, "0;(0);0", "(3)"), (-0.4, "0", "0"), (-1.5, "General", "-1.5")),
        *((1e300, "0.0", "1" + "0" * 300 + ".0"), (float("inf"), "0", "inf"), (0.25, "# ?/?", "0.25")),
        *((True, "General", "TRUE"), ("甲", "@", "甲"), (None, "0", ""), (timedelta(hours=26), "[h]:mm", "26:00:00")),
        (datetime(2026, 3, 5), 'yyyy"年"m"月"d"日"', "2026年3月5日"),
        (datetime(2026, 3, 5), "yyyy\\-mm\\-dd", "2026-03-05"),
        (datetime(2026, 3, 5), 'm"月"d"日";@', "3月5日"),
        (date(2026, 3, 5), "mm-dd-yy", "2026/3/5"),
        (datetime(2026, 3, 5, 14, 5), "yyyy/m/d h:mm", "2026/3/5 14:05"),
        (datetime(2026, 3, 5), "[$-804]aaaa", "星期四"),
        (time(14, 5, 9), "上午/下午h:mm:ss", "下午2:05:09"),
        (datetime(2026, 3, 5, 1), "General", "2026-03-05 01:00:00"),
    ],
)
def test_values_as_they_are_seen(value: object, number_format: str, seen: str) -> None:
    assert show_value(value, number_format) == seen


@given(
    st.one_of(st.integers(), st.floats(), st.datetimes(), st.times(), st.booleans(), st.text(max_size=5)),
    st.text(alphabet='0#?.,%;"年ymdhsa/@[]-_*\\E+ General', max_size=20),
)
@settings(deadline=None)
def test_any_value_in_any_format(value: object, number_format: str) -> None:
    assert isinstance(show_value(value, number_format), str)


# ---- files that cannot be read -------------------------------------------------------------------------------------

SHEET = archive({"xl/workbook.xml": "<a/>"})


def far_away(sheet: Worksheet) -> None:
    sheet.cell(1_000_000, 5, "远")


def test_files_that_cannot_be_read() -> None:
    assert refusal(SHEET, "a.xlsx").code == "readers.broken-xlsx"
    assert refusal(book(rows()), "a.xlsx").code == "readers.empty"
    assert refusal(book(far_away), "a.xlsx").code == "readers.sheet-too-large"
    assert refusal(archive({"xl/workbook.xml": b" " * 30_000_000}), "a.xlsx").code == "readers.zip-bomb"
    entities = archive({"xl/workbook.xml": f"<!DOCTYPE a [<!ENTITY l0 'a'>{LAUGHS}]><a>&l9;</a>"})
    assert refusal(entities, "a.xlsx").code == "readers.xml-entities"


@given(st.floats(0, 1), st.binary(min_size=1, max_size=4))
@settings(deadline=None, max_examples=60)
def test_a_workbook_with_any_bytes_changed(share: float, change: bytes) -> None:
    data = book(rows(*LIST))
    at = int(share * len(data))
    try:
        check(read_document(data[:at] + change + data[at + len(change) :], "a.xlsx"))
    except Problem as problem:
        assert all(d.message("zh") and d.hint("en") for d in problem.diagnostics)


CELLS = st.one_of(st.none(), st.integers(-5, 5), st.sampled_from(["任务", "甲局\n乙局", " ", "=A1"]))


@given(
    st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=6),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(0, 3), st.integers(0, 3)), max_size=2),
    st.sets(st.integers(1, 6), max_size=2),
)
@settings(deadline=None, max_examples=60)
def test_any_sheet(values: list[tuple[Any, ...]], merged: list[tuple[int, int, int, int]], hidden: set[int]) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(*values)(sheet)
        for top, left, height, width in merged:
            sheet.merge_cells(start_row=top, start_column=left, end_row=top + height, end_column=left + width)
        for row in hidden:
            sheet.row_dimensions[row].hidden = True

    try:
        read(fill)
    except Problem as problem:
        assert [d.code for d in problem.diagnostics] == ["readers.empty"]
