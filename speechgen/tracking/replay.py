"""Replay: what became of each task, worked out from the events alone, every time anew. Nothing else is ever stored."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from speechgen.spec.model import Spec, TaskItem
from speechgen.spec.text import tasks_by_id
from speechgen.tracking.events import ENDED, NEW, Event, Figure, kinds
from speechgen.tracking.ledger import union


@dataclass(frozen=True)
class TaskState:
    """Where a task stands."""

    id: str
    task: TaskItem
    status: str = NEW
    due: datetime.date | None = None
    """The last day that holds now: of its time limits in the spec the last one, or the day it was extended to."""
    events: tuple[Event, ...] = ()
    """All that happened, in order, without what was refused or withdrawn."""
    refused: tuple[Event, ...] = ()
    """Events that could not happen in the status the task was in, as the files of two people may give them."""
    withdrawn: tuple[Event, ...] = ()
    light: Event | None = None
    """The event that set its light by hand; None where the rules decide."""

    @property
    def is_open(self) -> bool:
        """It is still to be done: neither done nor given up."""
        return self.status not in ENDED

    @property
    def first_due(self) -> datetime.date | None:
        """The last day by the spec, before any extension."""
        return last_due(self.task)

    @property
    def milestones(self) -> tuple[datetime.date, ...]:
        """The time limits of the spec before the last one."""
        return tuple(day for day in _days(self.task) if day != self.first_due)

    def next_due(self, on: datetime.date) -> datetime.date | None:
        """The first time limit that has not passed; the last one where all have; None where there is none."""
        return next((day for day in self.milestones if day >= on), self.due)

    def of_kind(self, kind: str) -> tuple[Event, ...]:
        """Its events of one kind, in order."""
        return tuple(event for event in self.events if event.kind == kind)

    @cached_property
    def reports(self) -> tuple[Event, ...]:
        """What was reported on it, in order."""
        return self.of_kind("reported")

    @property
    def last_report(self) -> Event | None:
        """The latest report; None where nobody has reported."""
        return self.reports[-1] if self.reports else None

    @property
    def assigned_on(self) -> datetime.date | None:
        """The day on which it was assigned first."""
        return next((event.date for event in self.of_kind("assigned")), None)

    @property
    def done_on(self) -> datetime.date | None:
        """The day on which it was done, as long as that holds."""
        return self.of_kind("done")[-1].date if self.status in ("done", "closed") else None

    @property
    def closed_on(self) -> datetime.date | None:
        """The day on which it was struck off, as long as that holds."""
        return self.of_kind("closed")[-1].date if self.status == "closed" else None

    @property
    def unanswered(self) -> int:
        """How often it was urged since the last report."""
        last = self.last_report.order if self.last_report else None
        return sum(event.kind == "urged" and (last is None or event.order > last) for event in self.events)

    @property
    def evidence(self) -> tuple[str, ...]:
        """All that was handed in as proof, each once."""
        return tuple(dict.fromkeys(item for event in self.events for item in event.evidence))

    def figures(self) -> dict[tuple[str, str], tuple[Figure, Event]]:
        """The latest figure by name and unit, with the event that gave it."""
        return {(f.name, f.unit): (f, event) for event in self.events for f in event.figures}


@dataclass(frozen=True)
class Replayed:
    """Every task of the spec with its state, in the order of the spec, and the events of no task in it."""

    states: Mapping[str, TaskState]
    strays: tuple[Event, ...] = ()

    @property
    def refused(self) -> tuple[Event, ...]:
        """Events that could not happen when they are said to have happened."""
        return tuple(event for state in self.states.values() for event in state.refused)


def replay(events: Iterable[Event], spec: Spec, on: datetime.date | None = None) -> Replayed:
    """The state of each task after the events up to the day `on` (None: all of them), in whatever order they come.

    Of tasks that share an id the first is tracked; one without an id cannot be.
    """
    tasks = tasks_by_id(spec)
    by_task: dict[str, list[Event]] = {}
    strays: list[Event] = []
    for event in union(events):
        if on is None or event.date <= on:
            (by_task.setdefault(event.task, []) if event.task in tasks else strays).append(event)
    states = {id: replay_task(task, by_task.get(id, ())) for id, task in tasks.items()}
    return Replayed(states, tuple(strays))


def replay_task(task: TaskItem, events: Sequence[Event]) -> TaskState:
    """The state of one task after its events, which stand in their order."""
    void = {event.event for event in events if event.kind == "withdrawn"}
    held: list[Event] = []
    refused: list[Event] = []
    status, due, light = NEW, last_due(task), None
    for event in events:
        if event.id in void and event.kind != "withdrawn":
            continue
        follows = kinds()[event.kind].follows
        if status not in follows or not _is_possible(event, due):
            refused.append(event)
            continue
        held.append(event)
        light = _light_after(event, light)
        due = event.due or due
        status = follows[status]
    withdrawn = tuple(event for event in events if event.id in void and event.kind != "withdrawn")
    return TaskState(task.id, task, status, due, tuple(held), tuple(refused), withdrawn, light)


def _is_possible(event: Event, due: datetime.date | None) -> bool:
    """An extension must lead beyond the day that holds."""
    return event.kind != "extended" or due is None or (event.due is not None and event.due > due)


def _light_after(event: Event, light: Event | None) -> Event | None:
    """A light set by hand holds until it is set anew or left to the rules, and ends with the work itself."""
    if event.kind == "lit":
        return event if event.light else None
    return None if event.kind in ("done", "closed", "dropped", "reopened") else light


def last_due(task: TaskItem) -> datetime.date | None:
    """The last of a task's time limits that has a date; one that is only proposed does not count."""
    return max(_days(task), default=None)


def _days(task: TaskItem) -> list[datetime.date]:
    return sorted({due.date for due in task.due if due.date and not due.suggested})


def refusals(events: Iterable[Event], new: Iterable[Event], spec: Spec) -> tuple[Event, ...]:
    """The events, old or new, that cannot happen once the new ones are added and could before: () where all is well."""
    before = {event.id for event in replay(events, spec).refused}
    after = replay((*events, *new), spec)
    return tuple(event for event in after.refused if event.id not in before)


def status_before(state: TaskState, event: Event) -> str:
    """The status a task was in when an event was to happen."""
    earlier = [e for e in state.events if e.order < event.order]
    return replay_task(state.task, earlier).status
