"""Where tasks stand, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from speechgen.cli.screen import Screen
from speechgen.cli.table import table
from speechgen.cli.width import safe

if TYPE_CHECKING:
    from speechgen.app.standing import Standing
    from speechgen.tracking import Event, Light, TargetProgress, TaskState

PIPED = 120
"""Columns of a line that goes into a file or another program."""

HEAD = ("id", "status", "light", "due", "reported", "next", "task")


def print_standing(screen: Screen, standing: Standing, *, whole: bool) -> None:
    """One line a task; with `whole` also all that happened to it."""
    if not standing.states:
        screen.print(screen.words("track-none"))
        return
    if whole:
        for state in standing.states:
            for line in history_lines(screen, standing, state):
                screen.print(safe(line))
        return
    head = [
        screen.words(f"cli.track-head-{name}") for name in ("id", "status", "light", "due", "reported", "next", "task")
    ]
    rows = [row(screen, standing, state) for state in standing.states]
    for line in table(head, rows, screen.width if screen.out.isatty() else PIPED):
        screen.print(line)


def row(screen: Screen, standing: Standing, state: TaskState) -> list[str]:
    """The cells of a task's line."""
    return [
        state.id,
        status_words(screen, state),
        light_words(screen, standing, state),
        due_words(screen, standing, state),
        state.last_report.date.isoformat() if state.last_report else "",
        day.isoformat() if (day := standing.reporting[state.id]) else "",
        state.task.task,
    ]


def status_words(screen: Screen, state: TaskState) -> str:
    """The status in the user's language."""
    from speechgen.tracking import statuses

    return statuses()[state.status][screen.language]


def light_words(screen: Screen, standing: Standing, state: TaskState) -> str:
    """The light in the user's language; one set by hand is marked."""
    light = standing.lights[state.id]
    if light is None:
        return ""
    word = light.kind.words[screen.language]
    return screen.words("track-by-hand", light=word) if light.by_hand else word


def light_line(screen: Screen, standing: Standing, state: TaskState) -> str:
    """The light with its reason, and who set it where a person did; "" where there is none."""
    light = standing.lights[state.id]
    if light is None:
        return ""
    word, why = light.kind.words[screen.language], light.why[screen.language]
    if light.by_hand:
        who = light.by_hand.who or screen.words("track-unknown")
        return screen.words("track-light-by-hand", light=word, why=why, who=who, date=light.by_hand.date)
    return screen.words("track-light-why", light=word, why=why)


def due_words(screen: Screen, standing: Standing, state: TaskState) -> str:
    """The time limit to look at next, and whether it was extended to; 待明确 where there is none."""
    day = state.next_due(standing.on)
    if day is None:
        return state.task.due[-1].text if state.task.due else screen.words("track-unknown")
    return screen.words("track-extended-due", day=day) if state.of_kind("extended") else day.isoformat()


def history_lines(screen: Screen, standing: Standing, state: TaskState) -> Iterator[str]:
    """A task with its parties and time limits, its light, and each entry on it."""
    from speechgen.tracking import progresses

    parties = "、".join(party.name for party in state.task.parties) or screen.words("track-unknown")
    yield f"{state.id}  {state.task.task}"
    yield "    " + screen.words(
        "track-about", parties=parties, status=status_words(screen, state), due=due_words(screen, standing, state)
    )
    if line := light_line(screen, standing, state):
        yield "    " + line
    progress = progresses()[standing.progress[state.id]][screen.language]
    yield "    " + screen.words("track-progress", progress=progress, urged=len(state.of_kind("urged")))
    for target in standing.targets[state.id]:
        yield "        " + target_line(screen, target)
    if day := standing.reporting[state.id]:
        yield "    " + screen.words("track-next-report", day=day)
    if state.of_kind("extended"):
        yield "    " + screen.words("track-first-due", day=state.first_due or screen.words("track-unknown"))
    for event in sorted((*state.events, *state.refused, *state.withdrawn), key=lambda e: e.order):
        mark = "refused" if event in state.refused else "withdrawn" if event in state.withdrawn else ""
        yield "    " + event_line(screen, event, mark)
    if not (state.events or state.refused or state.withdrawn):
        yield "    " + screen.words("track-no-entries")


def target_line(screen: Screen, target: TargetProgress) -> str:
    """A target with its period, its latest figure with the day, and how far that is."""
    from speechgen.tracking import figureless, progresses
    from speechgen.tracking.forms import target_words

    wanted, figure = target.target, target.figure
    period = f"{wanted.period} " if wanted.period else ""
    words = {**progresses(), **figureless()}
    progress = words[target.progress][screen.language] if target.progress else screen.words("track-proposed")
    name = f"{period}{wanted.name}{target_words(wanted)}"
    if figure is None:
        return screen.words("track-target", target=name, progress=progress)
    reached = f"{figure.value}{figure.unit or wanted.unit}"
    return screen.words("track-target-figure", target=name, figure=reached, day=target.date, progress=progress)


def event_line(screen: Screen, event: Event, mark: str) -> str:
    """An entry in one line: day, kind, who, words, figures, evidence, id."""
    from speechgen.tracking import kinds

    figures = "、".join(f"{f.name}={f.value}{f.unit}" for f in event.figures)
    parts = [
        event.date.isoformat(),
        kinds()[event.kind].words[screen.language],
        f"→ {event.due}" if event.due else "",
        event.light,
        event.who,
        event.text,
        figures,
        "、".join(event.evidence),
        f"[{event.id}]",
        screen.words(f"cli.track-entry-{mark}") if mark else "",
    ]
    return "  ".join(part for part in parts if part).replace("\n", " ")


def standing_data(screen: Screen, standing: Standing) -> dict[str, Any]:
    """The same for machines, with every entry."""
    from speechgen.cli.report import as_data

    return {
        "ledger": standing.path,
        "on": standing.on.isoformat(),
        "tasks": [state_data(state, standing) for state in standing.states],
        "diagnostics": [as_data(d, screen.language) for d in standing.diagnostics],
    }


def light_data(light: Light | None) -> dict[str, Any] | None:
    """A light for machines."""
    if light is None:
        return None
    return {
        "name": light.kind.name,
        "words": dict(light.kind.words),
        "tone": light.kind.tone,
        "why": dict(light.why),
        "by_hand": light.by_hand.id if light.by_hand else None,
    }


def target_data(target: TargetProgress) -> dict[str, Any]:
    """A target for machines."""
    wanted, figure = target.target, target.figure
    return {
        "name": wanted.name,
        "period": wanted.period,
        "op": wanted.op,
        "value": wanted.value,
        "unit": wanted.unit,
        "figure": figure.value if figure else None,
        "date": target.date,
        "progress": target.progress or None,
    }


def state_data(state: TaskState, standing: Standing) -> dict[str, Any]:
    """A task for machines."""
    from speechgen.tracking.events import event_data

    return {
        "id": state.id,
        "task": state.task.task,
        "parties": [party.name for party in state.task.parties],
        "status": state.status,
        "light": light_data(standing.lights[state.id]),
        "progress": standing.progress[state.id],
        "next_report": standing.reporting[state.id],
        "due": state.due,
        "first_due": state.first_due,
        "next_due": state.next_due(standing.on),
        "last_report": state.last_report.date if state.last_report else None,
        "urged": len(state.of_kind("urged")),
        "unanswered": state.unanswered,
        "done_on": state.done_on,
        "closed_on": state.closed_on,
        "figures": [
            {"name": f.name, "value": f.value, "unit": f.unit, "date": event.date}
            for f, event in state.figures().values()
        ],
        "targets": [target_data(target) for target in standing.targets[state.id]],
        "events": [event_data(event) for event in state.events],
        "refused": [event_data(event) for event in state.refused],
        "withdrawn": [event_data(event) for event in state.withdrawn],
    }
