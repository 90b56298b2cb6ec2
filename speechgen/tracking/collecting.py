"""Answers of returned forms as events, and which of them cannot stand beside each other."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from speechgen.chinese.periods import Period, find_day
from speechgen.diagnostics import Diagnostic
from speechgen.source import Where
from speechgen.spec.measure import number_of
from speechgen.spec.model import TaskItem
from speechgen.tracking.events import Event, Figure, event_id
from speechgen.tracking.figures import find_measured, plain_unit
from speechgen.tracking.forms import CLAIMS, FormTarget, form_targets
from speechgen.tracking.phrases import is_empty_phrase
from speechgen.tracking.returns import Answer, Filled, Return

HIDDEN = re.compile(r"[*XＸ×]")
"""Stands for digits that the text hides; such a target may be reported on as hidden."""
PROGRESS, PROBLEMS, STEPS, STATUS, WHO, DAY = "进展情况", "存在问题", "下一步措施", "状态", "填报人", "日期"


@dataclass(frozen=True)
class Taken:
    """What became of one answer: an event, or why there is none; and what is to be pointed out."""

    event: Event | None
    held: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


class _Doubt(Exception):  # noqa: N818 -- not an error of ours: a cell that a person must look at
    def __init__(self, code: str, filled: Filled, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = {"cell": filled.cell, "given": filled.text[:60], **data}


def take_answer(answer: Answer, form: Return, task: TaskItem, period: Period, today: datetime.date) -> Taken:
    """The event that an answer means. Held back: a figure, a status or a day that cannot be understood."""
    where = Where(form.name)
    held: list[Diagnostic] = []
    figures: list[Figure] = []
    targets = list(form_targets(task))
    for number, filled in answer.figures.items():
        try:
            if number == 0 and targets:
                raise _Doubt("which-target", filled, names="、".join(target.name for target in targets))
            figures.append(_figure(filled, targets[number - 1] if 0 < number <= len(targets) else None))
        except _Doubt as doubt:
            held.append(Diagnostic(f"tracking.{doubt.code}", "error", where, {"task": task.id, **doubt.data}))
    claim, day = "", min(period.last, today)
    try:
        claim = _claim(answer.cells.get(STATUS))
        day = _day(answer.cells.get(DAY), period, today) or day
    except _Doubt as doubt:
        held.append(Diagnostic(f"tracking.{doubt.code}", "error", where, {"task": task.id, **doubt.data}))
    if held:
        return Taken(None, tuple(held))
    event = Event(
        "reported",
        task.id,
        day,
        datetime.datetime.min.replace(tzinfo=datetime.UTC),  # stamped when it is written
        who=_words(answer, WHO),
        text=_words(answer, PROGRESS),
        figures=tuple(figures),
        unit=form.unit,
        period=period.name,
        problems=_words(answer, PROBLEMS),
        steps=_words(answer, STEPS),
        claim=claim,
        origin=form.name.replace("\\", "/").rsplit("/", 1)[-1],
    )
    event = replace(event, id=event_id(event, f"{form.unit}\0{period.name}"))
    return Taken(event, notes=tuple(_notes(answer, event, where)))


def _figure(filled: Filled, target: FormTarget | None) -> Figure:
    if target is None:
        raise _Doubt("figure-without-target", filled)
    found = find_measured(filled.text)
    if found is None or (number_of(found[0]) is None and not HIDDEN.search(target.words)):
        raise _Doubt("no-number", filled, name=target.name)
    value, unit = found
    if unit and plain_unit(unit) != plain_unit(target.unit):
        raise _Doubt("figure-unit", filled, name=target.name, unit=unit, wanted=target.unit or "—")
    return Figure(target.name, value, target.unit)


def _claim(filled: Filled | None) -> str:
    if filled and filled.text not in CLAIMS:
        raise _Doubt("unknown-claim", filled, names="、".join(CLAIMS))
    return filled.text if filled else ""


def _day(filled: Filled | None, period: Period, today: datetime.date) -> datetime.date | None:
    """The day of a report: none before its period, none to come."""
    if filled is None:
        return None
    day = filled.day or find_day(filled.text)
    if day is None:
        raise _Doubt("cell-no-day", filled)
    if not period.first <= day <= today:
        raise _Doubt("cell-wrong-day", filled, first=period.first, today=today)
    return day


def _words(answer: Answer, head: str) -> str:
    return answer.cells[head].text if head in answer.cells else ""


def _notes(answer: Answer, event: Event, where: Where) -> Iterable[Diagnostic]:
    """A report that says nothing; a claim that somebody must look into."""
    data = {"task": event.task, "text": event.text[:60]}
    if is_empty_phrase(event.text) and not event.figures:
        yield Diagnostic("tracking.empty-phrase", "warning", where, {**data, "cell": answer.cells[PROGRESS].cell})
    elif not (event.text or event.figures):
        yield Diagnostic("tracking.nothing-said", "warning", where, data)
    if event.claim == "已完成":
        yield Diagnostic("tracking.claims-done", "info", where, data)


def find_clashes(new: Sequence[Event], old: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """The new events that contradict another, new or old: by id, with those that they contradict.

    Two returns of one unit for one task and period may not differ; two units may say different things of a task that
    both were asked about, but not give different totals for one target.
    """
    withdrawn = {event.event for event in (*old, *new) if event.kind == "withdrawn"}
    standing = {e.id: e for e in (*old, *new) if e.kind == "reported" and e.period and e.id not in withdrawn}
    by_task: dict[tuple[str, str], list[Event]] = {}
    for event in standing.values():
        by_task.setdefault((event.task, event.period), []).append(event)
    found = {}
    for event in new:
        others = by_task.get((event.task, event.period), [])
        against = tuple(other for other in others if other.id != event.id and _contradict(event, other))
        if against:
            found[event.id] = against
    return found


def _contradict(one: Event, other: Event) -> bool:
    if one.unit == other.unit:
        return True
    totals = {(figure.name, figure.unit): number_of(figure.value) for figure in one.figures}
    return any(totals.get((f.name, f.unit), number_of(f.value)) != number_of(f.value) for f in other.figures)


def text_of(event: Event) -> str:
    """What a report says, in one line, to show it beside another."""
    figures = "、".join(f"{figure.name}={figure.value}{figure.unit}" for figure in event.figures)
    return "；".join(part for part in (event.text, figures, event.problems, event.steps, event.claim) if part)
