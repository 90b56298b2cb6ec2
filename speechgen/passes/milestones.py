"""The quarter or half-year in which a target is to be reached, where the text says it (`rules/quantities/periods`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from speechgen.document import Document, Mark
from speechgen.rules import load_rule
from speechgen.source import Span

NUMERALS = "一二三四"
Period = tuple[str, Span]
"""A period in plain words (二季度), and the words that say it (一至四季度)."""


def run(document: Document) -> Document:
    """Adds `period` and its span `period_at` to the data of the targets that have one."""
    text = document.view.text
    found: dict[Span, Period] = {}
    of_task: dict[Span, list[Span]] = {}
    for mark in document.marks:
        if mark.kind == "target" and "period" not in mark.data:
            of_task.setdefault(mark.data["task"], []).append(mark.span)
    for task, targets in of_task.items():
        found.update(find_periods(text, task, targets))
    marks = tuple(_with_period(m, found) if m.kind == "target" else m for m in document.marks)
    return replace(document, marks=marks)


def _with_period(mark: Mark, found: dict[Span, Period]) -> Mark:
    if mark.span not in found or "period" in mark.data:
        return mark
    period, at = found[mark.span]
    return replace(mark, data=mark.data | {"period": period, "period_at": at})


def find_periods(text: str, task: Span, targets: Sequence[Span]) -> dict[Span, Period]:
    """The targets of a task that the text ties to a period, each with it; none where the pairing has two readings."""
    found: dict[Span, Period] = {}
    for clause in _clauses(text, task):
        inside = sorted(t for t in targets if clause.start <= t.start < clause.end)
        periods = list(_periods(text, clause))
        if len(periods) == 1 and len(periods[0]) > 1:
            found.update(_paired(text, periods[0], inside))
        elif all(len(period) == 1 for period in periods):
            found.update(_before(inside, [period[0] for period in periods]))
    return found


def _paired(text: str, periods: Sequence[Period], targets: Sequence[Span]) -> dict[Span, Period]:
    """一季度、二季度 … 分别40%和75%: in order, where both are as many."""
    behind = [t for t in targets if t.start >= periods[-1][1].end]
    if len(behind) != len(periods):
        return {}
    between = text[periods[-1][1].end : behind[0].end]
    return dict(zip(behind, periods, strict=True)) if re.search(_rule()["respectively"], between) else {}


def _before(targets: Sequence[Span], periods: Sequence[Period]) -> dict[Span, Period]:
    """Each target with the last period that stands before it in its clause."""
    earlier = ((t, [p for p in periods if p[1].end <= t.start]) for t in targets)
    return {target: before[-1] for target, before in earlier if before}


def _clauses(text: str, task: Span) -> Iterator[Span]:
    """The clauses of a task; one that is nothing but periods (一季度、二季度，) goes with the next."""
    cuts = [m.end() for m in re.compile(_rule()["clauses"]).finditer(text, task.start, task.end)]
    start = task.start
    for _, end in pairwise([task.start, *cuts, task.end]):
        clause = Span(start, end)
        periods = [p for found in _periods(text, clause) for p in found]
        if periods and end < task.end and (periods[0][1].start, periods[-1][1].end) == (start, end - 1):
            continue
        yield clause
        start = end


@cache
def _rule() -> dict[str, str]:
    return load_rule("quantities/periods")


@cache
def _pattern() -> re.Pattern[str]:
    rule = _rule()
    return re.compile(f"(?P<range>{rule['range']})|(?P<several>{rule['several']})|(?P<single>{rule['single']})")


def _periods(text: str, clause: Span) -> Iterator[list[Period]]:
    """What stands in a clause of periods: one alone, or those of a list or range together."""
    for match in _pattern().finditer(text, clause.start, clause.end):
        if re.search(_rule()["not_before"], text[max(0, match.start() - 6) : match.start()]):
            continue
        if match["range"]:
            first, last = (_number(match[key]) for key in ("first", "last"))
            yield [(f"{NUMERALS[n - 1]}季度", Span(*match.span())) for n in range(first, last + 1)]
        else:
            words = re.compile("[^、和]+").finditer(text, *match.span())
            yield [(_plain(word[0]), Span(*word.span())) for word in words]


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else NUMERALS.index(numeral) + 1


def _plain(word: str) -> str:
    """第二季度, 2季度, and the 二 of 二、三季度 are 二季度."""
    numeral = re.search(r"[一二三四1-4]", word)
    return f"{NUMERALS[_number(numeral[0]) - 1]}季度" if numeral else word
