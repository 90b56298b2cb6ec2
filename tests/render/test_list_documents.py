"""Lists of one party, summary, projects, promises to the people, indicators: each says only what the spec says."""

from __future__ import annotations

from typing import Any

import pytest
from documents import document_words, make
from hypothesis import given
from test_groups import rows, spec_of, tasks

from speechgen.diagnostics import Problem
from speechgen.document import PageBreak, Paragraph, Table, plain
from speechgen.render.groups import party_key
from speechgen.render.livelihood import find_livelihood
from speechgen.render.tallies import tally_tasks
from speechgen.render.tasks import find_tasks
from speechgen.render.year_targets import find_year_targets
from speechgen.spec.model import Spec
from speechgen.writers.xlsx import stretch_title

LED = [{"name": "县教育局", "role": "lead"}, {"name": "县财政局", "role": "support", "unit": "财政局"}]
ITEMS = [
    {"task": "建校舍。", "id": "t-1", "parties": LED},
    {"task": "拨经费。", "id": "t-2", "parties": [{"name": "县财政局", "unit": "财政局"}]},
    {"task": "包抓项目。", "id": "t-3", "parties": [{"name": "分管副县长", "role": "lead"}]},
    {"task": "抓好落实。", "id": "t-4"},
]


def titles(document: Any) -> list[str]:
    return [plain(b.content) for b in document.blocks if isinstance(b, Paragraph) and b.role == "title"]


def test_a_page_a_unit_with_its_tally() -> None:
    document = make(spec_of(ITEMS), "unit-lists")
    heads = ["县教育局任务清单", "县财政局任务清单", "分管副县长任务清单", "责任单位待明确的任务"]
    assert all(title.endswith(head) for title, head in zip(titles(document), heads, strict=True))
    assert sum(isinstance(b, PageBreak) for b in document.blocks) == 3
    assert "本单位承担2项：责任1项、配合1项" in document_words(document)
    assert "原文没有写明（责任单位1项，完成时限1项）" in document_words(document)  # of the last page alone


@pytest.mark.parametrize("name", ["县财政局", "财政局"])
def test_one_unit_by_any_of_its_names(name: str) -> None:
    document = make(spec_of(ITEMS), "unit-lists", unit=name)
    assert [row[1:4] for row in rows(document)] == [["拨经费", "", "责任"], ["建校舍", "", "配合"]]
    assert len(titles(document)) == 1


@pytest.mark.parametrize(("template", "option"), [("unit-lists", "unit"), ("leader-lists", "leader")])
def test_nobody_of_that_name(template: str, option: str) -> None:
    with pytest.raises(Problem) as caught:
        make(spec_of(ITEMS), template, **{option: "县财务局"})
    assert caught.value.diagnostics[0].data["near"] == ("县财政局" if option == "unit" else "分管副县长")


def test_leaders_have_lists_of_their_own() -> None:
    document = make(spec_of(ITEMS), "leader-lists")
    assert [row[1] for row in rows(document)] == ["包抓项目"]
    assert "另有3项任务，原文没有写明县领导" in document_words(document)
    assert "没有写明任何任务由哪位县领导" in document_words(make(spec_of(ITEMS[:2]), "leader-lists"))


@given(tasks)
def test_totals_count_each_task_once(items: list[dict[str, Any]]) -> None:
    found = find_tasks(spec_of(items))
    summary = tally_tasks(found)
    assert summary.total.all == len(found) == sum(quarter.all for quarter in summary.quarters)
    for tally in (*summary.units, *summary.leaders):
        assert tally.all == tally.lead + tally.duty + tally.support
    keys = [{party_key(p) for p in task.parties} for task in found]
    assert sum(t.all for t in (*summary.units, *summary.leaders)) == sum(map(len, keys))


def test_a_row_a_project() -> None:
    projects = [{"name": "茶厂", "stage": "建成"}, {"name": "隧道", "stage": ""}]
    document = make(
        spec_of([{"task": "建成茶厂，推进隧道。", "projects": projects}, {"task": "修路。"}]), "project-list"
    )
    assert [row[:4] for row in rows(document)] == [
        ["1", "茶厂", "建成", "建成茶厂，推进隧道"],
        ["2", "隧道", "—", "建成茶厂，推进隧道"],
    ]
    assert "没有写明具体项目" in document_words(make(spec_of([{"task": "修路。"}]), "project-list"))


LIVELIHOOD = {
    "sections": [
        {"number": "一、", "title": "抓发展", "content": [{"task": "修路。"}, {"task": "启动民生实事票决。"}]},
        {
            "number": "二、", "title": "惠民生",
            "content": [
                {"task": "稳就业。"}, {"text": "集中力量办好以下五件实事："}, {"task": "建厕所。"},
            ],
            "sections": [{"title": "抓供水", "content": [{"task": "通自来水。"}]}],
        },
        {"number": "三、", "title": "办好十件民生实事", "content": [{"task": "建托位。"}]},
        {"number": "四、", "title": "转作风", "content": [{"task": "实事求是抓落实。"}]},
    ]
}  # fmt: skip


def test_promises_to_the_people_by_heading_sentence_and_words() -> None:
    numbers, reasons = find_livelihood(Spec.model_validate(LIVELIHOOD))
    assert numbers == {2, 4, 5, 6}
    assert reasons == ("集中力量办好以下五件实事：", "三、办好十件民生实事")
    document = make(Spec.model_validate(LIVELIHOOD), "livelihood")
    assert [row[:2] for row in rows(document)] == [
        ["1", "启动民生实事票决"], ["2", "建厕所"], ["3", "通自来水"], ["4", "建托位"]
    ]  # fmt: skip
    assert "列入本表的依据：“集中力量办好以下五件实事：”，“三、办好十件民生实事”。" in document_words(document)


def test_no_promises_to_the_people() -> None:
    document = make(spec_of([{"task": "修路。"}]), "livelihood")
    assert "也没有写明是民生实事的任务" in document_words(document)
    assert not any(isinstance(b, Table) for b in document.blocks)


def paired(facts: list[tuple[str, str, str]], targets: list[tuple[str, str, str]], **more: Any) -> list[str]:
    """The values of the year before beside the targets; "" where there is none."""
    keys = ("name", "value", "unit")
    review = {"text": "去年。", "facts": [dict(zip(keys, fact, strict=True)) for fact in facts]}
    task = {"task": "今年。", "targets": [dict(zip(keys, target, strict=True)) | more for target in targets]}
    sections = [
        {"number": "一、", "title": "回顾", "role": "review", "content": [review]},
        {"number": "二、", "title": "安排", "role": "plan", "content": [task]},
    ]
    spec = Spec.model_validate({"sections": sections})
    return [i.actual.value if i.actual else "" for i in find_year_targets(spec, find_tasks(spec))]


def test_last_year_stands_beside_a_target_of_the_same_measure_only() -> None:
    growth = ("地区生产总值增长", "5.8", "%")
    assert paired([growth], [("实现生产总值增长", "6", "%")]) == ["5.8"]
    assert paired([growth], [("地区生产总值", "200", "亿元")]) == [""]
    assert paired([("规上工业增加值增长", "7", "%")], [("工业增加值增长", "8", "%")]) == [""]
    assert paired([("投资", "7", "亿元")], [("投资", "8000", "万元")]) == ["7"]


def test_what_has_two_readings_is_not_paired() -> None:
    income = [("居民收入增长", "4.9", "%"), ("居民收入增长", "6.7", "%")]
    assert paired(income, [("居民收入增长", "5", "%"), ("居民收入增长", "6.5", "%")]) == ["4.9", "6.7"]
    assert paired(income, [("居民收入增长", "5", "%")]) == [""]
    assert paired([*income[:1]], [("居民收入增长", "5", "%")], period="一季度") == [""]


def test_a_sheet_of_the_workbook_a_unit() -> None:
    from speechgen.document import split_stretches

    document = make(spec_of(ITEMS), "unit-lists")
    names = [stretch_title(s, document) for s in split_stretches(document.blocks, "landscape")]
    assert len(names) == len(set(names)) == 4


@pytest.mark.parametrize(
    "template", ["unit-lists", "leader-lists", "summary", "project-list", "livelihood", "year-targets"]
)
def test_a_spec_without_tasks_says_so(template: str) -> None:
    document = make(Spec(), template)
    assert "没有" in document_words(document)
    assert [d.code for d in document.diagnostics] == ["render.no-tasks"]
