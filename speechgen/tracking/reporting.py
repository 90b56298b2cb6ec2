"""Reporting days: when a rhythm (每月25日前) asks for a report (`rules/ledger/reporting`)."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from speechgen.rules import load_rule

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
ONE = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """How often, and on which day of the period's last month (or of the week); 0 for its last day."""

    every: str
    day: int = 0

    def is_day(self, date: datetime.date) -> bool:
        """Whether a report is due on a day."""
        if self.every == "week":
            return date.isoweekday() == (self.day or 5)
        last = calendar.monthrange(date.year, date.month)[1]
        return date.month % MONTHS[self.every] == 0 and date.day == min(self.day or last, last)

    def next(self, on: datetime.date) -> datetime.date:
        """The first reporting day from a day on."""
        return next(day for day in _days(on, ONE) if self.is_day(day))

    def last(self, on: datetime.date) -> datetime.date:
        """The last reporting day before a day."""
        return next(day for day in _days(on - ONE, -ONE) if self.is_day(day))


def _days(start: datetime.date, step: datetime.timedelta) -> Iterator[datetime.date]:
    day = start
    while True:
        yield day
        day += step


@cache
def _rows() -> list[tuple[re.Pattern[str], str, bool]]:
    return [
        (re.compile(r["pattern"]), r["every"], r.get("loose", False)) for r in load_rule("ledger/reporting")["rows"]
    ]


def find_rhythm(text: str, *, loose: bool = False) -> Rhythm | None:
    """The rhythm that a text gives; with `loose` also one that names no day. None where it gives none."""
    for pattern, every, without_day in _rows():
        if (found := pattern.search(text)) and (loose or not without_day):
            groups = found.groupdict()
            if groups.get("w"):
                return Rhythm(every, "一二三四五六日天".index(groups["w"]) + 1 if groups["w"] != "天" else 7)
            day = int(groups.get("d") or 0)
            return Rhythm(every, day) if day <= 31 else None
    return None
