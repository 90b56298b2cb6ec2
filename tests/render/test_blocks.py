"""The small HTML of templates, and what is refused."""

from __future__ import annotations

import pytest

from speechgen.diagnostics import Problem
from speechgen.document import Cell, Column, Heading, Inline, PageBreak, Paragraph, Table
from speechgen.render.blocks import read_blocks

COLUMNS = (Column("no", "序号", 10, "center"), Column("task", "工作\n任务", 90))


def read(html: str) -> tuple[object, ...]:
    return read_blocks(html, "x.html.j2", lambda name: COLUMNS, {})


def test_layout_white_space_is_no_word() -> None:
    html = "\n<div>\n  <p class=note>\n  甲 <span class=unknown>\n乙</span>\n  丙<br>丁 </p>\n</div>\n<hr>\n"
    content = (Inline("甲 "), Inline("乙", "unknown"), Inline("丙"), Inline("", "break"), Inline("丁"))
    assert read(html) == (Paragraph(content, "note"), PageBreak())


def test_a_page_break_may_turn_to_another_frame() -> None:
    html = '<hr class="page"><hr class="page landscape"><hr class="page official even">'
    assert read(html) == (PageBreak(), PageBreak("landscape"), PageBreak("official", even=True))


def test_headings() -> None:
    assert read("<h2><span class=number>（一）</span>题</h2>") == (Heading(2, (Inline("题"),), "（一）"),)


def test_the_innermost_style_counts_and_neighbours_join() -> None:
    (paragraph,) = read("<p><b>甲<span>乙</span><span class=unknown>丙</span></b></p>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Inline("甲乙", "strong"), Inline("丙", "unknown"))


def test_cells_find_their_columns() -> None:
    first_row = "<tr><td class=other>x</td><td class=task rowspan=2>甲</td><td class=no>1</td></tr>"
    (table,) = read(f"<table>{first_row}<tr><td class=no>2</td></tr></table>")
    assert isinstance(table, Table)
    header, first, second = table.rows
    assert header.header and [len(r.cells) for r in table.rows] == [2, 2, 1]
    assert header.cells[1].paragraphs[0].content == (Inline("工作"), Inline("", "break"), Inline("任务"))
    assert [c.role for c in first.cells] == ["no", "task"] and first.cells[1].rows == 2
    assert [c.role for c in second.cells] == ["no"]


def test_a_cell_that_the_template_leaves_out_is_empty() -> None:
    (table,) = read("<table><tr><td class=no>1</td></tr></table>")
    assert isinstance(table, Table) and table.rows[1].cells[1] == Cell(role="task")


def test_nothing_but_comments() -> None:
    assert read("") == read(" \n<!-- 注 -->\n") == ()


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<p>甲</p>乙", "loose-words"),
        ("乙<p>甲</p>", "loose-words"),
        ("<hr class='page a b'>", "page-break"),
        ("<hr class='page even'>", "page-break"),
        ("<ul><li>甲</li></ul>", "unknown-tag"),
        ("<p><img src=x></p>", "unknown-tag"),
        ("<script>alert(1)</script>", "unknown-tag"),
        ("<table><tr><td>甲</td></tr></table>", "cell-without-column"),
        ("<table>甲<tr><td class=no>1</td></tr></table>", "loose-words"),
    ],
)
def test_what_is_not_in_the_language_is_refused(html: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        read(html)
    found = caught.value.diagnostics[0]
    assert found.code == f"render.{code}"
    assert found.message("zh") and found.hint("zh") and found.message("en") and found.hint("en")
