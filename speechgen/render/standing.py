"""The tasks of a document counted by where they stand: in all, by unit, by status, by light."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from speechgen.chinese.periods import Period
from speechgen.render.groups import party_key, usual_name
from speechgen.render.states import StateView
from speechgen.render.tasks import TaskView


@dataclass(frozen=True, slots=True)
class Stand:
    """Tasks counted by where they stand; `name` says which tasks."""

    name: str
    tasks: tuple[TaskView, ...]

    def _some(self, wanted: Callable[[StateView], bool]) -> tuple[TaskView, ...]:
        return tuple(task for task in self.tasks if wanted(task.state))

    @property
    def total(self) -> int:
        """All of them but those that were dropped."""
        return len(self.tasks) - len(self.dropped)

    @property
    def done(self) -> tuple[TaskView, ...]:
        """办结, struck off or not."""
        return self._some(lambda state: state.is_done)

    @property
    def closed(self) -> tuple[TaskView, ...]:
        """已销号."""
        return self._some(lambda state: state.key == "closed")

    @property
    def dropped(self) -> tuple[TaskView, ...]:
        """已取消."""
        return self._some(lambda state: state.key == "dropped")

    @property
    def running(self) -> tuple[TaskView, ...]:
        """Open, and not overdue."""
        return self._some(lambda state: state.is_open and not state.overdue)

    @property
    def unassigned(self) -> tuple[TaskView, ...]:
        """Open, not overdue, and given to nobody yet."""
        return tuple(task for task in self.running if task.state.key == "new")

    @property
    def overdue(self) -> tuple[TaskView, ...]:
        """Open, and the last day has passed."""
        return self._some(lambda state: state.overdue)

    @property
    def silent(self) -> tuple[TaskView, ...]:
        """Open, and nobody has reported on them."""
        return self._some(lambda state: state.is_open and not state.reports)

    @property
    def share(self) -> str:
        """Of all, those done, in per cent with one decimal at most: 27.3; "" where there are none."""
        if not self.total:
            return ""
        return f"{100 * len(self.done) / self.total:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Standing:
    """All tasks of a document with where they stand, on which day, for which period."""

    day: datetime.date | None = None
    """None without a ledger."""
    period: Period | None = None
    all: Stand = field(default_factory=lambda: Stand("", ()))
    units: tuple[Stand, ...] = ()
    """By the party that answers first (the lead; without one, the first named); those that name nobody last."""
    months: tuple[Stand, ...] = ()
    """By the month in which the last day that holds falls; those without a day last."""
    statuses: tuple[Stand, ...] = ()
    """By status, in the order of a task's life; only those that occur."""
    lights: tuple[Stand, ...] = ()
    """By light, the gravest first; only of tasks that have one."""

    @property
    def due(self) -> tuple[TaskView, ...]:
        """Open tasks that a check in the period is about: one of their time limits falls into it, or has passed."""
        return tuple(t for t in self.all.tasks if t.state.is_open and (t.state.overdue or self._reaches(t)))

    def _reaches(self, task: TaskView) -> bool:
        days = [*(limit.date for limit in task.due), task.state.due]
        return self.period is not None and any(day in self.period for day in days)

    @property
    def done_in_period(self) -> tuple[TaskView, ...]:
        """Tasks that were done in the period."""
        return tuple(t for t in self.all.done if self.period is not None and t.state.done_on in self.period)


NOBODY = "责任单位待明确"
NO_DAY = "没有写明具体日期"
ORDER = ("new", "assigned", "underway", "done", "closed", "dropped")


def find_standing(
    tasks: Sequence[TaskView],
    day: datetime.date | None = None,
    period: Period | None = None,
    lights: Sequence[str] = (),
) -> Standing:
    """The tasks counted: in all, by unit, by status, by light; `lights` are all that there are, the gravest first."""
    by_status = sorted(_grouped(tasks, lambda t: t.state.status), key=lambda g: _place(g.tasks[0].state.key))
    by_light = [group for group in _grouped(tasks, lambda t: t.state.light) if group.name]
    return Standing(
        day=day,
        period=period,
        all=Stand("", tuple(tasks)),
        units=tuple(_units(tasks)),
        months=tuple(_months(tasks)),
        statuses=tuple(by_status),
        lights=tuple(sorted(by_light, key=lambda g: lights.index(g.name) if g.name in lights else len(lights))),
    )


def _place(status: str) -> int:
    return ORDER.index(status) if status in ORDER else len(ORDER)


def _first_unit(task: TaskView) -> str:
    return party_key(task.parties[0]) if task.parties else NOBODY


def _units(tasks: Sequence[TaskView]) -> Iterable[Stand]:
    """By the party that answers first, under the name by which it goes mostly; tasks of nobody last."""
    names: dict[str, Counter[str]] = {}
    for task in tasks:
        names.setdefault(_first_unit(task), Counter())[task.parties[0].name if task.parties else NOBODY] += 1
    groups = sorted(_grouped(tasks, _first_unit), key=lambda group: group.name == NOBODY)
    return (Stand(usual_name(names[group.name]), group.tasks) for group in groups)


def _months(tasks: Sequence[TaskView]) -> Iterable[Stand]:
    """By the month of the last day that holds: 2026年3月; tasks without a day last."""
    dated = {task.id or str(task.number): task.state.due or task.last_due for task in tasks}

    def day(task: TaskView) -> datetime.date:
        return dated[task.id or str(task.number)] or datetime.date.max

    ordered = sorted(tasks, key=lambda task: (day(task), task.number))
    return _grouped(ordered, lambda t: NO_DAY if day(t) == datetime.date.max else f"{day(t).year}年{day(t).month}月")


def _grouped(tasks: Iterable[TaskView], name: Callable[[TaskView], str]) -> list[Stand]:
    groups: dict[str, list[TaskView]] = {}
    for task in tasks:
        groups.setdefault(name(task), []).append(task)
    return [Stand(key, tuple(members)) for key, members in groups.items()]
