"""Time limits of tasks, with the last day that each allows (`rules/due/limits`)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from speechgen.chinese.numerals import numeral_value
from speechgen.chinese.periods import half_end, month_end, month_part_end, quarter_end, year_end
from speechgen.document import Document, Mark
from speechgen.rules import load_rule
from speechgen.source import Span

FEASTS = {
    "元旦": lambda y: datetime.date(y, 12, 31),
    "五一": lambda y: datetime.date(y, 4, 30),
    "七一": lambda y: datetime.date(y, 6, 30),
    "八一": lambda y: datetime.date(y, 7, 31),
    "十一": lambda y: datetime.date(y, 9, 30),
    "国庆": lambda y: datetime.date(y, 9, 30),
}
"""The last day before a feast with a fixed date in the plan year (元旦前: before the next one)."""
PRECISIONS = {
    "day": "day",
    "month": "month",
    "quarter": "quarter",
    "quarter_list": "quarter",
    "quarters": "year",
    "half": "half",
    "year": "year",
    "year_end": "year",
    "festival": "day",
    "none": "masked",
}
"""How fine a limit of each kind is."""
AROUND = 12
"""Characters looked at before and behind a match."""
QUOTED = re.compile(r"“[^”]{0,30}”|《[^》]{0,60}》")


def run(document: Document) -> Document:
    """A `due` mark a time limit in a task, or in the bracket behind it (`limit` marks)."""
    text = document.view.text
    year = next((m.data["value"] for m in document.marks if m.kind == "front" and m.data["key"] == "year"), None)
    marks: list[Mark] = []
    for mark in document.marks:
        if "due" in mark.data.get("own", ()):
            continue
        if mark.kind == "task":
            marks += _task_dues(text, mark.span, mark.span, year)
        elif mark.kind == "limit":
            marks += _task_dues(text, mark.span, mark.data["task"], year) or _whole_cell(text, mark)
    return replace(document, marks=document.marks + tuple(marks))


def _task_dues(text: str, span: Span, task: Span, year: int | None) -> list[Mark]:
    return [
        Mark("due", found, {"task": task, "date": date, "precision": precision_of(row)}, f"due/limits:{row}")
        for found, date, row in find_dues(text, span, year)
    ]


def _whole_cell(text: str, mark: Mark) -> list[Mark]:
    """What a time column says in words that give no day (持续推进): kept as written, without a date."""
    if "whole" not in mark.data or not text[mark.span.start : mark.span.end].strip():
        return []
    return [Mark("due", mark.span, {"task": mark.data["task"], "date": None, "precision": "words"}, "tables/headers")]


def precision_of(number: int) -> str:
    """How fine the limits are that a row of the rule finds."""
    row = _rows()[number - 1]
    return str(row.get("precision") or PRECISIONS[row["last"]])


@cache
def _rows() -> list[dict[str, Any]]:
    rows = load_rule("due/limits")["rows"]
    return [
        row
        | {
            "pattern": re.compile(row["pattern"]),
            "before": re.compile(f"(?:{row['not_before']})$") if "not_before" in row else None,
            "after": re.compile(row["not_after"]) if "not_after" in row else None,
        }
        for row in rows
    ]


def find_dues(text: str, span: Span, year: int | None) -> Iterator[tuple[Span, datetime.date | None, int]]:
    """Time limits in `text[span]`: where, the last day allowed (None: nobody can say), the number of the rule's row."""
    names = [m.span() for m in QUOTED.finditer(text, span.start, span.end)]
    at = span.start
    while at < span.end:
        inside = next((b for a, b in names if a <= at < b), None)
        hit = _match(text, at, span)
        if inside and (hit is None or hit[0].end() <= inside):
            hit = None
        if hit is None:
            at = inside or at + 1
            continue
        found, row, number = hit
        yield Span(*found.span()), _last_day(row["last"], found, year), number
        at = found.end()


def _match(text: str, at: int, span: Span) -> tuple[re.Match[str], dict[str, Any], int] | None:
    for number, row in enumerate(_rows(), 1):
        found = row["pattern"].match(text, at, span.end)
        if not found:
            continue
        before, after = text[max(span.start, at - AROUND) : at], text[found.end() : found.end() + AROUND]
        if (row["before"] and row["before"].search(before)) or (row["after"] and row["after"].match(after)):
            continue
        return found, row, number
    return None


def _last_day(last: str, found: re.Match[str], year: int | None) -> datetime.date | None:
    """The day; None where it is redacted, impossible (2月30日), or counts from a year that the text lacks."""
    groups = found.groupdict()
    y = int(groups["y"]) if groups.get("y") else year
    if y is not None and groups.get("next"):
        y += 1
    if y is None or last == "none":
        return None
    try:
        return _day(last, groups, y)
    except ValueError:
        return None


def _day(last: str, groups: dict[str, str | None], y: int) -> datetime.date:
    if last == "day":
        return datetime.date(y, numeral_value(groups["m"] or "") or 0, numeral_value(groups["d"] or "") or 0)
    if last == "month":
        return month_part_end(y, numeral_value(groups["m"] or "") or 0, groups.get("part") or "")
    if last == "festival":
        return FEASTS[groups["f"] or ""](y)
    if last in ("quarter", "quarter_list"):
        return quarter_end(y, numeral_value(groups["q"] or "") or 0)
    if last == "half":
        return half_end(y, 1 if groups["h"] == "上" else 2)
    return month_end(y, 12) if last == "quarters" else year_end(y)
