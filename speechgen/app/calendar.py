"""`calendar`: the time limits of a spec's open tasks and its reporting days, as a file for calendar programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from speechgen.app.clock import find_moment, find_today
from speechgen.app.files import write_outputs
from speechgen.app.ledger import ledger_diagnostics, ledger_place, load_ledger
from speechgen.app.lights import load_calendar
from speechgen.app.specs import read_spec
from speechgen.app.standing import answers, check_replayed
from speechgen.app.suggest import load_units
from speechgen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from speechgen.spec.model import Spec
    from speechgen.tracking import Calendar, Rhythm, TaskState

SUFFIX = ".ics"


@dataclass(frozen=True)
class MadeCalendar:
    """The file, how many days stand in it, and how many open tasks have no day."""

    path: str
    entries: int
    without: int
    diagnostics: tuple[Diagnostic, ...]


def make_calendar(
    name: str, env: Mapping[str, str], *, output: str = "", unit: str = "", remind: int = 7
) -> MadeCalendar:
    """Write the calendar of a spec as its ledger stands today, of one `unit` or of all.

    Without `output` it lies beside the spec. Problem: the spec, the ledger or the path is wrong.
    """
    from speechgen.tracking import replay
    from speechgen.tracking.deadlines import due_entries, reporting_entries, write_calendar

    spec, place = read_spec(name), ledger_place(name)
    ledger, today, here = load_ledger(place), find_today(env), Path.cwd()
    replayed = replay(ledger.events, spec)
    registry = load_units(here) if unit else None
    states = [
        state
        for state in replayed.states.values()
        if state.is_open and (registry is None or answers(state.task, unit, registry))
    ]
    rhythms = group_rhythms(states, load_calendar(spec, today, here))
    entries = [*due_entries(states), *reporting_entries(rhythms, today, _end(spec, today))]
    path = Path(output) if output else Path(name).with_suffix(SUFFIX)
    title = f"{spec.title or PurePath(name).stem}完成时限"
    data = write_calendar(entries, title, PurePath(name).stem, find_moment(env), remind)
    write_outputs({path: data}, inputs=(name, str(place)))
    without = sum(state.due is None for state in states)
    found = (*ledger_diagnostics(ledger, place), *check_replayed(replayed, spec, place, name))
    return MadeCalendar(str(path), len(entries), without, found)


def group_rhythms(states: list[TaskState], calendar: Calendar) -> list[tuple[Rhythm, tuple[TaskState, ...]]]:
    """The reporting days that hold for these tasks, each with its tasks."""
    from speechgen.tracking import find_reporting

    groups: dict[Rhythm, list[TaskState]] = {}
    for state in states:
        rhythm = find_reporting(state, calendar)
        if rhythm:
            groups.setdefault(rhythm, []).append(state)
    return [(rhythm, tuple(members)) for rhythm, members in groups.items()]


def _end(spec: Spec, today: date) -> date:
    """The last day that reporting days are entered for: that of the plan year, of this year where none is given."""
    return date(max(spec.year or today.year, today.year), 12, 31)
