"""A spec read in order is the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from spec_strategies import specs

from speechgen.spec.model import Section, Spec, TaskItem, TextItem
from speechgen.spec.text import item_text, iter_items, iter_tasks, spec_text, tasks_by_id, walk_items


def heading(title: str = "标题", ending: str = "", joined: bool = False, **more: object) -> Section:
    return Section(number="一、", title=title, ending=ending, joined=joined, **more)  # type: ignore[arg-type]


一, 二 = TextItem(text="一。"), TextItem(text="二。")
新 = TextItem(text="新。", paragraph=True)

PARAGRAPHS = {
    "items flow": (Spec(preamble=(一, 二)), ["一。二。"]),
    "an item opens a paragraph": (Spec(preamble=(一, 新, 二)), ["一。", "新。二。"]),
    "lines of their own": (
        Spec(title="题", subtitle=("甲", "乙"), salutation="同志们：", preamble=(一,)),
        ["题", "甲", "乙", "同志们：", "一。"],
    ),
    "no title, no line": (Spec(salutation="同志们：", preamble=(一,)), ["同志们：", "一。"]),
    "closing begins a paragraph": (Spec(preamble=(一,), closing=(二,)), ["一。", "二。"]),
    "a heading stands alone": (Spec(sections=(heading(content=(一,)),)), ["一、标题", "一。"]),
    "a heading with an ending runs on": (Spec(sections=(heading(ending="。", content=(一,)),)), ["一、标题。一。"]),
    "unless the item opens a paragraph": (
        Spec(sections=(heading(ending="。", content=(新,)),)),
        ["一、标题。", "新。"],
    ),
    "a number alone runs on": (Spec(sections=(heading("", content=(一,)),)), ["一、一。"]),
    "a section begins a paragraph": (
        Spec(preamble=(一,), sections=(heading("", content=(二,)),)),
        ["一。", "一、二。"],
    ),
    "unless it is joined": (
        Spec(preamble=(一,), sections=(heading("", joined=True, content=(二,)),)),
        ["一。一、二。"],
    ),
    "joined to nothing": (Spec(salutation="同志们：", sections=(heading(joined=True),)), ["同志们：", "一、标题"]),
    "sections inside": (
        Spec(sections=(heading(content=(一,), sections=(heading("内", "。", content=(二,)),)), heading())),
        ["一、标题", "一。", "一、内。二。", "一、标题"],
    ),
    "nothing": (Spec(), [""]),
}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_paragraphs(name: str) -> None:
    spec, paragraphs = PARAGRAPHS[name]
    assert spec_text(spec).split("\n") == paragraphs


def test_items_come_with_the_sections_they_stand_in() -> None:
    task = TaskItem(task="办。")
    inner = heading("内", content=(task,))
    outer = heading("外", content=(一,), sections=(inner,))
    spec = Spec(preamble=(二,), sections=(outer,), closing=(二,))
    assert list(iter_items(spec)) == [((), 二), ((outer,), 一), ((outer, inner), task), ((), 二)]
    assert list(iter_tasks(spec)) == [((outer, inner), task)]
    assert [path for path, _, _ in walk_items(spec)] == [
        ("preamble", 0),
        ("sections", 0, "content", 0),
        ("sections", 0, "sections", 0, "content", 0),
        ("closing", 0),
    ]


@given(specs)
def test_every_word_is_in_the_text_once_in_order(spec: Spec) -> None:
    words = [spec.title or "", *spec.subtitle, spec.salutation or "", *(item_text(i) for i in spec.preamble)]

    def read(sections: tuple[Section, ...]) -> None:
        for section in sections:
            words.extend([section.number, section.title, section.ending, *(item_text(i) for i in section.content)])
            read(section.sections)

    read(spec.sections)
    words += [item_text(i) for i in spec.closing]
    assert spec_text(spec).replace("\n", "") == "".join(words).replace("\n", "")


def test_of_tasks_that_share_an_id_the_first_is_meant() -> None:
    first, again, without = TaskItem(id="t-001", task="甲。"), TaskItem(id="t-001", task="乙。"), TaskItem(task="丙。")
    assert tasks_by_id(Spec(preamble=(without, first), closing=(again,))) == {"t-001": first}
