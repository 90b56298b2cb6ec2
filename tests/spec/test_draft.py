"""Next year's draft: cases as files, and the promise that no figure is invented."""

from __future__ import annotations

import calendar
import datetime
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spec_strategies import specs

from speechgen.chinese.blanks import BLANK
from speechgen.spec.draft import draft_spec
from speechgen.spec.model import Due, Model, Quantity, Section, Spec, TaskItem, TextItem
from speechgen.spec.next_task import Outcome, next_task
from speechgen.spec.next_words import NUMERALS, Years, next_title, next_words
from speechgen.spec.store import dump_spec, load_spec
from speechgen.spec.text import iter_tasks, walk_sections
from speechgen.templating.filters import quantity

CASES = sorted((Path(__file__).parents[1] / "cases" / "draft").glob("*.txt"))


def outcome(given_values: dict[str, Any]) -> Outcome:
    figures = tuple(Quantity(**figure) for figure in given_values.pop("figures", ()))
    return Outcome(figures=figures, **given_values)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cases(case: Path) -> None:
    """`UPDATE=1` writes what is found into the file; read the difference before you keep it."""
    why, *rest = case.read_text(encoding="utf-8").split("=== ")
    parts = dict(part.split("\n", 1) for part in rest)
    known = yaml.safe_load(parts["outcomes"])
    outcomes = {id_: outcome(values) for id_, values in known.items()} if known else None
    spec = load_spec(parts["spec"], "a.yaml")
    made = draft_spec(spec, (spec.year or 0) + 1, outcomes)
    found = (
        f"{dump_spec(made.spec)}{made.tasks} tasks, {made.done} done, {made.dropped} dropped, {made.blanks} blanks\n"
    )
    if os.environ.get("UPDATE"):
        body = "".join(f"=== {name}\n{parts[name]}" for name in ("spec", "outcomes"))
        case.write_text(f"{why}{body}=== found\n{found}", encoding="utf-8")
    assert found == parts["found"]
    assert load_spec(dump_spec(made.spec), "b.yaml") == made.spec


@pytest.mark.parametrize(
    ("text", "sentence", "heading"),
    [
        ("2025年工作安排", "2026年工作安排", "2026年工作安排"),
        ("二〇二五年工作", "二〇二六年工作", "二〇二六年工作"),
        ("县十九届人大四次会议", "县【待核：十九届人大四次会议】", "县十九届人大五次会议"),
        ("县十九届人大五次会议", "县【待核：十九届人大五次会议】", "县【待核：十九届人大五次会议】"),
        (
            "县十九届人大常委会第三十次会议",
            "县【待核：十九届人大常委会第三十次会议】",
            "县【待核：十九届人大常委会第三十次会议】",
        ),
        ("“十四五”规划", "【待核：“十四五”规划】", "【待核：“十四五”规划】"),
        ("“十五五”规划", "“十五五”规划", "“十五五”规划"),
        ("今年是攻坚之年，要实干。", "【待核：今年是攻坚之年】，要实干。", "【待核：今年是攻坚之年】，要实干。"),
        ("2025—2027年行动", "【待核：2025—2027年】行动", "【待核：2025—2027年】行动"),
        ("2025年6月", "【待核：2025年6月】", "【待核：2025年6月】"),
        ("巩固2024年成果", "巩固【待核：2024年】成果", "巩固【待核：2024年】成果"),
        ("到2030年", "到2030年", "到2030年"),
        (
            "2025年民生实事已通过审议，要抓好落实。",
            "【待核：2025年民生实事已通过审议】，要抓好落实。",
            "【待核：2025年民生实事已通过审议】，要抓好落实。",
        ),
        ("今年的实事已经票决，要快。", "【待核：今年的实事已经票决】，要快。", "【待核：今年的实事已经票决】，要快。"),
        ("今年要办好已有的事", "今年要办好已有的事", "今年要办好已有的事"),
        ("谋划2026年拟建项目", "谋划【待核：2026年】拟建项目", "谋划【待核：2026年】拟建项目"),
        ("2026年6月底前、到2026年建成", "2026年6月底前、到2026年建成", "2026年6月底前、到2026年建成"),
        ("谋划2027年项目", "谋划2027年项目", "谋划2027年项目"),
        ("增长【待定：上年2025年7%】", "增长【待定：上年2025年7%】", "增长【待定：上年2025年7%】"),
    ],
)
def test_words_a_year_later(text: str, sentence: str, heading: str) -> None:
    assert next_words(text, Years(2025, 2026)) == sentence
    assert next_title(text, Years(2025, 2026)) == heading


def test_of_a_target_by_quarters_the_last_says_what_was_reached() -> None:
    quarters = [("40", "一季度"), ("75", "二季度"), ("100", "三季度")]
    targets = [{"name": "开工率", "op": "达到", "value": n, "unit": "%", "period": q} for n, q in quarters]
    words = "一季度、二季度、三季度开工率分别达到40%、75%和100%。"
    task = TaskItem.model_validate({"task": words, "id": "t-001", "targets": targets})
    outcome = Outcome(figures=(Quantity(name="开工率", value="92", unit="%"),))
    found = next_task(task, Years(2025, 2026), outcome)
    assert [t.value.partition("，")[2] for t in found.targets] == ["", "", "完成92%】"]
    assert found.task.count("完成92%") == 1 and "上年100%，完成92%】" in found.task


def test_a_session_moves_one_year_on_only() -> None:
    assert next_title("县十九届人大二次会议", Years(2025, 2027)) == "县【待核：十九届人大二次会议】"


def test_a_draft_of_a_draft_keeps_its_blanks() -> None:
    spec = Spec(year=2025, preamble=(TaskItem(task="增长5%。", targets=(Quantity(name="增长", value="5", unit="%"),)),))
    once = draft_spec(spec, 2026).spec
    assert draft_spec(once, 2027).spec == once.model_copy(update={"year": 2027})


@pytest.mark.parametrize("year", [2025, 2024])
def test_only_a_later_year_can_be_drafted(year: int) -> None:
    with pytest.raises(ValueError, match="no year after"):
        draft_spec(Spec(year=2025), year)


# ---- no figure is invented -------------------------------------------------------------------------------------------

FIGURE = re.compile(r"[0-9０-９]+|[零〇一二三四五六七八九十百千万亿两]+")
WORDS = (
    *(
        "全年新建公厕",
        "增长",
        "县水利局",
        "建成",
        "，",
        "。",
        "；",
        "和",
        "左右",
        "以上",
        "《",
        "》",
        "【",
        "】",
        "（",
        "）",
        "*",
    ),
    *(
        "2025年",
        "2024年",
        "2026年",
        "2025年6月底前",
        "6月底前",
        "2月底",
        "二季度",
        "明年3月",
        "到2030年",
        "2025—2027年",
        "2025",
    ),
    *("“十四五”规划", "“十五五”", "收官之年", "县十九届人大四次会议", "第十三届九次全会", "二〇二五年", "二〇二四年"),
    *("5%", "5.5%", "13座", "3座", "1.2万亩", "两万亩", "一", "三个", "百", "30余家"),
)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join)
quantities = st.builds(
    Quantity,
    name=words,
    op=st.sampled_from(["", "左右", "以上", "余", "达到"]),
    value=st.sampled_from(["5", "5.5", "3", "13", "1.2", "两", "一", "*", "30", "5到6"]),
    unit=st.sampled_from(["", "%", "座", "万亩", "个", "家"]),
)
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))
dues = st.builds(Due, text=words, date=st.none() | days)
ids = st.sampled_from(["", "t-001", "t-002", "t-003", "t-004"])
tasks = st.builds(
    TaskItem,
    task=words,
    id=ids,
    targets=st.lists(quantities, max_size=3).map(tuple),
    due=st.lists(dues, max_size=2).map(tuple),
    paragraph=st.booleans(),
)
texts = st.builds(TextItem, text=words, facts=st.lists(quantities, max_size=2).map(tuple))
contents = st.lists(tasks | texts, max_size=3).map(tuple)
roles = st.sampled_from([None, "review", "situation", "plan"])
inner = st.builds(Section, title=words, role=st.none(), content=contents)
sections = st.builds(
    Section, title=words, role=roles, content=contents, sections=st.lists(inner, max_size=1).map(tuple)
)
plans = st.builds(
    Spec,
    year=st.just(2025),
    title=st.none() | words,
    occasion=st.none() | words,
    subtitle=st.lists(words, max_size=2).map(tuple),
    preamble=contents,
    sections=st.lists(sections, max_size=2).map(tuple),
    closing=contents,
)
outcomes = st.builds(
    Outcome,
    status=st.sampled_from(["open", "done", "closed", "dropped"]),
    on=st.none() | days,
    report=st.just("") | words,
    figures=st.lists(quantities, max_size=2).map(tuple),
    due=st.none() | days,
)
ledgers = st.none() | st.dictionaries(ids, outcomes, max_size=4)


def strings(value: Any) -> Iterator[str]:
    """Every text in a spec, but for days and ids, and the year, which is the new one's own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Outcome):
        yield from strings((value.report, value.figures, [f"{d:%Y-%m-%d}" for d in (value.on, value.due) if d]))
    elif isinstance(value, Quantity):  # as it is printed, with its name and without
        yield from (quantity(value), quantity(value.model_copy(update={"name": ""})), f"{value.value}{value.unit}")
        yield from (value.name, value.value, value.unit)
    elif isinstance(value, Model):
        yield from strings(
            [getattr(value, key) for key in type(value).model_fields if key not in ("version", "date", "id", "at")]
        )
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from strings(entry)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def in_numerals(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


def figures(value: Any) -> set[str]:
    return {found.lstrip("0") for text in strings(value) for found in FIGURE.findall(text)}


def all_dues(spec: Spec) -> list[datetime.date]:
    return [due.date for _, task in iter_tasks(spec) for due in task.due if due.date]


def is_month_end(day: datetime.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def assert_nothing_is_invented(spec: Spec, known: dict[str, Outcome] | None) -> None:
    assert spec.year
    made = draft_spec(spec, spec.year + 1, known).spec
    told, ids_of = list(known.values()) if known else [], [task.id for _, task in iter_tasks(spec)]
    own = {str(spec.year + 1), in_numerals(spec.year + 1), in_numerals(spec.year)}
    for text in (spec.title or "", spec.occasion or "", *(path[-1].title for _, path in walk_sections(spec))):
        own |= {NUMERALS[NUMERALS.index(n) + 1] for n in re.findall(r"届人大第?([一二三四])次会议", text)}
    assert figures(made) <= figures(spec) | figures(told) | figures(ids_of) | own
    written = {(d.month, is_month_end(d) or d.day) for d in all_dues(spec)} | {(2, 28), (2, True)}
    extended = {outcome.due for outcome in told if outcome.due}
    assert all((d.month, is_month_end(d) or d.day) in written or d in extended for d in all_dues(made))


@given(plans, ledgers)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_figure_appears_that_neither_spec_nor_ledger_holds(spec: Spec, known: dict[str, Outcome] | None) -> None:
    assert_nothing_is_invented(spec, known)


@given(specs, ledgers)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nor_out_of_a_hostile_spec(spec: Spec, known: dict[str, Outcome] | None) -> None:
    made = draft_spec(spec.model_copy(update={"year": 2025}), 2026, known).spec
    assert load_spec(dump_spec(made), "a.yaml") == made


@given(plans, ledgers)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_task_goes_on_or_is_accounted_for(spec: Spec, known: dict[str, Outcome] | None) -> None:
    made = draft_spec(spec, 2026, known)
    old = [task for _, task in iter_tasks(spec)]
    gone = [t for t in old if known is not None and t.id and known.get(t.id, Outcome()).status != "open"]
    assert made.tasks == len(old) - len(gone)
    assert made.done + made.dropped == len(gone)
    for _, task in iter_tasks(made.spec):
        assert all(BLANK.search(t.value) or "*" in t.value or set(t.value) & set("【】") for t in task.targets)
        assert ("（结转）" in task.task) == (known is not None)
