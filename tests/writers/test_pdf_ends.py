"""What stands under a list never stands on a page without a row of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pages import body, made, page_words, pages, written

from speechgen.document import Block, Cell, Column, Row, Table

SIGN = "督查人"
WIDTHS = (45, 90, 90)


def rows(count: int, merged: int = 1) -> Table:
    """A list of so many rows of one height, their categories merged in groups."""
    columns = tuple(Column(key, key, width) for key, width in zip(("no", "category", "task"), WIDTHS, strict=True))
    head = Row(tuple(Cell((body("列名", role="cell"),), role=c.key) for c in columns), header=True)
    made_rows = [head]
    for n in range(count):
        group = (Cell((body("类", role="cell"),), rows=min(merged, count - n), role="category"),)
        cells = [Cell((body(f"第{n}行", role="cell"),), role="no"), *(group if n % merged == 0 else ())]
        made_rows.append(Row((*cells, Cell((body("任务" * 30, role="cell"),), role="task"))))
    return Table(columns, tuple(made_rows))


def first_merged(table: Table) -> Table:
    """The same list with the first cells of two rows each merged."""
    made_rows = list(table.rows)
    for n in range(2, len(made_rows), 2):
        above, row = made_rows[n - 1], made_rows[n]
        made_rows[n - 1] = replace(above, cells=(replace(above.cells[0], rows=2), *above.cells[1:]))
        made_rows[n] = replace(row, cells=row.cells[1:])
    return replace(table, rows=tuple(made_rows))


def sign_off() -> Table:
    columns = (Column("a", "", 100), Column("b", "", 125))
    cells = (Cell((body(SIGN, role="cell"),), role="label"), Cell((body("", role="cell"),), role="blank"))
    return Table(columns, (Row(cells),), role="form")


def notes(count: int) -> list[Block]:
    return [body(f"注：{n}.说明。", role="note") for n in range(count)]


def ends(*blocks: Block) -> str:
    """What is printed on the last page."""
    return page_words(pages(written(made(*blocks, frame="landscape"), "pdf").data)[-1])


@pytest.mark.parametrize("merged", [1, 3, 40])
@pytest.mark.parametrize("count", (16, 23, 24))
def test_notes_stay_together_and_with_a_row(count: int, merged: int) -> None:
    last = ends(rows(count, merged), *notes(3))
    assert f"第{count - 1}行" in last
    assert all(f"注：{n}." in last for n in range(3))


@pytest.mark.parametrize("count", (16, 23, 24))
def test_the_sign_off_stays_with_a_row_and_its_notes(count: int) -> None:
    last = ends(rows(count), sign_off(), *notes(2))
    assert f"第{count - 1}行" in last and SIGN in last
    assert all(f"注：{n}." in last for n in range(2))


def test_notes_that_fill_a_page_are_printed_all_the_same() -> None:
    printed = "".join(page_words(p) for p in pages(written(made(rows(12), *notes(60), frame="landscape"), "pdf").data))
    assert all(f"注：{n}." in printed for n in range(60))


@pytest.mark.parametrize("merged", [0, 1, 3])
def test_no_edge_hangs_below_the_last_row(merged: int) -> None:
    """The last rows go over to the page of the notes; what they leave empty has no border on the left."""
    table = rows(23, merged or 1)
    table = table if merged else first_merged(table)
    for page in pages(written(made(table, *notes(9), frame="landscape"), "pdf").data):
        drawn = [*page.rects, *page.curves, *page.lines]
        cells = [d["bottom"] for d in drawn if 100 < d["width"] < 300]
        assert max(d["bottom"] for d in drawn) < max(cells) + 2
