"""Lights: the colour of a task on a day, by the regime of the office (`rules/lights/*.yaml`, or a file of its own)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from speechgen.diagnostics import Language
from speechgen.rules import load_rules
from speechgen.tracking.events import Event
from speechgen.tracking.progress import find_progress
from speechgen.tracking.replay import TaskState
from speechgen.tracking.reporting import Rhythm, find_rhythm
from speechgen.tracking.workdays import WorkDays

TONES = ("good", "notice", "warn", "bad")
"""What a light means, whatever its colour: red is praise in some places."""
COMPARISONS = ("below", "at_most", "at_least", "above")
Facts = Mapping[str, Any]
"""What the conditions of a regime ask for, by name; None is not known and meets no condition."""

FACTS = (
    *("status", "open", "days_left", "working_days_left", "time_left", "progress", "reported", "report_missing"),
    *("days_silent", "urged", "unanswered", "urged_since_due", "extended", "early"),
)


@dataclass(frozen=True)
class LightKind:
    """A colour of a regime with what it is called and whether it is good or bad news."""

    name: str
    words: Mapping[Language, str]
    tone: str


@dataclass(frozen=True)
class LightRow:
    """When a light is on: all of the conditions hold. `why` says it for people."""

    kind: LightKind
    when: Mapping[str, Any]
    why: Mapping[Language, str]


@dataclass(frozen=True)
class Regime:
    """The lights of an office; the first row whose conditions hold decides."""

    name: str
    rows: tuple[LightRow, ...]

    @property
    def kinds(self) -> dict[str, LightKind]:
        """Its colours by name, the gravest first."""
        return {row.kind.name: row.kind for row in self.rows}

    def find(self, word: str) -> LightKind | None:
        """The colour of a name, or of its word in either language: red, 红, 红灯; None for none."""
        names = {w: k for k in self.kinds.values() for w in (k.name, *k.words.values())}
        return names.get(word) or names.get(word.removesuffix("灯"))


@dataclass(frozen=True)
class Light:
    """The light of a task, and why."""

    kind: LightKind
    why: Mapping[Language, str]
    by_hand: Event | None = None
    """The event that set it, where a person did; its words are the reason."""


class RegimeError(ValueError):
    """What is wrong with the data of a regime, and where."""

    def __init__(self, reason: str, path: tuple[str | int, ...], **data: str) -> None:
        super().__init__(f"{reason}: {path}")
        self.reason = reason
        self.path = path
        self.data = data


def regimes() -> dict[str, Regime]:
    """The regimes that speechgen brings, by name."""
    return {name: build_regime(rule, name) for name, rule in load_rules("lights").items()}


def build_regime(data: Any, name: str) -> Regime:
    """A regime from the content of a YAML file; RegimeError where something in it is not as it should be."""
    if not isinstance(data, Mapping) or not isinstance(data.get("lights"), list):
        raise RegimeError("no-lights", ())
    rows: list[LightRow] = []
    for i, entry in enumerate(data["lights"]):
        path: tuple[str | int, ...] = ("lights", i)
        if not isinstance(entry, Mapping) or not entry.get("light") or not isinstance(entry.get("rows"), list):
            raise RegimeError("light-incomplete", path)
        light = str(entry["light"])
        tone = str(entry.get("tone", "notice"))
        if tone not in TONES:
            raise RegimeError("light-tone", (*path, "tone"), given=tone, names=", ".join(TONES))
        kind = LightKind(light, {"zh": str(entry.get("zh", light)), "en": str(entry.get("en", light))}, tone)
        rows += [_row(kind, row, (*path, "rows", n)) for n, row in enumerate(entry["rows"])]
    return Regime(str(data.get("name") or name), tuple(rows))


def _row(kind: LightKind, row: Any, path: tuple[str | int, ...]) -> LightRow:
    if not isinstance(row, Mapping):
        raise RegimeError("light-incomplete", path)
    why_zh = str(row.get("why_zh") or row.get("why") or "")
    conditions = {key: value for key, value in row.items() if key not in ("why", "why_zh")}
    for fact, condition in conditions.items():
        if fact not in FACTS:
            raise RegimeError("light-fact", (*path, fact), given=str(fact), names=", ".join(FACTS))
        if isinstance(condition, Mapping):
            _check_comparison(condition, (*path, fact))
    if not conditions:
        raise RegimeError("light-incomplete", path)
    return LightRow(kind, conditions, {"zh": why_zh, "en": str(row.get("why") or why_zh)})


def _check_comparison(condition: Mapping[str, Any], path: tuple[str | int, ...]) -> None:
    for key, value in condition.items():
        if key not in COMPARISONS:
            raise RegimeError("light-comparison", (*path, key), given=str(key), names=", ".join(COMPARISONS))
        try:
            float(value)
        except (TypeError, ValueError):
            raise RegimeError("light-number", (*path, key), given=str(value)) from None


def meets(facts: Facts, when: Mapping[str, Any]) -> bool:
    """Whether all conditions hold: a value, one of a list, or a comparison {below, at_most, at_least, above}."""
    return all(_meets(facts.get(name), condition) for name, condition in when.items())


def _meets(value: Any, condition: Any) -> bool:
    if value is None:
        return False
    if isinstance(condition, Mapping):
        return all(_compare(float(value), key, float(bound)) for key, bound in condition.items())
    allowed = condition if isinstance(condition, list) else [condition]
    return str(value).lower() in [str(each).lower() for each in allowed]


def _compare(value: float, key: str, bound: float) -> bool:
    match key:
        case "below":
            return value < bound
        case "at_most":
            return value <= bound
        case "at_least":
            return value >= bound
    return value > bound


def light_by_rules(facts: Facts, regime: Regime) -> Light | None:
    """The light that the first fitting row turns on; None where none fits."""
    row = next((row for row in regime.rows if meets(facts, row.when)), None)
    return Light(row.kind, row.why) if row else None


def find_light(state: TaskState, facts: Facts, regime: Regime) -> Light | None:
    """The light of a task: the one set by hand, else by the rules; None where there is none, or nothing is known."""
    if state.light:
        kind = regime.find(state.light.light) or LightKind(
            state.light.light, {"zh": state.light.light, "en": state.light.light}, "notice"
        )
        return Light(kind, {"zh": state.light.text, "en": state.light.text}, state.light)
    return light_by_rules(facts, regime)


@dataclass(frozen=True)
class Calendar:
    """The day, and what else of time the facts need."""

    on: datetime.date
    year: int | None = None
    """The plan year."""
    start: datetime.date | None = None
    """When the work began, where a task says nothing else: the day of the speech."""
    workdays: WorkDays = field(default_factory=WorkDays)
    reporting: Rhythm | None = None
    """The office's own reporting days, for tasks that name none."""


def find_facts(state: TaskState, calendar: Calendar) -> dict[str, Any]:
    """What is known of a task on a day, by the names of FACTS."""
    on, due, last = calendar.on, state.due, state.last_report
    start = state.assigned_on or calendar.start
    heard = last.date if last else start
    return {
        "status": state.status,
        "open": state.is_open,
        "days_left": (due - on).days if due else None,
        "working_days_left": calendar.workdays.left(on, due) if due else None,
        "time_left": (due - on).days / (due - start).days if due and start and due > start else None,
        "progress": find_progress(state, on, calendar.year),
        "reported": last is not None,
        "report_missing": is_report_missing(state, calendar),
        "days_silent": (on - heard).days if heard else None,
        "urged": len(state.of_kind("urged")),
        "unanswered": state.unanswered,
        "urged_since_due": sum(e.date > due for e in state.of_kind("urged")) if due else 0,
        "extended": len(state.of_kind("extended")),
        "early": state.done_on < due if state.done_on and due else None,
    }


def find_reporting(state: TaskState, calendar: Calendar) -> Rhythm | None:
    """The reporting days of a task: by its own words where they name a day, else those of the office."""
    own: Iterable[Rhythm | None] = (find_rhythm(words.text) for words in state.task.rhythms)
    return next((rhythm for rhythm in own if rhythm), calendar.reporting)


def is_report_missing(state: TaskState, calendar: Calendar) -> bool | None:
    """Whether the last reporting day has passed without a report for its period; None where there are none."""
    rhythm = find_reporting(state, calendar)
    if rhythm is None or not state.is_open:
        return None
    day = rhythm.last(calendar.on)
    before = rhythm.last(day)
    start = state.assigned_on or calendar.start
    if start and start > day:
        return False
    return not any(before < event.date <= calendar.on for event in state.reports)
