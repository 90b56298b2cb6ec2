"""How far a task is: what was reported against its targets and the time that has gone (`rules/ledger/progress`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from speechgen.chinese.periods import find_period_end
from speechgen.diagnostics import Language
from speechgen.rules import load_rule
from speechgen.spec.measure import number_of
from speechgen.spec.model import Quantity
from speechgen.tracking.events import Figure
from speechgen.tracking.replay import TaskState


@dataclass(frozen=True)
class TargetProgress:
    """One target of a task with its latest figure, and how far that is."""

    target: Quantity
    figure: Figure | None = None
    date: datetime.date | None = None
    """When the figure was reported."""
    progress: str = ""
    """A value of `progresses`, or of `figureless`; "" of a target that is only proposed."""


def figureless() -> dict[str, Mapping[Language, str]]:
    """The words for a target without a figure, by name: its period is to come, or nobody has reported one."""
    return {row["name"]: {"zh": row["zh"], "en": row["en"]} for row in _rule()["figureless"]}


def progresses() -> dict[str, Mapping[Language, str]]:
    """The words of every value of progress, by name."""
    return {row["name"]: {"zh": row["zh"], "en": row["en"]} for row in _rule()["values"]}


@cache
def _rule() -> dict[str, Any]:
    return load_rule("ledger/progress")


def find_progress(state: TaskState, on: datetime.date, year: int | None) -> str:
    """behind | timely | ahead | reached | other, of a task on a day: that of its worst target.

    A task that is done is reached. `other` is what nobody can tell: no number in a target, no figure, no time limit.
    """
    if state.status in ("done", "closed"):
        return "reached"
    found = filter(None, map(_counted, target_progresses(state, on, year)))
    return min(found, key=list(progresses()).index, default="other")


def _counted(target: TargetProgress) -> str:
    """What a target says of its task: "" where nothing, as one that is proposed, or to come without a figure."""
    if target.progress == "to_come":
        return "timely" if target.figure else ""
    return "other" if target.progress == "silent" else target.progress


def target_progresses(state: TaskState, on: datetime.date, year: int | None) -> Iterator[TargetProgress]:
    """Each target of a task in order, with its latest figure up to a day and how far that is."""
    figures = state.figures()
    for target in state.task.targets:
        if target.suggested:
            yield TargetProgress(target)
            continue
        found = figures.get((target.name, target.unit)) or figures.get((target.name, ""))
        if not found or found[1].date > on:
            end = period_end(target, year)
            yield TargetProgress(target, progress="to_come" if end and end >= on else "silent")
        else:
            figure, event = found
            yield TargetProgress(target, figure, event.date, _progress(target, figure.value, state, on, year))


def _progress(target: Quantity, value: str, state: TaskState, on: datetime.date, year: int | None) -> str:
    end = period_end(target, year)
    if end is None:
        return compare(target, value, elapsed(state, on, year))
    return _of_period(target, value, passed=end < on)


def _of_period(target: Quantity, value: str, *, passed: bool) -> str:
    """Of a target for a quarter or half-year: due at its end, whatever else the year asks for."""
    found = compare(target, value, 1.0 if passed else None)
    if not passed:
        return "to_come" if found in ("other", "behind") else found
    return "behind" if found == "timely" and not is_rate(target) and not is_upper(target) else found


def compare(target: Quantity, value: str, share: float | None) -> str:
    """The progress of one target: its figure against the share of the time that has gone (None: not known)."""
    wanted, reached = number_of(target.value), number_of(value)
    if wanted is None or reached is None:
        return "other"
    if is_upper(target):
        return "timely" if reached <= wanted else "behind"
    if is_rate(target):
        return "timely" if reached >= wanted else "behind"
    if reached >= wanted:
        return "reached"
    if share is None or not wanted:
        return "other"
    if share > 1:
        return "behind"
    gap = float(reached / wanted) - share
    rule = _rule()
    tiny = 1e-9  # so that 30 % against 40 % is not less than 10 % for the computer's arithmetic alone
    if gap < -rule["behind"] - tiny:
        return "behind"
    return "ahead" if gap > rule["ahead"] + tiny else "timely"


def is_upper(target: Quantity) -> bool:
    """Whether a target is a bound from above: 以内, 不超过."""
    return target.op in _rule()["upper"]


def is_rate(target: Quantity) -> bool:
    """Whether a target is a rate or a rank, which does not add up over the year."""
    return target.unit in _rule()["rates"]


def elapsed(state: TaskState, on: datetime.date, year: int | None) -> float | None:
    """The share of the time that has gone, from the beginning of the plan year to the time limit; above 1 behind it.

    None where there is no time limit, or no year. What is counted over a year is counted from its first day.
    """
    if state.due is None or year is None:
        return None
    start = datetime.date(year, 1, 1)
    if state.due <= start:
        return None
    return max(0.0, ((on - start).days + 1) / ((state.due - start).days + 1))


def period_end(target: Quantity, year: int | None) -> datetime.date | None:
    """The last day of the quarter or half-year for which a target is set; None for one of no period."""
    return find_period_end(target.period, year) if target.period and year else None
