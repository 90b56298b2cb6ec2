"""The spec's tasks as lists see them: flat, with the heading they stand under, sorted, in runs, counted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from speechgen.chinese.blanks import BLANK
from speechgen.render.lines import is_counted, walk
from speechgen.render.placing import MARKS, NOBODY, PartyView, Placed, proposed, view_party
from speechgen.render.states import UNTRACKED, StateView
from speechgen.spec.model import Due, Quantity, Section, Spec, TaskItem, Words
from speechgen.templating.filters import is_redacted, quantity

_PLACE = {role: place for place, role in enumerate(MARKS)}
PERIODS = {"一季度": 1, "二季度": 2, "三季度": 3, "四季度": 4, "上半年": 2, "下半年": 4}
"""Periods of targets, with the quarter by whose end each is over."""


@dataclass(frozen=True, slots=True)
class DueView:
    text: str
    date: datetime.date | None
    suggested: bool

    def __str__(self) -> str:
        return self.text + proposed(self.suggested)


@dataclass(frozen=True, slots=True)
class TargetView:
    name: str
    op: str
    value: str
    unit: str
    suggested: bool
    period: str = ""
    """The quarter or half-year that the text sets for it, "" where it says none."""

    @property
    def quarter(self) -> int:
        """The quarter by whose end it is to be reached, 1 to 4; 0 where its period is none of the year's."""
        return PERIODS.get(self.period, 0)

    def __str__(self) -> str:
        return quantity(self) + proposed(self.suggested)


@dataclass(frozen=True, slots=True)
class ProjectView:
    name: str
    stage: str
    """前期 | 开工 | 续建 | 建成, "" where the text says none."""

    def __str__(self) -> str:
        return self.name + (f"（{self.stage}）" if self.stage else "")


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with what a list says of it."""

    number: int
    """Its place in the speech, from 1, over the whole list."""
    id: str
    text: str
    head: str
    """The run-in heading it stands under, where its category is a higher one; "" else, and "" behind its first task."""
    category: str
    """Number and title of the nearest heading that is no run-in one."""
    role: str
    """Of its part of the speech: review, plan …"""
    parties: tuple[PartyView, ...]
    """All who answer for it; the lead first."""
    leads: tuple[PartyView, ...]
    others: tuple[PartyView, ...]
    due: tuple[DueView, ...]
    targets: tuple[TargetView, ...]
    limits: tuple[str, ...]
    """Time limits in words that give no date: 会后3个工作日内."""
    rhythms: tuple[str, ...]
    mechanisms: tuple[str, ...]
    projects: tuple[ProjectView, ...]
    policies: tuple[str, ...]
    strengths: tuple[str, ...]
    placed: Placed = NOBODY
    """The parties by the columns of the list, which `find_tasks` does not know."""
    state: StateView = UNTRACKED
    """Where it stands by the ledger; as `UNTRACKED` where none was asked."""

    @property
    def last_day(self) -> datetime.date | None:
        """The first of its time limits that has a date: the day to ask about it."""
        return min((d.date for d in self.due if d.date), default=None)

    @property
    def last_due(self) -> datetime.date | None:
        """The last of its time limits that has a date: the day by which all of it is to be done."""
        return max((d.date for d in self.due if d.date), default=None)


@dataclass(frozen=True, slots=True)
class Run:
    """Tasks in a row that share a category."""

    category: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What the notes under a list say; each a number of tasks."""

    tasks: int
    without_party: int
    without_lead: int
    """It has parties, and none of them leads."""
    without_due: int
    suggested: int
    redacted: int
    unsettled: int
    """It has blanks that a draft has left."""
    without_leader: int
    """The list has a column of leaders, and the task names none."""
    marked: int
    """In the column of units a role is printed behind a name."""
    first_leads: bool
    """Wherever a task has several parties, exactly the first of them leads."""
    unshown: int
    """Targets that the words of their task do not hold: a list without a column of targets does not show them."""


def task_items(spec: Spec) -> Iterator[tuple[TaskItem, tuple[Section, ...]]]:
    """Every task of the spec in reading order, with the sections it stands in, outermost first."""
    yield from ((i, ()) for i in spec.preamble if isinstance(i, TaskItem))
    for above, section in walk(spec.sections):
        yield from ((i, (*above, section)) for i in section.content if isinstance(i, TaskItem))
    yield from ((i, ()) for i in spec.closing if isinstance(i, TaskItem))


def find_tasks(spec: Spec, states: Mapping[str, StateView] = MappingProxyType({})) -> tuple[TaskView, ...]:
    """Every task of the spec in reading order, from whatever part it comes; `states` say by id where each stands."""
    tasks: list[TaskView] = []
    last: Section | None = None
    for number, (item, path) in enumerate(task_items(spec), 1):
        inner = path[-1] if path else None
        task = _view(number, item, path, first=inner is not last)
        tasks.append(replace(task, state=states[item.id]) if item.id in states else task)
        last = inner
    return tuple(tasks)


def _view(number: int, item: TaskItem, path: tuple[Section, ...], first: bool) -> TaskView:
    heading = _category(path)
    run_in = path[-1] if path and path[-1] is not heading and first else None
    parties = tuple(sorted(map(view_party, item.parties), key=lambda p: _PLACE[p.role]))
    return TaskView(
        number=number,
        id=item.id,
        text=item.task,
        head=f"{run_in.title}{run_in.ending}" if run_in else "",
        category=f"{heading.number}{heading.title}" if heading else "",
        role=(path[0].role or "") if path else "",
        parties=parties,
        leads=tuple(p for p in parties if p.role == "lead"),
        others=tuple(p for p in parties if p.role != "lead"),
        due=tuple(_due(d) for d in item.due),
        targets=tuple(view_target(t) for t in item.targets),
        limits=_texts(item.limits),
        rhythms=_texts(item.rhythms),
        mechanisms=_texts(item.mechanisms),
        projects=tuple(ProjectView(p.name, p.stage) for p in item.projects),
        policies=_texts(item.policies),
        strengths=tuple(dict.fromkeys(_texts(item.strengths))),
    )


def _texts(words: Iterable[Words]) -> tuple[str, ...]:
    return tuple([w.text for w in words])


def _due(due: Due) -> DueView:
    return DueView(due.text, due.date, due.suggested)


def view_target(target: Quantity) -> TargetView:
    """A target, or a figure of the year before, as a list shows it."""
    return TargetView(target.name, target.op, target.value, target.unit, target.suggested, target.period)


def _category(path: tuple[Section, ...]) -> Section | None:
    """The nearest heading with a number (not 一是, 一要) or a line of its own; else the nearest with a title."""
    titled = [s for s in path if s.title]
    own = [s for s in titled if is_counted(s) or not (s.joined or s.ending)]
    return next(reversed(own or titled), None)


def runs(tasks: Iterable[TaskView]) -> tuple[Run, ...]:
    """Tasks by category, as long as it stays the same."""
    return tuple(Run(category, tuple(group)) for category, group in groupby(tasks, key=lambda t: t.category))


def by_due(tasks: Iterable[TaskView]) -> tuple[TaskView, ...]:
    """By the first date a task has, then by unit, then as in the speech; tasks without a date, or a unit, last."""
    return tuple(sorted(tasks, key=_urgency))


def _urgency(task: TaskView) -> tuple[datetime.date, bool, str, int]:
    unit = task.parties[0].name if task.parties else ""
    return task.last_day or datetime.date.max, not unit, unit, task.number


def count(tasks: Iterable[TaskView]) -> Count:
    """The numbers for the notes."""
    tasks = tuple(tasks)
    several = [t for t in tasks if len(t.parties) > 1]
    return Count(
        tasks=len(tasks),
        without_party=sum(not t.parties for t in tasks),
        without_lead=sum(bool(t.placed.duty or t.placed.support) and not t.placed.lead for t in tasks),
        without_due=sum(not (t.due or t.limits) for t in tasks),
        suggested=sum(_has_proposal(t) for t in tasks),
        redacted=sum(is_redacted(_shown(t)) for t in tasks),
        unsettled=sum(bool(BLANK.search(_shown(t))) for t in tasks),
        without_leader=sum(not t.placed.leader for t in tasks),
        marked=sum(any(p.mark for p in t.placed.duty) for t in tasks),
        first_leads=bool(several) and all(len(t.leads) == 1 for t in several),
        unshown=sum(target.value not in t.text for t in tasks for target in t.targets),
    )


def _has_proposal(task: TaskView) -> bool:
    parties, due = any(p.suggested for p in task.parties), any(d.suggested for d in task.due)
    return parties or due or any(t.suggested for t in task.targets)


def _shown(task: TaskView) -> str:
    return " ".join((task.text, *(d.text for d in task.due), *(t.value for t in task.targets)))
