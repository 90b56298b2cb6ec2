"""How many tasks each unit and leader has, in which role, and how many fall due when; totals count each task once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from speechgen.render.groups import group_tasks, party_key, role_of, usual_name
from speechgen.render.placing import PartyView
from speechgen.render.tasks import TaskView


@dataclass(frozen=True, slots=True)
class Tally:
    """One line of a summary; each a number of tasks."""

    name: str
    lead: int
    duty: int
    support: int
    all: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """A summary of the tasks."""

    units: tuple[Tally, ...]
    leaders: tuple[Tally, ...]
    total: Tally
    """Over all parties, each task once in each column: no sum of the lines above, which share tasks."""
    quarters: tuple[Tally, ...]
    """Only `all` is counted."""


def tally_tasks(tasks: Sequence[TaskView]) -> Tallies:
    """The summary: units and leaders as the text first names them."""
    return Tallies(
        units=_by_party(tasks, lambda party: not party.leader),
        leaders=_by_party(tasks, lambda party: party.leader),
        total=_total("合计", tasks),
        quarters=tuple(Tally(g.name, 0, 0, 0, len(g.rows)) for g in group_tasks(tasks, "quarter")),
    )


def _by_party(tasks: Iterable[TaskView], wanted: Callable[[PartyView], bool]) -> tuple[Tally, ...]:
    roles: dict[str, Counter[str]] = {}
    names: dict[str, Counter[str]] = {}
    for task in tasks:
        for key in dict.fromkeys(party_key(p) for p in task.parties if wanted(p)):
            roles.setdefault(key, Counter())[role_of(task, key)] += 1
        for party in filter(wanted, task.parties):
            names.setdefault(party_key(party), Counter())[party.name] += 1
    return tuple(
        Tally(usual_name(names[key]), found["lead"], found["duty"], found["support"], found.total())
        for key, found in roles.items()
    )


def _total(name: str, tasks: Sequence[TaskView]) -> Tally:
    """In each role the tasks that have anybody in it; in all, every task."""
    having = Counter(role for task in tasks for role in {party.role for party in task.parties})
    return Tally(name, having["lead"], having["duty"], having["support"], len(tasks))
