"""Merged cells in Word files: a high one is cut into parts, so that a page that begins inside it says its category."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from speechgen.document import Cell, Column, Inline, Paragraph, Row, Table
from speechgen.writers.docx.parts import HIGHEST, with_parts

COLUMNS = (Column("category", "类别", 22), Column("task", "任务", 78))
GRID = [1247, 4422]


def cell(words: str, role: str, rows: int = 1) -> Cell:
    return Cell((Paragraph((Inline(words),), "cell"),), rows=rows, role=role)


def table(runs: list[list[int]]) -> Table:
    """A run of rows a list, each row as many lines high as it says (20 characters a line)."""
    rows = [Row((cell("类别", "category"), cell("任务", "task")), header=True)]
    for number, run in enumerate(runs):
        for n, lines in enumerate(run):
            first = [cell(f"类别{number}", "category", len(run))] if n == 0 else []
            rows.append(Row((*first, cell("字" * (20 * lines), "task"))))
    return Table(COLUMNS, tuple(rows))


def categories(found: Table) -> list[tuple[int, str, int]]:
    """Where a cell of categories begins, what it says, over how many rows."""
    body = [row for row in found.rows if not row.header]
    return [
        (n, c.paragraphs[0].content[0].text, c.rows)
        for n, row in enumerate(body)
        for c in row.cells
        if c.role == "category"
    ]


@given(st.lists(st.lists(st.integers(1, 8), min_size=1, max_size=12), min_size=1, max_size=4))
def test_every_row_keeps_its_category_and_no_part_is_high(runs: list[list[int]]) -> None:
    found = categories(with_parts(table(runs), GRID))
    said = [words for _, words, rows in found for _ in range(rows)]
    assert said == [f"类别{number}" for number, run in enumerate(runs) for _ in run]
    assert [a[0] + a[2] for a in found] == [b[0] for b in found[1:]] + [sum(map(len, runs))]
    heights = [lines for run in runs for lines in run]
    for start, _, rows in found:
        assert sum(heights[start : start + rows]) <= HIGHEST + max(heights) or rows == 1


def test_a_low_run_stays_in_one_piece() -> None:
    assert [rows for _, _, rows in categories(with_parts(table([[1, 1, 2], [3, 3]]), GRID))] == [3, 2]


def test_the_parts_are_even() -> None:
    found = categories(with_parts(table([[2] * 12]), GRID))
    assert [rows for _, _, rows in found] == [4, 4, 4]
    assert all(a[1] == b[1] for a, b in pairwise(found))
