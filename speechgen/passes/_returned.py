"""Rows of a list that speechgen made: what each line of a cell says, read as exactly as it was printed.

Such a row carries its task's id, and its cells say all that there is: nobody and nothing more is looked for in the
words of the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from speechgen.document import Mark
from speechgen.passes._quantities import read_quantity
from speechgen.passes._tables import ListRow, entries, party_of
from speechgen.passes.dues import find_dues, precision_of
from speechgen.passes.mentions import is_limit, is_said_of_supervision
from speechgen.source import Span
from speechgen.spec.model import Quantity
from speechgen.spec.returned import Line

RULE = "tables/headers"
PROPOSED = "（建议）"
"""Behind whatever speechgen proposed."""
PERIOD = re.compile("(?P<period>[一二三四]季度|[上下]半年)(?P<colon>：)?")
"""How a target says its quarter or half-year; its name may begin with it."""
_NUMBER = re.compile(r"[0-9]{1,2}\.(?=[^0-9])")
LINE = re.compile(r"[^\n]+")
USUAL = {
    "lead": "lead", "lead_leader": "lead", "leader": "lead", "duty": "duty", "duty_support": "duty",
    "support": "support",
}  # fmt: skip
"""What a name without a mark does, by its column, as `speechgen.render.placing` prints it."""


def returned_marks(text: str, row: ListRow, year: int | None) -> Iterator[Mark]:
    """The marks of one row: its task with the kinds of columns that its list has (`own`), parties, dues, targets."""
    yield Mark(
        "task", row.task, {"row": True, "own": tuple(sorted(row.columns)), **({"id": row.id} if row.id else {})}, RULE
    )
    led = any(meaning == "lead" and any(entries(text, span)) for meaning, span in row.cells)
    for meaning, span in row.cells:
        if meaning in USUAL:
            yield from _parties(text, row.task, span, meaning, _usual(meaning, led, row.columns))
        elif meaning == "due":
            yield from _dues(text, row.task, span, year)
        elif meaning == "goal":
            yield from _targets(text, row.task, span)


def _lines(text: str, span: Span) -> Iterator[tuple[Span, dict[str, bool]]]:
    """The lines of a cell that say something, without the mark of a proposal, and whether they had it."""
    for line in entries(text, span, LINE):
        if text.endswith(PROPOSED, line.start, line.end):
            yield Span(line.start, line.end - len(PROPOSED)), {"suggested": True}
        else:
            yield line, {}


def _usual(meaning: str, led: bool, columns: frozenset[str]) -> str:
    """The role of a name without a mark: beside a lead who has a column of its own, the column of units helps."""
    helps = meaning in ("duty", "duty_support") and led and "support" not in columns
    return "support" if helps else USUAL[meaning]


def _parties(text: str, task: Span, span: Span, meaning: str, role: str) -> Iterator[Mark]:
    for line, said in _lines(text, span):
        for name in entries(text, line):
            own, marked = (name, role) if meaning == "lead" else party_of(text, name, role)
            yield Mark("party", own, {"task": task, "role": marked, **said}, RULE)


def _dues(text: str, task: Span, span: Span, year: int | None) -> Iterator[Mark]:
    """A limit that the task's own words hold, too, is read where it stands in its sentence (投产 behind 9月份)."""
    in_task = {text[s.start : s.end]: (date, row) for s, date, row in find_dues(text, task, year)}
    for line, said in _lines(text, span):
        words = text[line.start : line.end]
        alone = ((date, row) for s, date, row in find_dues(words, Span(0, len(words)), year) if len(s) == len(words))
        found = in_task.get(words) or next(alone, None)
        if found:
            data = {"task": task, "date": found[0], "precision": precision_of(found[1]), **said}
            yield Mark("due", line, data, f"due/limits:{found[1]}")
        elif is_limit(words):
            yield Mark("limits", line, {"task": task}, "mentions/limits")
        else:
            yield Mark("due", line, {"task": task, "date": None, "precision": "words", **said}, RULE)


def _targets(text: str, task: Span, span: Span) -> Iterator[Mark]:
    lines = list(_lines(text, span))
    numbered = _is_numbered(text, [line for line, _ in lines])
    for n, (line, said) in enumerate(lines, 1):
        if numbered and not text.startswith(f"{n}.", line.start, line.end):
            return
        found = _target(text, Span(line.start + len(f"{n}."), line.end) if numbered else line)
        if found:
            yield Mark("target", found[0], found[1] | {"task": task, **said}, "quantities/numbers")


def _is_numbered(text: str, lines: Sequence[Span]) -> bool:
    return len(lines) > 1 and all(text.startswith(f"{n}.", line.start) for n, line in enumerate(lines[:2], 1))


def _target(text: str, line: Span) -> tuple[Span, dict[str, Any]] | None:
    """Where a line states a number, and what it says of it; None for a line that says how the work is supervised."""
    period = PERIOD.match(text, line.start, line.end)
    line = Span(period.end(), line.end) if period and period["colon"] else line
    found = None if is_said_of_supervision(text[line.start : line.end]) else read_quantity(text, line)
    if not found:
        return None
    data: dict[str, Any] = {"name": found.name, "op": found.op, "value": found.value, "unit": found.unit}
    if period:
        data |= {"period": period["period"], "period_at": Span(*period.span("period"))}
    return found.span, data


def find_lines(text: str, span: Span) -> Iterator[Line]:
    """The lines of a cell of targets without their numbers, each with the quantity that it states.

    Where a person has taken a line out the numbers are no longer in order; then what looks like one is left out.
    """
    lines = list(_lines(text, span))
    numbered = _is_numbered(text, [line for line, _ in lines])
    for n, (line, said) in enumerate(lines, 1):
        in_order = numbered and text.startswith(f"{n}.", line.start, line.end)
        number = None if in_order else _NUMBER.match(text, line.start, line.end)
        start = line.start + len(f"{n}.") if in_order else number.end() if number else line.start
        found = _target(text, Span(start, line.end))
        data = {k: v for k, v in found[1].items() if k != "period_at"} if found else None
        words = text[start : line.end] + (PROPOSED if said else "")
        yield Line(words, Quantity(**data, **said) if data else None)
