"""Merged cells over page ends: in one layout, whole on every page, whatever stands in them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from pages import MM, body, long_list, made, page_words, pages, written

from speechgen.document import Block, Table
from speechgen.writers import _merged


def count_layouts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of pages of every layout from now on."""
    import weasyprint

    found: list[int] = []
    original = weasyprint.HTML.render

    def render(self: Any, *rest: Any, **named: Any) -> Any:
        layout = original(self, *rest, **named)
        found.append(len(layout.pages))
        return layout

    monkeypatch.setattr(weasyprint.HTML, "render", render)
    return found


def named(table: Table, *names: str) -> Table:
    """The list with other words for its categories."""
    rows, left = [], list(names)
    for row in table.rows:
        cells = [
            replace(c, paragraphs=(body(left.pop(0), role="cell"),)) if c.role == "category" and not row.header else c
            for c in row.cells
        ]
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, rows=tuple(rows))


def printed(*blocks: Block) -> list[Any]:
    return pages(written(made(*blocks, frame="landscape"), "pdf").data)


def test_a_long_list_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    layouts = count_layouts(monkeypatch)
    assert len(printed(long_list(3, 30, 1, 20))) > 3
    assert len(layouts) == 1


def numbers_of(page: Any) -> list[int]:
    """The numbers in the first column of a page, which is 20 mm wide."""
    words = [w for w in page.extract_words() if w["x0"] / MM > 35 and w["x1"] / MM < 55]
    return [int(w["text"]) for w in words if w["text"].isdigit()]


@pytest.mark.parametrize("seed", range(10))
def test_every_page_says_the_category_of_its_rows(seed: int) -> None:
    draw = random.Random(seed)
    runs = [draw.randint(1, 25) for _ in range(draw.randint(2, 6))]
    of_row = [n for n, run in enumerate(runs) for _ in range(run)]
    names = [f"类{n}别" + "长" * draw.randint(0, 60) for n in range(len(runs))]
    found = printed(named(long_list(*runs, words=draw.randint(1, 90)), *names))
    assert [n for page in found for n in numbers_of(page)] == list(range(1, sum(runs) + 1))
    for page in found:
        for category in {of_row[n - 1] for n in numbers_of(page)}:
            assert page_words(page).count(names[category]) == 1
        assert max(c["bottom"] for c in page.chars if c["text"] in "类别长任务") / MM < 210 - 26


def test_a_high_category_at_a_page_end_keeps_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row of a new category is left on a page: the row grows, or moves on; nothing hangs out below."""
    layouts = count_layouts(monkeypatch)
    for first in range(20, 30):
        found = printed(named(long_list(first, 8, words=3), "甲", "乙" * 70))
        for page in found:
            marks = [c for c in page.chars if c["text"] == "乙"]
            assert len(marks) in (0, 70)
            assert all(c["bottom"] < (210 - 26) * MM for c in marks)
    assert len(layouts) == 10


def test_it_still_comes_out_right_where_the_library_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    from speechgen.writers import pdf

    monkeypatch.setattr(pdf, "repeated_cells", lambda engine: nullcontext())
    layouts = count_layouts(monkeypatch)
    found = printed(long_list(3, 30, 1, 20))
    assert all("类" in page_words(page).removeprefix("序号类别任务") for page in found)
    assert 1 < len(layouts) <= pdf.ROUNDS


def test_a_table_is_left_as_it_was() -> None:
    """A page may be laid out again, so what is changed for one try is taken back."""
    row = type("Row", (), {"children": [1]})()
    with _merged._Mended() as mended:
        mended.change(row, "children", [1, 2])
        mended.change(row, "children", [3])
    assert row.children == [1]
