"""Lights, progress, reporting days and working days: the rules by their own examples, and what clerks run into."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_strategies import histories, spec

from speechgen.rules import load_rule, load_rules
from speechgen.spec.model import Due, Quantity, TaskItem, Words
from speechgen.tracking import (
    Calendar,
    Event,
    Figure,
    WorkDays,
    build_regime,
    figureless,
    find_facts,
    find_light,
    find_progress,
    find_rhythm,
    make_workdays,
    regimes,
    replay,
    replay_task,
)
from speechgen.tracking.lights import FACTS, RegimeError, light_by_rules
from speechgen.tracking.progress import compare, progresses, target_progresses

DAY = datetime.date.fromisoformat
REGIMES = load_rules("lights")
MOMENT = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


def event(kind: str, day: str, **parts: Any) -> Event:
    return Event(kind, "t-001", DAY(day), MOMENT, id=f"{kind}{day}", **parts)


def examples(rules: dict[str, dict[str, Any]]) -> list[Any]:
    return [pytest.param(n, e, id=f"{n}:{i}") for n, rule in rules.items() for i, e in enumerate(rule["examples"], 1)]


# ---- the regimes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "example"), examples(REGIMES))
def test_the_examples_of_a_regime(name: str, example: dict[str, Any]) -> None:
    facts = example["facts"] | {"open": example["facts"]["status"] in ("new", "assigned", "underway")}
    light = light_by_rules(facts, regimes()[name])
    assert (light.kind.name if light else None) == example["light"]


@pytest.mark.parametrize("name", REGIMES)
def test_a_regime_says_where_it_comes_from_and_shows_every_light(name: str) -> None:
    rule, regime = REGIMES[name], regimes()[name]
    assert name == "default" or str(rule["source"]).startswith("http")
    assert {e["light"] for e in rule["examples"]} - {None} == set(regime.kinds)
    for row in regime.rows:
        assert re.search(r"[\u4e00-\u9fff]", row.why["zh"]) and re.fullmatch(r"[ -~]+", row.why["en"])
    for kind in regime.kinds.values():
        assert re.search(r"[\u4e00-\u9fff]", kind.words["zh"])


@given(histories(), st.dates(DAY("2025-12-01"), DAY("2027-02-01")))
def test_every_task_has_one_light_or_none_on_any_day(events: list[Event], on: datetime.date) -> None:
    for state in replay(events, spec(), on).states.values():
        facts = find_facts(state, Calendar(on, 2026, DAY("2026-01-10"), reporting=find_rhythm("每月25日前")))
        assert set(facts) == set(FACTS)
        for regime in regimes().values():
            light = find_light(state, facts, regime)
            assert light is None or light.by_hand is state.light

            known = state.due or state.events or facts["report_missing"]
            assert known or light is None, "a light out of nothing"


def test_red_is_good_where_the_place_says_so() -> None:
    assert regimes()["red-is-good"].kinds["red"].tone == "good"
    assert regimes()["default"].kinds["red"].tone == "bad"


@pytest.mark.parametrize(
    ("data", "reason", "path"),
    [
        (None, "no-lights", ()),
        ({"lights": "红"}, "no-lights", ()),
        ({"lights": [{"light": "red"}]}, "light-incomplete", ("lights", 0)),
        ({"lights": [{"light": "red", "rows": ["x"]}]}, "light-incomplete", ("lights", 0, "rows", 0)),
        ({"lights": [{"light": "red", "rows": [{"why": "x"}]}]}, "light-incomplete", ("lights", 0, "rows", 0)),
        ({"lights": [{"light": "red", "tone": "sad", "rows": []}]}, "light-tone", ("lights", 0, "tone")),
        (
            {"lights": [{"light": "red", "rows": [{"days": "1"}]}]},
            "light-fact",
            ("lights", 0, "rows", 0, "days"),
        ),
        (
            {"lights": [{"light": "red", "rows": [{"days_left": {"under": "1"}}]}]},
            "light-comparison",
            ("lights", 0, "rows", 0, "days_left", "under"),
        ),
        (
            {"lights": [{"light": "red", "rows": [{"days_left": {"below": "一"}}]}]},
            "light-number",
            ("lights", 0, "rows", 0, "days_left", "below"),
        ),
    ],
)
def test_what_can_be_wrong_in_a_regime(data: Any, reason: str, path: tuple[Any, ...]) -> None:
    with pytest.raises(RegimeError) as stop:
        build_regime(data, "x")
    assert (stop.value.reason, stop.value.path) == (reason, path)


def test_numbers_of_an_own_regime_are_text() -> None:
    """YAML that people write is read without types: {below: 0} is {below: '0'} there, and true is 'true'."""
    data = {"lights": [{"light": "red", "rows": [{"open": "true", "days_left": {"below": "0"}}]}]}
    assert light_by_rules({"open": True, "days_left": -1}, build_regime(data, "x"))
    assert not light_by_rules({"open": True, "days_left": 0}, build_regime(data, "x"))


# ---- progress -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", load_rule("ledger/progress")["examples"])
def test_the_examples_of_progress(example: dict[str, Any]) -> None:
    target = Quantity(name="x", op=example["op"], value=example["target"], unit=example["unit"])
    assert compare(target, example["figure"], example["elapsed"]) == example["progress"]
    assert example["progress"] in progresses()


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "9" * 40, "若干"])
def test_what_is_no_number_measures_nothing(value: str) -> None:
    assert compare(Quantity(name="x", value=value), "5", 0.5) == "other"
    assert compare(Quantity(name="x", value="5"), value, 0.5) == "other"
    assert compare(Quantity(name="x", value="5"), "", 0.5) == "other"


def state_with(targets: tuple[Quantity, ...], *events: Event) -> Any:
    task = TaskItem(task="x", id="t-001", targets=targets, due=(Due(text="年底前", date="2026-12-31"),))
    return replay_task(task, events)


def quantity(value: str, name: str = "公厕", unit: str = "座", period: str = "") -> Quantity:
    return Quantity(name=name, value=value, unit=unit, period=period)


def test_the_worst_target_decides() -> None:
    both = (quantity("10"), quantity("100", name="管网", unit="公里"))
    half = event("reported", "2026-07-01", figures=(Figure("公厕", "10", "座"), Figure("管网", "20", "公里")))
    assert find_progress(state_with(both, half), DAY("2026-07-02"), 2026) == "behind"
    one = event("reported", "2026-07-01", figures=(Figure("公厕", "10", "座"),))
    assert find_progress(state_with(both, one), DAY("2026-07-02"), 2026) == "other"
    assert find_progress(state_with(both, event("done", "2026-07-01")), DAY("2026-07-02"), 2026) == "reached"
    assert find_progress(state_with(()), DAY("2026-07-02"), 2026) == "other"


def test_a_figure_without_a_unit_measures_the_target_of_its_name() -> None:
    state = state_with((quantity("10"),), event("reported", "2026-07-01", figures=(Figure("公厕", "9", ""),)))
    assert find_progress(state, DAY("2026-07-02"), 2026) == "ahead"
    other = state_with((quantity("10"),), event("reported", "2026-07-01", figures=(Figure("公厕", "9", "处"),)))
    assert find_progress(other, DAY("2026-07-02"), 2026) == "other"


@pytest.mark.parametrize(
    ("figure", "on", "progress"),
    [
        ("3", "2026-06-29", "timely"),
        ("3", "2026-07-01", "behind"),
        ("5", "2026-06-01", "reached"),
        ("5", "2026-08-01", "reached"),
    ],
)
def test_a_target_of_a_half_year(figure: str, on: str, progress: str) -> None:
    state = state_with(
        (quantity("5", period="上半年"),), event("reported", "2026-05-25", figures=(Figure("公厕", figure, "座"),))
    )
    assert find_progress(state, DAY(on), 2026) == progress


def test_each_target_with_its_quarter_its_latest_figure_and_how_far_it_is() -> None:
    quarters = [("40", "一季度"), ("75", "二季度"), ("100", "三季度")]
    rates = tuple(quantity(value, "开工率", "%", period) for value, period in quarters)
    proposed = Quantity(name="公厕", value="5", unit="座", suggested=True)
    state = state_with(
        (*rates, quantity("10"), proposed),
        event("reported", "2026-03-30", figures=(Figure("开工率", "41", "%"),)),
        event("reported", "2026-06-25", figures=(Figure("开工率", "72", "%"),)),
    )
    found = list(target_progresses(state, DAY("2026-07-02"), 2026))
    assert [t.target for t in found] == list(state.task.targets)
    assert [t.progress for t in found] == ["timely", "behind", "to_come", "silent", ""]
    assert [t.figure and (t.figure.value, str(t.date)) for t in found] == [("72", "2026-06-25")] * 3 + [None] * 2
    assert find_progress(state, DAY("2026-07-02"), 2026) == "behind"
    assert {t.progress for t in found if t.progress} <= progresses().keys() | figureless().keys()


def test_a_quarter_to_come_is_neither_behind_nor_unreported() -> None:
    state = state_with((quantity("5", period="四季度"),), event("assigned", "2026-02-01"))
    assert [t.progress for t in target_progresses(state, DAY("2026-07-02"), 2026)] == ["to_come"]
    assert [t.progress for t in target_progresses(state, DAY("2027-01-01"), 2026)] == ["silent"]


# ---- time -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", load_rule("ledger/reporting")["examples"])
def test_the_examples_of_reporting_days(example: dict[str, Any]) -> None:
    rhythm, on = find_rhythm(example["text"], loose=example.get("loose", False)), DAY(example["day"])
    found = (str(rhythm.next(on)), str(rhythm.last(on))) if rhythm else (None, None)
    assert found == (example["next"], example["last"])


def test_holidays_and_worked_weekends() -> None:
    """Of the arrangement for 2026: the National Day holidays from 1 to 7 October, Saturday 10 October worked."""
    days = WorkDays()
    assert days.left(DAY("2026-09-30"), DAY("2026-10-12")) == 4
    assert days.left(DAY("2026-10-12"), DAY("2026-09-30")) == -4
    assert days.left(DAY("2026-10-08"), DAY("2026-10-08")) == 0


def test_an_office_knows_better() -> None:
    days = make_workdays({"off": ["2027-02-05至2027-02-11", "2026年3月2日"], "work": ["2027-02-13"]})
    assert [days.is_working(DAY(f"2027-02-{n:02}")) for n in (4, 5, 11, 12, 13, 14)] == [
        True,
        False,
        False,
        True,
        True,
        False,
    ]
    assert not days.is_working(DAY("2026-03-02"))
    assert days.is_known(2027) and days.is_known(2026) and not days.is_known(2031)
    assert WorkDays().is_working(DAY("2031-10-01")), "an unknown year goes by its weekdays"


@pytest.mark.parametrize("text", ["", "春节", "2027-02-30", "2027-02-11至2027-02-05", "2027-01-01至2029-01-01"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):
        make_workdays({"off": [text]})


def test_a_missing_report() -> None:
    task = TaskItem(task="x", id="t-001", rhythms=(Words(text="每月25日前"),))
    assigned = event("assigned", "2026-03-01")

    def missing(on: str, *events: Event) -> Any:
        return find_facts(replay_task(task, (assigned, *events)), Calendar(DAY(on), 2026))["report_missing"]

    assert missing("2026-03-25") is False, "the day itself has not passed"
    assert missing("2026-03-26") is True
    assert missing("2026-03-26", event("reported", "2026-03-20", text="在办")) is False
    assert missing("2026-04-26", event("reported", "2026-03-25", text="在办")) is True
    assert missing("2026-04-26", event("done", "2026-03-25")) is None
    silent = replay_task(TaskItem(task="x", id="t-001"), (assigned,))
    assert find_facts(silent, Calendar(DAY("2026-03-26")))["report_missing"] is None


def test_the_docs_name_every_condition() -> None:
    section = (Path(__file__).parents[2] / "docs" / "add-a-thing.md").read_text(encoding="utf-8")
    section = section.split("## A regime of lights")[1].split("\n## ")[0]
    assert [fact for fact in FACTS if f"`{fact}`" not in section] == []
