"""XLSX: the same words, ready to filter, fill in and print; nothing in it runs."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import LIBRARY, MOMENT, body, document, long_list, made, words, written

from speechgen.diagnostics import Problem
from speechgen.document import Cell, Column, Inline, PageBreak, Row, Table
from speechgen.writers.xlsx import sheet_name


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=False).active


def texts(data: bytes) -> str:
    """All that is seen, cell by cell, white space aside."""
    words = ""
    for seen in openpyxl.load_workbook(io.BytesIO(data), rich_text=False).worksheets:
        hidden = {c.min for c in seen.column_dimensions.values() if c.hidden}
        cells = [c for row in seen.iter_rows() for c in row if c.value is not None and c.column not in hidden]
        words += "".join("".join(str(c.value).split()) for c in cells)
    return words


def cells(*values: str | Inline, columns: int = 2) -> Table:
    """A list with a header and these values, row by row."""
    names = tuple(Column(f"c{n}", f"栏{n}", 60) for n in range(columns))
    made_cells = [Cell((body(v, role="cell"),)) for v in values]
    rows = [Row(tuple(made_cells[n : n + columns])) for n in range(0, len(made_cells), columns)]
    return Table(names, (Row(tuple(Cell((body(c.name, role="cell"),)) for c in names), header=True), *rows))


@pytest.mark.parametrize("template", LIBRARY.names(forms=False))
def test_the_words_are_those_of_the_other_formats(template: str) -> None:
    expected = "".join(w for block in document(template).blocks for w in words(block))
    assert texts(written(document(template), "xlsx").data) == expected


@pytest.mark.parametrize("template", ["responsibility", "supervision"])
def test_a_list_is_ready_to_filter_and_print(template: str) -> None:
    seen = sheet(written(document(template), "xlsx").data)
    header = next(n for n, row in enumerate(seen.iter_rows(values_only=True), 1) if row[0] == "序号")
    assert seen.freeze_panes == f"A{header + 1}"
    assert seen.print_title_rows == f"${header}:${header}"
    assert seen.auto_filter.ref.startswith(f"A{header}:")
    assert (seen.page_setup.paperSize, seen.page_setup.orientation) == (9, "landscape")
    assert seen.sheet_properties.pageSetUpPr.fitToPage and seen.page_setup.fitToHeight == 0
    assert seen.cell(1, 1).font.name == "方正小标宋简体"
    assert seen.cell(header, 1).font.name == "黑体"
    assert seen.cell(header + 1, 1).font.name == "仿宋_GB2312"
    assert seen.cell(header + 1, 1).border.left.style == "thin"


def test_the_checklist_is_ready_to_fill_in() -> None:
    seen = sheet(written(document("supervision"), "xlsx").data)
    (choice,) = seen.data_validations.dataValidation
    assert (choice.type, choice.formula1) == ("list", '"□,√"')
    first = int(str(choice.sqref).split(":")[0].strip("H"))
    assert seen.row_dimensions[first].height >= 51
    assert any(c.value == "督查人" for r in seen.iter_rows() for c in r)


def test_merged_cells_hold_their_words_in_every_row_for_the_filter() -> None:
    data = written(made(long_list(3), frame="landscape"), "xlsx").data
    assert [str(m) for m in sheet(data).merged_cells.ranges] == ["B2:B4"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.read("xl/worksheets/sheet1.xml").count(b'r="B') == 4


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "http://a.cn",
    "\t=1+1",
    "\n=1+1",
    "https://a.cn/x?y#z",
    "file:///etc/passwd",
    "mailto:a@b.cn",
    "<r>甲</r>",
    "{=A1}",
    "_x0041_",
    "0012",
    " 前后 ",
    "\x01\x1f",
    "a\tb",
    "𠮷",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_a_value(value: str) -> None:
    data = written(made(cells(value, Inline(value, "unknown")), title=value), "xlsx").data
    row = sheet(data)[2]
    shown = value.replace("\x01", "\ufffd").replace("\x1f", "\ufffd").replace("\t", " ")
    assert [c.value for c in row] == [shown, shown]
    assert {c.data_type for c in row} == {"s"} and not any(c.hyperlink for c in row)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "unknown", "proposal", "strong", "break"])), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_words_make_a_workbook(pieces: list[tuple[str, str]]) -> None:
    content = [Inline("" if style == "break" else text, style) for text, style in pieces]
    table = Table((Column("a", "甲", 20), Column("b", "乙", 20)), (Row((Cell((body(*content),)),)),))
    data = written(made(body(*content), table, title="".join(t for t, _ in pieces)), "xlsx").data
    assert sheet(data).max_row >= 1


def test_forty_parties_and_a_long_task() -> None:
    parties = Cell((body(*[p for n in range(40) for p in (Inline(f"县第{n}局"), Inline("", "break"))][:-1]),))
    task = Cell((body("抓" * 3000),))
    columns = (Column("task", "任务", 78), Column("duty", "责任单位", 26))
    data = written(made(Table(columns, (Row((task, parties)), Row((Cell(), Cell()))))), "xlsx").data
    seen = sheet(data)
    first = min(seen.merged_cells.ranges, key=str)
    assert first.min_row == 1 and first.max_row > 3, "higher than Excel's highest row: several, merged"
    assert seen.cell(1, 1).value == "抓" * 3000
    assert seen.cell(1, 2).value.count("\n") == 39


def test_more_than_a_cell_can_hold_is_said() -> None:
    with pytest.raises(Problem) as problem:
        written(made(body("字" * 32_768)), "xlsx")
    assert problem.value.diagnostics[0].code == "writers.xlsx-cell"


def test_a_row_with_too_many_cells_is_said() -> None:
    with pytest.raises(Problem) as problem:
        written(made(Table((Column("a", "甲", 20),), (Row((Cell(), Cell())),))), "xlsx")
    assert problem.value.diagnostics[0].code == "writers.xlsx-row"


def test_page_breaks_and_paragraphs() -> None:
    seen = sheet(written(made(body("甲"), PageBreak(), body("乙")), "xlsx").data)
    assert [b.id for b in seen.row_breaks.brk] == [1]
    assert seen.page_setup.orientation == "portrait" and not seen.freeze_panes


def test_the_same_bytes_whenever_it_is_made() -> None:
    first, second = (written(document("supervision"), "xlsx").data for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert properties.created == MOMENT.astimezone(datetime.UTC).replace(tzinfo=None)
    assert properties.title == document("supervision").meta["title"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "Sheet1"),
        ("history", "Sheet1"),
        ("'[甲]/乙:*?\\'", "甲  乙"),
        ("责" * 40, "责" * 31),
        ("𠮷" * 40, "𠮷" * 15),
    ],
)
def test_the_name_of_the_sheet(title: str, name: str) -> None:
    assert sheet_name(title).split() == name.split()
