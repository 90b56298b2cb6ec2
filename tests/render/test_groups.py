"""Lists in groups: by heading, unit, leader, month, quarter; who stands in which column; numbers and tallies."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from documents import LIBRARY, document_words, make, outline, yunxi
from hypothesis import given
from hypothesis import strategies as st

from speechgen.diagnostics import Problem
from speechgen.document import Document, Table
from speechgen.render.groups import GROUPINGS, group_tasks, party_key
from speechgen.render.placing import MARKS, is_leader, place_parties
from speechgen.render.tasks import find_tasks
from speechgen.settings import Settings
from speechgen.spec.model import Spec

NAMES = ("县教育局", "县财政局", "分管副县长", "各乡镇", "县发改局", "县发展和改革局")
UNITS = {"县发改局": "发展和改革局", "县发展和改革局": "发展和改革局"}
parties = st.lists(
    st.builds(
        lambda name, role: {"name": name, "role": role, "unit": UNITS.get(name, "")},
        st.sampled_from(NAMES),
        st.sampled_from(list(MARKS)),
    ),
    max_size=4,
)
due = st.lists(
    st.sampled_from(
        [{"text": "6月底前", "date": "2026-06-30"}, {"text": "年底前", "date": "2027-01-31"}, {"text": "适时"}]
    ),
    max_size=2,
)
tasks = st.lists(st.fixed_dictionaries({"task": st.just("修路。"), "parties": parties, "due": due}), max_size=8)


def spec_of(items: list[dict[str, Any]]) -> Spec:
    return Spec.model_validate({"sections": [{"number": "一、", "title": "甲", "content": items}]})


def rows(document: Document) -> list[list[str]]:
    table = next(b for b in document.blocks if isinstance(b, Table))
    return [["".join(i.text for p in c.paragraphs for i in p.content) for c in r.cells] for r in table.rows[1:]]


@given(tasks, st.sampled_from(GROUPINGS))
def test_every_task_stands_where_it_belongs(items: list[dict[str, Any]], by: str) -> None:
    """By party a task stands once under each of its parties, else exactly once; numbers run through."""
    found = find_tasks(spec_of(items))
    groups = group_tasks(found, by)
    printed = Counter(row.task.number for group in groups for row in group.rows)
    for task in found:
        wanted = {party_key(p) for p in task.parties if by == "unit" or p.leader}
        assert printed[task.number] == (max(1, len(wanted)) if by in ("unit", "leader") else 1)
    assert [row.number for group in groups for row in group.rows] == list(range(1, printed.total() + 1))
    assert all(group.rows == tuple(row for run in group.runs for row in run.rows) for group in groups)


@given(tasks, st.sets(st.sampled_from(["leader", "lead", "duty", "support"]), min_size=1))
def test_everybody_stands_in_exactly_one_column(items: list[dict[str, Any]], columns: set[str]) -> None:
    for task in find_tasks(spec_of(items)):
        placed = place_parties(task.parties, columns)
        standing = {key: getattr(placed, key) for key in ("leader", "lead", "duty", "support")}
        assert all(key in columns for key, found in standing.items() if found)
        assert Counter((p.name, p.role) for found in standing.values() for p in found) == Counter(
            (p.name, p.role) for p in task.parties
        )


def test_by_unit_the_tally_counts_the_roles() -> None:
    items = [
        {"task": "甲。", "parties": [{"name": "县教育局", "role": "lead"}, {"name": "县财政局", "role": "support"}]},
        {"task": "乙。", "parties": [{"name": "县财政局", "role": "duty"}]},
        {"task": "丙。"},
    ]
    document = make(spec_of(items), "responsibility", group="unit", columns="core", numbering="group")
    assert rows(document) == [
        ["县教育局（共1项：牵头1项）"],
        ["1", "甲", "县教育局（牵头）县财政局（配合）", "待明确"],
        ["县财政局（共2项：责任1项、配合1项）"],
        ["1", "乙", "县财政局", "待明确"],
        ["2", "甲", "县教育局（牵头）县财政局（配合）", "待明确"],
        ["责任单位待明确（共1项）"],
        ["1", "丙", "待明确", "待明确"],
    ]
    assert "共3项，按责任方列出共4行" in document_words(document)


def test_two_names_of_one_unit_are_one_group() -> None:
    items = [
        {"task": "甲。", "parties": [{"name": name, "unit": "发展和改革局"}]}
        for name in ("县发改局", "县发改局", "县发展和改革局")
    ]
    items.append({"task": "乙。", "parties": [{"name": "市发改委", "unit": "发展和改革局"}]})
    names = [group.name for group in group_tasks(find_tasks(spec_of(items)), "unit")]
    assert names == ["县发改局", "市发改委"]


def test_by_quarter_what_has_no_date_stands_last() -> None:
    document = make(yunxi(), "responsibility", group="quarter", columns="core")
    heads = [row[0] for row in rows(document) if len(row) == 1]
    assert heads == ["一季度到期", "二季度到期", "三季度到期", "四季度到期", "没有写明具体日期"]


def test_by_month_two_years_are_told_apart() -> None:
    items = [{"task": "甲。", "due": [{"text": "a", "date": day}]} for day in ("2026-12-31", "2027-01-31")]
    assert [g.name for g in group_tasks(find_tasks(spec_of(items)), "month")] == ["2026年12月到期", "2027年1月到期"]


def test_leaders_have_a_column_where_the_set_has_one() -> None:
    items = [
        {"task": "甲。", "parties": [{"name": "县水利局", "role": "duty"}, {"name": "分管副县长", "role": "lead"}]}
    ]
    assert rows(make(spec_of(items), "responsibility", columns="county"))[0][3:6] == ["分管副县长", "—", "县水利局"]
    assert rows(make(spec_of(items), "responsibility", columns="core"))[-1][2] == "分管副县长（牵头）县水利局"
    assert is_leader("分管副县长") and not is_leader("白石镇镇长")


def test_the_order_tells_who_leads_where_that_is_true_of_the_whole_list() -> None:
    led = [{"name": "县教育局", "role": "lead"}, {"name": "县财政局", "role": "support"}]
    first = make(spec_of([{"task": "甲。", "parties": led}]), "responsibility", columns="core", marks=False)
    assert "县教育局县财政局" in document_words(first) and "列第一位的为牵头单位" in document_words(first)
    both = [{"name": "县教育局"}, {"name": "县财政局"}]
    items = [{"task": "甲。", "parties": led}, {"task": "乙。", "parties": both}]
    mixed = make(spec_of(items), "responsibility", columns="core", marks=False)
    assert "县教育局（牵头）县财政局（配合）" in document_words(mixed)
    assert "列第一位的为牵头单位" not in document_words(mixed)


def test_what_the_text_says_beside_the_task() -> None:
    task = {
        "task": "落实《云溪县规划》，确保二季度建成茶厂。",
        "projects": [{"name": "茶厂", "stage": "建成"}],
        "policies": [{"text": "《云溪县规划》"}],
        "strengths": [{"text": "确保"}, {"text": "确保"}],
        "mechanisms": [{"text": "清单管理"}],
    }
    basis = rows(make(spec_of([task]), "responsibility", columns="basis"))[-1]
    assert basis[2:5] == ["茶厂（建成）", "《云溪县规划》", "确保"]
    assert rows(make(spec_of([task]), "responsibility", columns="county-remarks"))[0][-1] == "《云溪县规划》清单管理"
    assert "力度：确保清单管理" in rows(make(spec_of([task]), "supervision"))[0]


@pytest.mark.parametrize("name", LIBRARY.column_names())
def test_every_set_fits_the_page_and_shows_every_task(name: str) -> None:
    columns = LIBRARY.column_set(name)
    assert sum(c.width for c in columns.columns) == 225
    assert columns.about and columns.about_zh
    for template in ("responsibility", "supervision"):
        shown = outline(make(yunxi(), template, columns=name))
        assert all(task.text.rstrip("。；")[:8].split("*")[0] in shown for task in find_tasks(yunxi()))


def test_notes_name_the_columns_as_the_office_does() -> None:
    from speechgen.render import render_document

    settings = Settings(columns={"leader": "包抓县领导"})
    options = {"columns": "county"}
    document = render_document(yunxi(), "responsibility", library=LIBRARY, settings=settings, options=options)
    assert "“包抓县领导”栏为“—”的" in document_words(document)


@pytest.mark.parametrize(("option", "value"), [("group", "units"), ("numbering", "all")])
def test_an_unknown_grouping(option: str, value: str) -> None:
    with pytest.raises(Problem) as caught:
        make(yunxi(), "responsibility", **{option: value})
    assert [d.code for d in caught.value.diagnostics] == ["render.unknown-value"]


def test_targets_of_a_quarter_stand_in_its_column_and_say_it_in_that_of_targets() -> None:
    target = {"name": "开工率", "op": "达到", "unit": "%"}
    values = [{**target, "value": "40", "period": "一季度"}, {**target, "value": "75", "period": "上半年"}]
    items = [
        {"task": "开工率分别达到40%、75%。", "targets": [*values, {"name": "新建公厕", "value": "8", "unit": "座"}]}
    ]
    by_quarter = rows(make(spec_of(items), "responsibility", columns="quarter"))[-1]
    assert by_quarter[3:7] == ["开工率达到40%", "开工率达到75%", "", ""]
    shown = rows(make(spec_of(items), "responsibility"))[0][3]
    assert shown == "1.一季度：开工率达到40%2.上半年：开工率达到75%3.新建公厕8座"
