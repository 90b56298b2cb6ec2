"""Where the tasks of a spec stand by its ledger, in the words that templates print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.clock import find_today
from speechgen.app.ledger import ledger_diagnostics, ledger_place, load_ledger
from speechgen.app.lights import load_calendar, load_regime
from speechgen.app.standing import check_calendar, check_replayed
from speechgen.app.track import read_day, read_period
from speechgen.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from speechgen.render.states import PaceView, ReportView, StateView, Tracked
    from speechgen.spec.model import Spec
    from speechgen.tracking import Event, Figure, Light, TargetProgress, TaskState


@dataclass(frozen=True)
class When:
    """On which day, for which period and by which ledger tasks are looked at; as somebody asked for it, "" for not."""

    on: str = ""
    period: str = ""
    ledger: str = ""


def find_tracked(
    spec: Spec, name: str, env: Mapping[str, str], when: When, needed: bool
) -> tuple[Tracked, tuple[Diagnostic, ...]]:
    """What the ledger of a spec (beside it, or the one asked for) says, and what is wrong with it.

    Nothing where neither anything is asked nor a ledger `needed`. The day is the one asked for, else the last of the
    period where that is over, else today. Problem: a day, a period or a file that
    cannot be read.
    """
    from speechgen.render.states import Tracked
    from speechgen.tracking import find_facts, find_light, progresses, replay, target_progresses

    if not needed and when == When():
        return Tracked(), ()
    about = read_period(when.period) if when.period else None
    today = find_today(env)
    day = read_day(when.on, "--on") if when.on else min(about.last, today) if about else today
    path = Path(when.ledger) if when.ledger else ledger_place(name)
    if when.ledger and not path.exists():
        raise problem("app.no-ledger", path=when.ledger)
    found = load_ledger(path)
    replayed = replay(found.events, spec, day)
    diagnostics = (*ledger_diagnostics(found, path), *check_replayed(replayed, spec, path, name))
    if not path.exists():
        return Tracked(day, about), diagnostics
    regime, calendar = load_regime(Path.cwd()), load_calendar(spec, day, Path.cwd())
    states = {}
    for id, state in replayed.states.items():
        facts = find_facts(state, calendar)
        pace = progresses()[facts["progress"]]["zh"] if state.events else ""
        targets = list(target_progresses(state, day, spec.year))
        states[id] = view_state(state, day, find_light(state, facts, regime), pace, targets)
    lights = tuple(kind.words["zh"] for kind in regime.kinds.values())
    unknown = check_calendar(replayed.states.values(), calendar, regime)
    return Tracked(day, about, states, lights), (*diagnostics, *unknown)


def view_state(
    state: TaskState,
    day: date,
    light: Light | None = None,
    pace: str = "",
    targets: Sequence[TargetProgress] = (),
) -> StateView:
    """The state of a task on a day, in words; of its light and its progress against time, as a whole and by target."""
    from speechgen.render.states import StateView
    from speechgen.tracking import statuses

    over = (day - state.due).days if state.due and state.is_open else 0
    return StateView(
        status=statuses()[state.status]["zh"],
        key=state.status,
        due=state.due,
        extended=state.due != state.first_due,
        overdue=over > 0,
        days_over=max(0, over),
        light=light.kind.words["zh"] if light else "",
        light_why=light.why["zh"] if light else "",
        by_hand=bool(light and light.by_hand),
        pace=pace,
        assigned_on=state.assigned_on,
        done_on=state.done_on,
        closed_on=state.closed_on,
        urged=len(state.of_kind("urged")),
        reports=tuple(map(_view_report, state.reports)),
        figures=tuple(_words(figure) for figure, _ in state.figures().values()),
        evidence=state.evidence,
        targets=tuple(_view_pace(target, told=bool(state.events)) for target in targets),
        others=_others(state, targets),
    )


def _view_pace(target: TargetProgress, *, told: bool) -> PaceView:
    """How far a target is, in words; nothing is said of a task of which the ledger says nothing."""
    from speechgen.render.states import PaceView
    from speechgen.tracking import figureless, progresses

    words = {**progresses(), **figureless()}
    figure = target.figure
    pace = words[target.progress]["zh"] if told and target.progress else ""
    return PaceView(f"{figure.value}{figure.unit or target.target.unit}" if figure else "", target.date, pace)


def _others(state: TaskState, targets: Sequence[TargetProgress]) -> tuple[str, ...]:
    """The latest figures that no target claims."""
    claimed = [target.figure for target in targets]
    return tuple(_words(figure) for figure, _ in state.figures().values() if figure not in claimed)


def _view_report(event: Event) -> ReportView:
    from speechgen.render.states import ReportView

    figures = tuple(map(_words, event.figures))
    return ReportView(event.date, event.who or event.unit, event.text, figures, event.problems, event.steps)


def _words(figure: Figure) -> str:
    return f"{figure.name}{figure.value}{figure.unit}"
