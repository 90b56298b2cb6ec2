"""The rows of a list in groups: by heading, unit, leader, month or quarter; a row's number, and what heads a group.

By unit and by leader a task stands under each of its parties, so there may be more rows than tasks; a group says how
many tasks its party has and in which role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from speechgen.diagnostics import nearest, problem
from speechgen.render.placing import MARKS, PartyView
from speechgen.render.tasks import Count, TaskView, by_due, count

GROUPINGS = ("section", "unit", "leader", "month", "quarter", "text", "none")
NUMBERINGS = ("through", "group")
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
ROLE_WORDS = {"lead": "牵头", "duty": "责任", "support": "配合"}


@dataclass(frozen=True, slots=True)
class RowView:
    """A task where it stands in a list."""

    number: int
    task: TaskView
    role: str = ""
    """What the group's party does in it: 牵头, 责任, 配合; "" where the group is no party."""


@dataclass(frozen=True, slots=True)
class RowRun:
    """Rows in a row whose tasks share a category."""

    category: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one head."""

    name: str
    """The unit, the leader, the month; the category where the list is grouped by headings."""
    tally: str
    """How many tasks the party has, by role: 共6项：牵头2项、配合4项. "" where the group is no party."""
    rows: tuple[RowView, ...]
    runs: tuple[RowRun, ...]
    leader: bool
    """The party is a leader of the county."""

    @property
    def count(self) -> Count:
        """The numbers for the notes under a list of this group alone."""
        return count(row.task for row in self.rows)


def group_tasks(tasks: Sequence[TaskView], by: str, numbering: str = "through") -> tuple[Group, ...]:
    """The groups of a list in order; Problem `render.unknown-value` for an unknown grouping or numbering."""
    check_value("group", by, GROUPINGS)
    check_value("numbering", numbering, NUMBERINGS)
    found = _BY[by](tasks)
    groups: list[Group] = []
    number = 0
    for name, tally, members in found:
        number = 0 if numbering == "group" else number
        rows = tuple(RowView(number + n, task, _role(task)) for n, task in enumerate(members, 1))
        number += len(rows)
        runs = tuple(RowRun(key, tuple(run)) for key, run in groupby(rows, key=lambda row: row.task.category))
        groups.append(Group(name, tally, rows, runs, _is_leader(rows)))
    return tuple(groups)


def _is_leader(rows: Sequence[RowView]) -> bool:
    return any(p.own and p.leader for row in rows[:1] for p in _everybody(row.task))


def _everybody(task: TaskView) -> tuple[PartyView, ...]:
    """Its parties in the columns of the list."""
    placed = task.placed
    return (*placed.leader, *placed.lead, *placed.duty, *placed.support)


def _role(task: TaskView) -> str:
    """The role of the party that the row is listed for; "" where it is listed for none."""
    return next((ROLE_WORDS[p.role] for p in _everybody(task) if p.own), "")


def check_value(option: str, value: str, known: Sequence[str]) -> None:
    """Problem `render.unknown-value` where an option's value is none of the known ones."""
    if value not in known:
        raise problem(
            "render.unknown-value", option=option, value=value, near=nearest(value, known), names="、".join(known)
        )


_Found = list[tuple[str, str, Sequence[TaskView]]]
"""Name, tally and tasks of each group."""


def _by_section(tasks: Sequence[TaskView]) -> _Found:
    return [(name, "", tuple(run)) for name, run in groupby(tasks, key=lambda t: t.category)]


def _in_order(tasks: Sequence[TaskView]) -> _Found:
    return [("", "", by_due(tasks))]


def _as_written(tasks: Sequence[TaskView]) -> _Found:
    return [("", "", tasks)]


def _by_unit(tasks: Sequence[TaskView]) -> _Found:
    return _by_party(tasks, lambda party: True, "责任单位待明确")


def _by_leader(tasks: Sequence[TaskView]) -> _Found:
    return _by_party(tasks, lambda party: party.leader, "没有写明牵头领导")


def _by_party(tasks: Sequence[TaskView], wanted: Callable[[PartyView], bool], rest: str) -> _Found:
    """Each party with its tasks, as the speech first names them; tasks without such a party last."""
    members: dict[str, list[TaskView]] = {}
    names: dict[str, Counter[str]] = {}
    for task in tasks:
        for party in filter(wanted, task.parties):
            key = party_key(party)
            names.setdefault(key, Counter())[party.name] += 1
            mine = members.setdefault(key, [])
            if not mine or mine[-1] is not task:  # a task may name one party twice
                mine.append(task)
    found: _Found = []
    for key, mine in members.items():
        ordered = sorted(by_due(mine), key=lambda t: list(MARKS).index(role_of(t, key)))
        found.append((usual_name(names[key]), tally(mine, key), [_pointed(t, key) for t in ordered]))
    free = [t for t in tasks if not any(map(wanted, t.parties))]
    return [*found, (rest, f"共{len(free)}项", by_due(free))] if free else found


def party_key(party: PartyView) -> str:
    """What makes two names one party: the unit in the registry and whether it is the county's; else the name."""
    above = re.match("[省市]", party.name)
    return f"{above[0] if above else ''}{party.unit}" if party.unit else party.name


def usual_name(names: Counter[str]) -> str:
    """The name by which a party goes mostly; of several the shortest."""
    return min(names, key=lambda name: (-names[name], len(name)))


def role_of(task: TaskView, key: str) -> str:
    """The first role that a party has in a task."""
    return next(p.role for p in task.parties if party_key(p) == key)


def tally(tasks: Iterable[TaskView], key: str) -> str:
    """A party's tasks, all and by role: 共6项：牵头2项、配合4项."""
    roles = Counter(role_of(task, key) for task in tasks)
    parts = "、".join(f"{ROLE_WORDS[role]}{roles[role]}项" for role in MARKS if roles[role])
    return f"共{roles.total()}项：{parts}"


def _pointed(task: TaskView, key: str) -> TaskView:
    """The task with the group's own party marked in its columns."""
    placed = task.placed
    columns = {
        name: tuple(_own(p, key) for p in getattr(placed, name)) for name in ("leader", "lead", "duty", "support")
    }
    return replace(task, placed=replace(placed, **columns))


def _own(party: PartyView, key: str) -> PartyView:
    return replace(party, own=True) if party_key(party) == key else party


def _by_month(tasks: Sequence[TaskView]) -> _Found:
    return _by_period(tasks, lambda day: f"{day.month}月", "没有写明具体日期")


def _by_quarter(tasks: Sequence[TaskView]) -> _Found:
    return _by_period(tasks, lambda day: QUARTERS[(day.month - 1) // 3], "没有写明具体日期")


def _by_period(tasks: Sequence[TaskView], name: Callable[..., str], rest: str) -> _Found:
    """By the first date of each task; the year is named where there are several. Tasks without a date last."""
    dated = [t for t in by_due(tasks) if t.last_day]
    years = {t.last_day.year for t in dated if t.last_day}

    def head(task: TaskView) -> str:
        day = task.last_day
        return (f"{day.year}年" if len(years) > 1 else "") + name(day) + "到期" if day else ""

    found: _Found = [(key, "", tuple(run)) for key, run in groupby(dated, key=head)]
    free = [t for t in by_due(tasks) if not t.last_day]
    return [*found, (rest, "", free)] if free else found


_BY: dict[str, Callable[[Sequence[TaskView]], _Found]] = {
    "section": _by_section,
    "unit": _by_unit,
    "leader": _by_leader,
    "month": _by_month,
    "quarter": _by_quarter,
    "text": _as_written,
    "none": _in_order,
}
