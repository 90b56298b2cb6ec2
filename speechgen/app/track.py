"""`track`: entries into the ledger of a spec, and where its tasks stand."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.clock import find_moment, find_today
from speechgen.app.ledger import add_events, ledger_diagnostics, ledger_place
from speechgen.app.lights import find_kind, load_regime
from speechgen.app.specs import read_spec
from speechgen.diagnostics import Diagnostic, Problem, nearest, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.chinese.periods import Period
    from speechgen.spec.model import Spec, TaskItem
    from speechgen.tracking import Event, Figure, Ledger, TaskState

SHOWN_TASKS = 3
"""How many tasks are named where the one that was meant is not known."""


@dataclass(frozen=True)
class Entry:
    """What somebody wants recorded, as given on the command line."""

    kind: str
    tasks: Sequence[str]
    date: str = ""
    who: str = ""
    text: str = ""
    figures: Sequence[str] = ()
    evidence: Sequence[str] = ()
    due: str = ""
    light: str = ""
    event: str = ""


@dataclass(frozen=True)
class Recorded:
    """What was recorded, where, and the status of each task before and after."""

    path: str
    events: tuple[Event, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def record(name: str, entry: Entry, env: Mapping[str, str]) -> Recorded:
    """Add an entry to the ledger of a spec, one event a task.

    Problem: a task that is not in the spec (with the nearest ones), a day or figure that cannot be read, something that
    the entry lacks, an event that is not possible in the status of its task.
    """
    from speechgen.tracking import replay

    spec, path = read_spec(name), ledger_place(name)
    today = find_today(env)
    wanted = [make_event(entry, task, spec, today, name) for task in find_tasks(entry.tasks, spec, name)]
    seen: list[Ledger] = []

    def check(ledger: Ledger, events: Sequence[Event]) -> None:
        seen.append(ledger)
        for event in events if entry.kind == "withdrawn" else ():
            check_withdrawal(ledger.events, event, path)
        refuse_impossible(ledger.events, events, spec, path)

    added = add_events(path, find_moment(env), lambda _: wanted, check)
    before, after = replay(seen[0].events, spec), replay((*seen[0].events, *added), spec)
    found = (*ledger_diagnostics(seen[0], path), *check_figures(added, spec, name))
    ids = [event.task for event in added]
    return Recorded(str(path), added, _statuses(before.states, ids), _statuses(after.states, ids), tuple(found))


def _statuses(states: Mapping[str, TaskState], ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(states[id].status for id in ids)


def make_event(entry: Entry, task: TaskItem, spec: Spec, today: date, name: str) -> Event:
    """The event that an entry means for one task. Problem as `record`."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from speechgen.tracking import Event, event_id, missing_parts

    day = read_day(entry.date, "--date") if entry.date else today
    if day > today:
        raise problem("tracking.future", day=day, today=today)
    event = Event(
        entry.kind,
        task.id,
        day,
        datetime.min.replace(tzinfo=UTC),  # stamped when it is written
        who=entry.who.strip(),
        text=entry.text.strip(),
        figures=tuple(read_figure(text) for text in entry.figures),
        evidence=tuple(text.strip() for text in entry.evidence if text.strip()),
        due=read_day(entry.due, "--due") if entry.due else None,
        light=entry.light.strip(),
        event=entry.event.strip(),
    )
    for part in missing_parts(event):
        raise problem(f"tracking.needs-{part}", Where(name))
    if event.light:
        event = replace(event, light=find_kind(event.light, load_regime(Path.cwd())).name)
    return replace(event, id=event_id(event, secrets.token_hex(8)))


def read_day(text: str, option: str) -> date:
    """A day as people write it: 2026-03-25, 2026/3/25, 2026年3月25日. Problem for anything else."""
    from speechgen.chinese.periods import find_day

    day = find_day(text)
    if day is None:
        raise problem("tracking.bad-day", given=text, option=option)
    return day


def read_period(text: str) -> Period:
    """A month, quarter, week or year as people write it. Problem for anything else."""
    from speechgen.chinese.periods import find_period

    period = find_period(text)
    if period is None:
        raise problem("tracking.bad-period", given=text)
    return period


def read_figure(text: str) -> Figure:
    """A figure as it is given: 新建公厕=5座. Problem where there is no name, no = or no number."""
    from speechgen.tracking.figures import find_figure

    figure = find_figure(text)
    if figure is None:
        raise problem("tracking.bad-figure", given=text)
    return figure


def find_tasks(wanted: Sequence[str], spec: Spec, name: str) -> list[TaskItem]:
    """The tasks of these ids, each once. Problem for an id that the spec has not, with the tasks that may be meant."""
    from speechgen.spec.text import tasks_by_id

    tasks = tasks_by_id(spec)
    unknown = [id for id in wanted if id not in tasks]
    if unknown:
        raise Problem(*(_unknown_task(id, tasks, name) for id in unknown))
    return [tasks[id] for id in dict.fromkeys(wanted)]


def _unknown_task(wanted: str, tasks: Mapping[str, TaskItem], name: str) -> Diagnostic:
    """What to tell of an id that is none: the ids that look like it, or the tasks in whose words it stands."""
    from difflib import get_close_matches

    by_words = [task.id for task in tasks.values() if len(wanted) > 1 and wanted in task.task]
    near = by_words or get_close_matches(wanted, tasks, SHOWN_TASKS, 0.5) or [nearest(wanted, tasks)]
    lines = "；".join(f"{id} {short(tasks[id].task)}" for id in near[:SHOWN_TASKS] if id in tasks)
    code = "tracking.unknown-task" if lines else "tracking.no-ids"
    return Diagnostic(code, "error", Where(name), {"given": wanted, "near": lines})


def short(text: str, limit: int = 30) -> str:
    """The beginning of a text."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def refuse_impossible(old: Sequence[Event], new: Sequence[Event], spec: Spec, path: Path) -> None:
    """Problem where new events cannot happen, or make older ones impossible."""
    from speechgen.tracking import refusals, replay, status_before

    refused = refusals(old, new, spec)
    if not refused:
        return
    states = replay((*old, *new), spec).states
    fresh = {event.id for event in new}
    found = []
    for event in refused:
        status = status_before(states[event.task], event)
        code = "tracking.makes-impossible"
        if event.id in fresh:
            code = "tracking.no-extension" if leads_back(event, status) else "tracking.impossible"
        found.append(Diagnostic(code, "error", Where(str(path)), impossible_data(event, status, states[event.task])))
    raise Problem(*found, fatal=False)


def leads_back(event: Event, status: str) -> bool:
    """Whether an event is refused not for the status of its task, but as an extension that extends nothing."""
    from speechgen.tracking import kinds

    return event.kind == "extended" and status in kinds()["extended"].follows


def impossible_data(event: Event, status: str, state: TaskState) -> dict[str, object]:
    """What the message of an event that cannot happen needs, words in both languages."""
    from speechgen.tracking import kinds, statuses

    allowed = [statuses()[name] for name in kinds()[event.kind].follows]
    return {
        "task": event.task,
        "date": event.date,
        "due": state.due,
        "kind": kinds()[event.kind].words,
        "status": statuses()[status],
        "allowed": {"zh": "、".join(w["zh"] for w in allowed), "en": ", ".join(w["en"] for w in allowed)},
    }


def check_withdrawal(events: Sequence[Event], wanted: Event, path: Path) -> None:
    """Problem where the entry to be withdrawn is not there, belongs to another task, or is itself a withdrawal."""
    found = next((event for event in events if event.id == wanted.event), None)
    if found is None or found.task != wanted.task or found.kind == "withdrawn":
        near = nearest(wanted.event, [e.id for e in events if e.task == wanted.task and e.kind != "withdrawn"])
        raise problem("tracking.no-such-entry", Where(str(path)), given=wanted.event, task=wanted.task, near=near)


def check_figures(events: Sequence[Event], spec: Spec, name: str) -> list[Diagnostic]:
    """A warning for each figure that measures none of the targets of its task, or measures one in another unit."""
    from speechgen.spec.text import tasks_by_id
    from speechgen.tracking.figures import find_target

    tasks = tasks_by_id(spec)
    found = []
    for event in events:
        targets = tasks[event.task].targets
        for figure in event.figures:
            target = find_target(figure, targets)
            data = {"task": event.task, "figure": figure.name, "unit": figure.unit}
            if target is None and targets:
                names = "、".join(dict.fromkeys(t.name for t in targets))
                found.append(Diagnostic("tracking.no-such-target", "warning", Where(name), {**data, "names": names}))
            elif target and figure.unit not in ("", target.unit):
                found.append(Diagnostic("tracking.other-unit", "warning", Where(name), {**data, "wanted": target.unit}))
    return found
