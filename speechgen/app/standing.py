"""Where the tasks of a spec stand on a day: what `track show` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.clock import find_today
from speechgen.app.ledger import ledger_diagnostics, ledger_place, load_ledger
from speechgen.app.lights import find_kind, load_calendar, load_regime
from speechgen.app.specs import read_spec
from speechgen.app.suggest import load_units
from speechgen.app.track import find_tasks, impossible_data, leads_back, read_day
from speechgen.diagnostics import Diagnostic
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.spec.model import Spec, TaskItem
    from speechgen.tracking import Calendar, Light, Regime, Replayed, TargetProgress, TaskState
    from speechgen.units import Registry


AHEAD = 100
"""Days to a time limit beyond which it does not matter how many of them are worked."""


@dataclass(frozen=True)
class Standing:
    """The tasks asked for with where they stand on a day, and what is wrong with the ledger."""

    path: str
    on: date
    states: tuple[TaskState, ...]
    diagnostics: tuple[Diagnostic, ...]
    lights: Mapping[str, Light | None]
    """The light of each task by its id; None where it has none."""
    progress: Mapping[str, str]
    reporting: Mapping[str, date | None]
    """The next reporting day of each task by its id."""
    targets: Mapping[str, Sequence[TargetProgress]]
    """The targets of each task by its id, each with its latest figure and how far that is."""


def find_standing(
    name: str,
    env: Mapping[str, str],
    *,
    on: str = "",
    tasks: Sequence[str] = (),
    unit: str = "",
    statuses: Sequence[str] = (),
    light: str = "",
) -> Standing:
    """The state of a spec's tasks on a day (default: today), of all or of those asked for.

    Problem: the spec, the ledger or office.yaml cannot be read; a day, an id or a light that is none.
    """
    from speechgen.tracking import find_facts, find_light, find_reporting, replay, target_progresses

    spec, path = read_spec(name), ledger_place(name)
    day = read_day(on, "--on") if on else find_today(env)
    ledger = load_ledger(path)
    replayed = replay(ledger.events, spec, day)
    wanted = [task.id for task in find_tasks(tasks, spec, name)] if tasks else list(replayed.states)
    units = load_units(Path.cwd()) if unit else None
    regime, calendar = load_regime(Path.cwd()), load_calendar(spec, day, Path.cwd())
    asked = find_kind(light, regime) if light else None
    facts = {id: find_facts(replayed.states[id], calendar) for id in wanted}
    lights = {id: find_light(replayed.states[id], facts[id], regime) for id in wanted}
    states = tuple(
        state
        for state in map(replayed.states.__getitem__, wanted)
        if (units is None or answers(state.task, unit, units)) and (not statuses or state.status in statuses)
        if asked is None or _name_of(lights[state.id]) == asked.name
    )
    found = [*ledger_diagnostics(ledger, path), *check_replayed(replayed, spec, path, name)]
    found += check_calendar(replayed.states.values(), calendar, regime)
    rhythms = {id: find_reporting(replayed.states[id], calendar) for id in wanted}
    return Standing(
        str(path),
        day,
        states,
        tuple(found),
        lights,
        {id: facts[id]["progress"] for id in wanted},
        {id: rhythm.next(day) if rhythm and facts[id]["open"] else None for id, rhythm in rhythms.items()},
        {id: tuple(target_progresses(replayed.states[id], day, spec.year)) for id in wanted},
    )


def _name_of(light: Light | None) -> str:
    return light.kind.name if light else ""


def check_calendar(states: Iterable[TaskState], calendar: Calendar, regime: Regime) -> list[Diagnostic]:
    """Once for all: the years whose holidays nobody knows, where the lights count working days."""
    if not any("working_days_left" in row.when for row in regime.rows):
        return []
    end = calendar.on + timedelta(days=AHEAD)
    days = [state.due for state in states if state.due and state.is_open and calendar.on <= state.due <= end]
    unknown = sorted({day.year for day in days if not calendar.workdays.is_known(day.year)})
    if not unknown:
        return []
    return [Diagnostic("tracking.no-holidays", "info", data={"years": "、".join(map(str, unknown))})]


def answers(task: TaskItem, unit: str, registry: Registry) -> bool:
    """Whether a unit, under whatever name, is one of the parties of a task."""
    from speechgen.units import find_unit

    found = find_unit(unit, registry)
    wanted = found.name if found else unit
    return any(wanted in (party.name, party.unit or _name(party.name, registry)) for party in task.parties)


def _name(party: str, registry: Registry) -> str:
    from speechgen.units import find_unit

    found = find_unit(party, registry)
    return found.name if found else party


def check_replayed(replayed: Replayed, spec: Spec, path: Path, name: str) -> list[Diagnostic]:
    """What does not fit between a ledger and its spec: entries of no task, entries that cannot have happened, tasks
    that cannot be tracked because they have no id."""
    from speechgen.spec.text import iter_tasks
    from speechgen.tracking import status_before

    found = []
    for id in dict.fromkeys(event.task for event in replayed.strays):
        count = sum(event.task == id for event in replayed.strays)
        found.append(Diagnostic("tracking.stray", "warning", Where(str(path)), {"task": id, "count": count}))
    for event in replayed.refused:
        state = replayed.states[event.task]
        status = status_before(state, event)
        code = "tracking.extends-nothing" if leads_back(event, status) else "tracking.no-effect"
        data = {**impossible_data(event, status, state), "id": event.id}
        found.append(Diagnostic(code, "warning", Where(str(path)), data))
    without = sum(not task.id for _, task in iter_tasks(spec))
    if without:
        found.append(Diagnostic("tracking.without-id", "warning", Where(name), {"count": without}))
    return found
