"""The views that lists are made of."""

from __future__ import annotations

import datetime
from itertools import pairwise

from documents import yunxi

from speechgen.render.tasks import by_due, count, find_tasks, runs
from speechgen.spec.model import Spec

TASK = {"task": "做好工作。"}


def test_tasks_come_from_every_part_in_reading_order() -> None:
    parts = {"preamble": [TASK], "closing": [TASK]}
    sections = [
        {
            "number": "一、",
            "title": "回顾",
            "role": "review",
            "content": [TASK],
            "sections": [{"title": "子", "content": [TASK]}],
        }
    ]
    tasks = find_tasks(Spec.model_validate({**parts, "sections": sections}))
    assert [(t.number, t.category, t.role) for t in tasks] == [
        (1, "", ""),
        (2, "一、回顾", "review"),
        (3, "子", "review"),
        (4, "", ""),
    ]


def test_a_run_in_head_stands_before_its_first_task() -> None:
    tasks = [t for t in find_tasks(yunxi()) if t.category == "（二）扭住项目不松手，扩大有效投资"]
    assert [t.head for t in tasks] == ["压实包抓责任。", "", "抓紧谋划储备。", "", "严格资金管理。"]


def test_runs_keep_the_order_and_every_task() -> None:
    tasks = find_tasks(yunxi())
    found = runs(tasks)
    assert tuple(t for run in found for t in run.tasks) == tasks
    assert all(a.category != b.category for a, b in pairwise(found))


def test_by_due_then_unit_and_what_has_none_last() -> None:
    tasks = by_due(find_tasks(yunxi()))
    days = [t.last_day or datetime.date.max for t in tasks]
    assert days == sorted(days)
    undated = [t for t in tasks if not t.last_day]
    named = [bool(t.parties) for t in undated]
    assert named == sorted(named, reverse=True)
    assert sorted(t.number for t in tasks) == list(range(1, 19))


def test_the_first_time_limit_counts() -> None:
    due = [{"text": "年底前", "date": "2026-12-31"}, {"text": "*月底前"}, {"text": "4月底前", "date": "2026-04-30"}]
    spec = Spec.model_validate({"preamble": [{**TASK, "due": due}]})
    assert find_tasks(spec)[0].last_day == datetime.date(2026, 4, 30)


def test_the_lead_stands_first() -> None:
    parties = [{"name": "甲", "role": "support"}, {"name": "乙"}, {"name": "丙", "role": "lead"}]
    task = find_tasks(Spec.model_validate({"preamble": [{**TASK, "parties": parties}]}))[0]
    assert [p.name for p in task.parties] == ["丙", "乙", "甲"]
    assert [p.name for p in task.leads] == ["丙"]


def test_counts() -> None:
    found = count(find_tasks(yunxi()))
    assert (found.tasks, found.without_party, found.without_due, found.suggested) == (18, 5, 8, 2)
    assert not found.first_leads  # 县财政局 and 县审计局 answer for one task, and neither leads


def test_the_note_on_the_first_unit_only_where_it_is_true() -> None:
    lead, duty = {"name": "甲", "role": "lead"}, {"name": "乙"}
    for parties, true in (([lead, duty], True), ([duty, duty], False), ([lead, lead], False), ([duty], False)):
        spec = Spec.model_validate({"preamble": [{**TASK, "parties": parties}]})
        assert count(find_tasks(spec)).first_leads is true
