"""A sentence of one year's plan as one of a later year's: its figures become blanks that show the old ones."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speechgen.chinese.blanks import BLANK, can_be_blank, to_settle
from speechgen.spec.measure import same_measure
from speechgen.spec.model import Due, Project, Quantity, TaskItem, TextItem, Words
from speechgen.spec.next_words import Edit, Years, next_words, year_words
from speechgen.templating.filters import date as date_words
from speechgen.templating.filters import is_redacted, quantity

CARRIED = "（结转）"
"""Behind a task that was not finished in its year."""
_NAMED_YEAR = re.compile(r"[明次来后翌]年")
_NUMERAL = "零〇一二三四五六七八九十百千万亿两半"
_END = re.compile(r"[。；！？;]*$")


@dataclass(frozen=True)
class Outcome:
    """What became of a task during its year, by the ledger."""

    status: str = "open"
    """open | done | closed | dropped."""
    on: datetime.date | None = None
    """The day on which it was done or closed."""
    report: str = ""
    """What was reported last, as written."""
    figures: tuple[Quantity, ...] = ()
    """The figures reported last, each with what it counts."""
    due: datetime.date | None = None
    """The day that it was extended to; None where the time limits of the spec still hold."""


def next_task(task: TaskItem, years: Years, outcome: Outcome | None = None) -> TaskItem:
    """The task a year later; with an outcome it is marked as carried over, and its blanks say how far it came."""
    figures = outcome.figures if outcome else ()
    extended = outcome.due if outcome else None
    edits = [*_quantities(task.task, task.targets, figures), *_dues(task.task, task.due, years, extended)]
    words = next_words(task.task, years, edits)
    if outcome and CARRIED not in words:
        end = _END.search(words)
        words = words[: end.start()] + CARRIED + end[0] if end else words + CARRIED
    mentions = {key: _mentions(getattr(task, key), years) for key in ("limits", "rhythms", "mechanisms", "strengths")}
    return task.model_copy(
        update={
            "task": words,
            "targets": tuple(_open(target, _measuring(target, task.targets, figures)) for target in task.targets),
            "due": _next_dues(task.due, years, extended),
            "policies": _mentions(task.policies, years),
            "projects": tuple(_project(project, years) for project in task.projects),
            **mentions,
        }
    )


def next_text(item: TextItem, years: Years) -> TextItem:
    """A narrative sentence a year later; the numbers about what was become blanks and are no facts any more."""
    words = next_words(item.text, years, _quantities(item.text, item.facts, ()))
    return item.model_copy(update={"text": words, "facts": ()})


def done_text(task: TaskItem, outcome: Outcome) -> TextItem:
    """A finished task as a sentence of the review: its words, when it was done, what was reported."""
    day = date_words(outcome.on) if outcome.on else ""
    state = "销号" if outcome.status == "closed" else "办结"
    source = f"（{day}{state}，见台账{f' {task.id}' if task.id else ''}）"
    said = [_END.sub("", outcome.report)] if outcome.report else []
    said += [words for figure in outcome.figures if (words := quantity(figure)) not in outcome.report]
    report = f"：{'；'.join(said)}" if said else ""
    text = f"{_END.sub('', task.task)}{source}{report}。"
    return TextItem(text=text, facts=outcome.figures, paragraph=True)


# ---- numbers ----


def _quantities(text: str, quantities: Sequence[Quantity], figures: Sequence[Quantity]) -> Iterator[Edit]:
    """A blank for each number that the text states; hidden ones stay as they are."""
    taken: list[tuple[int, int]] = []
    for each in quantities:
        if _is_open(each):
            continue
        place = _find(text, each, taken)
        if place:
            taken.append(place)
            yield Edit(*place, _blank(text[slice(*place)], _measuring(each, quantities, figures)))


def _is_open(value: Quantity) -> bool:
    return is_redacted(value.value) or bool(BLANK.search(value.value)) or not can_be_blank(value.value + value.unit)


def _open(target: Quantity, reached: Quantity | None) -> Quantity:
    """The target with a blank for its number, which says what was reached."""
    if _is_open(target):
        return target
    words = quantity(target.model_copy(update={"name": ""}))
    return target.model_copy(update={"op": "", "value": _blank(words, reached), "unit": ""})


def _measuring(target: Quantity, targets: Sequence[Quantity], figures: Sequence[Quantity]) -> Quantity | None:
    """The figure that says how far a target came. Of one set quarter by quarter the last has it: it is a total."""
    plain = _timeless(target)
    of_name = [each for each in targets if same_measure(_timeless(each), plain)]
    wanted = plain if of_name and of_name[-1] is target else target
    return next((f for f in figures if same_measure(f, wanted) and can_be_blank(f.value + f.unit)), None)


def _timeless(target: Quantity) -> Quantity:
    return target.model_copy(update={"period": ""}) if target.period else target


def _blank(words: str, reached: Quantity | None) -> str:
    return to_settle(f"{words}，完成{reached.value}{reached.unit}" if reached else words)


def _find(text: str, value: Quantity, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where a number stands with its unit and bound word: behind those found before, else anywhere else."""
    begin = max((end for _, end in taken), default=0)
    for pattern in _patterns(value):
        found = [m.span() for m in pattern.finditer(text)]
        free = [(s, e) for s, e in found if all(e <= start or end <= s for start, end in taken)]
        if free:
            return next((place for place in free if place[0] >= begin), free[0])
    return None


def _patterns(value: Quantity) -> Iterator[re.Pattern[str]]:
    """With its unit; a number in digits also without, where another shares the unit (5和6个)."""
    op = f"(?:{re.escape(value.op)})?" if value.op else ""
    digits = bool(re.search(r"[0-9０-９]", value.value))
    number = (r"(?<![0-9０-９.．])" if digits else f"(?<![{_NUMERAL}])") + re.escape(value.value)
    alone = rf"(?![0-9０-９{_NUMERAL}]|[.．][0-9０-９])"
    yield re.compile(f"{op}{number}[多余]?{re.escape(value.unit) or alone}{op}")
    if digits and value.unit:
        yield re.compile(f"{op}{number}{alone}")


# ---- time limits ----


def _is_past(due: Due, years: Years) -> bool:
    """Whether a time limit names a year of its own that is over: nobody has set that day anew."""
    return any(year < years.new for year in year_words(due.text)) or bool(_NAMED_YEAR.search(due.text))


def _dues(text: str, dues: Iterable[Due], years: Years, extended: datetime.date | None) -> Iterator[Edit]:
    for due in dues:
        start = text.find(due.text)
        if start >= 0 and can_be_blank(due.text) and (_is_past(due, years) or (extended and due.date)):
            yield Edit(start, start + len(due.text), to_settle(due.text))


def _next_dues(dues: Sequence[Due], years: Years, extended: datetime.date | None) -> tuple[Due, ...]:
    if extended is None:
        return tuple(_next_due(due, years) for due in dues)
    new = Due(text=f"延至{date_words(extended)}", date=extended, precision="day")
    return (*(_next_due(due, years) for due in dues if not due.date), new)


def _next_due(due: Due, years: Years) -> Due:
    """The same day of the new year, where the words name none; a blank where they name one that is over."""
    if _is_past(due, years) and can_be_blank(due.text):
        return due.model_copy(update={"text": to_settle(due.text), "date": None, "precision": "words"})
    if due.date is None or year_words(due.text):
        return due
    return due.model_copy(update={"date": _later(due.date, years.new - years.old)})


def _later(day: datetime.date, years: int) -> datetime.date:
    """So many years later; the last day of a month stays the last one."""
    year = min(day.year + years, datetime.MAXYEAR)
    last = calendar.monthrange(year, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return datetime.date(year, day.month, last if is_last else min(day.day, last))


# ---- whatever else a task holds ----


def _mentions(mentions: Sequence[Words], years: Years) -> tuple[Words, ...]:
    return tuple(words.model_copy(update={"text": next_words(words.text, years)}) for words in mentions)


def _project(project: Project, years: Years) -> Project:
    return project.model_copy(update={"name": next_words(project.name, years)})
