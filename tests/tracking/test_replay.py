"""Replay: the state of a task follows from its events, whatever the order of the lines and of the files."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_strategies import TASKS, histories, spec

from speechgen.rules import load_rule
from speechgen.spec.text import iter_tasks
from speechgen.tracking import (
    Event,
    Figure,
    TaskState,
    event_id,
    kinds,
    missing_parts,
    refusals,
    replay,
    statuses,
    union,
)

SPEC = spec()
MOMENT = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)


def make(kind: str, day: str, task: str = "t-001", minute: int = 0, **parts: Any) -> Event:
    moment = MOMENT + datetime.timedelta(minutes=minute)
    event = Event(kind, task, datetime.date.fromisoformat(day), moment, **parts)
    return replace(event, id=event_id(event, f"{minute}"))


# ---- the table ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "example", load_rule("ledger/events")["examples"], ids=lambda e: "-".join(e["events"]) or "none"
)
def test_the_examples_of_the_table(example: dict[str, Any]) -> None:
    parts = {"text": "因为", "due": datetime.date(2027, 1, 31)}
    events = [make(kind, "2026-03-01", minute=n, **parts) for n, kind in enumerate(example["events"])]
    state = replay(events, SPEC).states["t-001"]
    assert state.status == example["status"]
    assert [event.kind for event in state.refused] == example.get("refused", [])


def test_the_table_is_whole() -> None:
    """Every status can be reached and is known; every event may happen somewhere."""
    reached = {to for kind in kinds().values() for to in kind.follows.values()} | {"new"}
    assert reached == set(statuses())
    for kind in kinds().values():
        assert kind.follows.keys() <= statuses().keys(), kind.name
        assert kind.follows, kind.name


def test_open_tasks_are_those_that_can_still_be_done() -> None:
    can_be_done = kinds()["done"].follows
    for status in statuses():
        state = TaskState("t-001", next(task for _, task in iter_tasks(SPEC)), status)
        assert state.is_open == (status in can_be_done), status


def test_what_an_event_must_carry() -> None:
    assert missing_parts(make("extended", "2026-03-01")) == ("due", "text")
    assert missing_parts(make("reported", "2026-03-01")) == ("content",)
    assert missing_parts(make("reported", "2026-03-01", figures=(Figure("公厕", "5", "座"),))) == ()
    assert missing_parts(make("urged", "2026-03-01")) == ()


# ---- properties -----------------------------------------------------------------------------------------------------


@given(histories(), st.randoms())
def test_the_order_of_the_lines_does_not_matter(events: list[Event], chance: random.Random) -> None:
    shuffled = events.copy()
    chance.shuffle(shuffled)
    assert replay(shuffled, SPEC) == replay(events, SPEC)


@given(histories(), histories(), histories())
def test_union(one: list[Event], two: list[Event], three: list[Event]) -> None:
    assert union(one, two) == union(two, one)
    assert union(union(one, two), three) == union(one, union(two, three))
    assert union(one, one) == union(one) == union(union(one))
    assert {e.id for e in union(one, two)} == {e.id for e in one} | {e.id for e in two}


@given(histories())
def test_one_id_with_two_contents(events: list[Event]) -> None:
    edited = [replace(event, text=event.text + "改") for event in events]
    assert union(events, edited) == union(edited, events)
    assert len(union(events, edited)) == len({event.id for event in events})


@given(histories())
def test_nothing_is_lost(events: list[Event]) -> None:
    """Every event is held, refused, withdrawn, or of no task."""
    replayed = replay(events, SPEC)
    found = [e for s in replayed.states.values() for e in (*s.events, *s.refused, *s.withdrawn)]
    assert sorted(e.id for e in (*found, *replayed.strays)) == sorted({event.id for event in events})


@given(histories(), st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)))
def test_a_day_in_the_past_knows_nothing_of_what_came_later(events: list[Event], on: datetime.date) -> None:
    assert replay(events, SPEC, on) == replay([event for event in events if event.date <= on], SPEC)


@given(histories())
def test_an_event_that_is_refused_changes_nothing(events: list[Event]) -> None:
    for id, state in replay(events, SPEC).states.items():
        held = replay([*state.events, *state.withdrawn], SPEC).states[id]
        if not any(event.kind == "withdrawn" for event in events):
            assert (held.status, held.due, held.light) == (state.status, state.due, state.light)


# ---- what clerks do -------------------------------------------------------------------------------------------------


def test_an_extension_keeps_the_first_time_limit() -> None:
    later = datetime.date(2026, 9, 30)
    state = replay([make("extended", "2026-06-01", due=later, text="汛期提前")], SPEC).states["t-001"]
    assert (state.due, state.first_due) == (later, datetime.date(2026, 6, 30))


def test_an_extension_does_not_lead_back() -> None:
    state = replay([make("extended", "2026-06-01", due=datetime.date(2026, 6, 30), text="x")], SPEC).states["t-001"]
    assert state.due == state.first_due
    assert len(state.refused) == 1


def test_a_task_without_a_time_limit_gets_one() -> None:
    later = datetime.date(2026, 9, 30)
    state = replay([make("extended", "2026-06-01", "t-003", due=later, text="明确时限")], SPEC).states["t-003"]
    assert (state.due, state.first_due) == (later, None)


def test_time_limits_one_after_the_other() -> None:
    state = replay([], SPEC).states["t-002"]
    days = [state.next_due(datetime.date(2026, month, 1)) for month in (1, 3, 4, 12)]
    assert [str(day) for day in days] == ["2026-03-31", "2026-03-31", "2026-12-31", "2026-12-31"]
    assert state.next_due(datetime.date(2027, 1, 1)) == datetime.date(2026, 12, 31)


def test_a_mistake_is_withdrawn() -> None:
    wrong = make("done", "2026-03-01", minute=1)
    events = [make("assigned", "2026-02-01"), wrong, make("withdrawn", "2026-03-02", event=wrong.id, text="记错了")]
    state = replay(events, SPEC).states["t-001"]
    assert (state.status, state.withdrawn) == ("assigned", (wrong,))
    assert replay(events, SPEC, datetime.date(2026, 3, 1)).states["t-001"].status == "done"


def test_urged_and_not_answered() -> None:
    events = [
        make("urged", "2026-03-01"),
        make("reported", "2026-03-02", text="在办"),
        make("urged", "2026-03-05", minute=2),
    ]
    state = replay([*events, make("urged", "2026-03-06", minute=3)], SPEC).states["t-001"]
    assert state.unanswered == 2
    assert replay(events[:2], SPEC).states["t-001"].unanswered == 0


def test_the_latest_figure_counts() -> None:
    reports = [
        make("reported", f"2026-0{month}-25", figures=(Figure("新建公厕", str(month), "座"),)) for month in (4, 3, 5)
    ]
    figure, event = replay(reports, SPEC).states["t-001"].figures()["新建公厕", "座"]
    assert (figure.value, event.date.month) == ("5", 5)


def test_a_light_set_by_hand_ends_with_the_work() -> None:
    lit = make("lit", "2026-03-01", light="red", text="领导关注")
    assert replay([lit], SPEC).states["t-001"].light == lit
    assert replay([lit, make("lit", "2026-03-02", text="已解决", minute=1)], SPEC).states["t-001"].light is None
    assert replay([lit, make("done", "2026-03-02", minute=1)], SPEC).states["t-001"].light is None


def test_what_a_new_event_would_break_is_told() -> None:
    done, closed = make("done", "2026-03-05"), make("closed", "2026-03-06", minute=1)
    again = make("closed", "2026-03-07", minute=2)
    assert refusals([done, closed], [again], SPEC) == (again,)
    undo = make("withdrawn", "2026-03-07", minute=3, event=done.id, text="记错了")
    assert refusals([done, closed], [undo], SPEC) == (closed,)
    assert refusals([done, closed, again], [make("reopened", "2026-03-08", minute=4, text="返工")], SPEC) == ()


def test_every_task_of_the_spec_has_a_state() -> None:
    assert tuple(replay([], SPEC).states) == TASKS
