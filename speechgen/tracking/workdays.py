"""Working days: by what an office says of its days off, else by the library chinesecalendar, else by the weekday."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from speechgen.chinese.periods import find_day

RANGE = re.compile(r"\s*(?:至|到|—+|--|~|～|\.\.|…)\s*")
ONE = datetime.timedelta(days=1)
LONGEST = 366
"""Days of a range: longer is a slip of the pen."""


@dataclass(frozen=True)
class WorkDays:
    """The days off, and the days worked although a weekend, as an office gives them; all other days by the calendar."""

    off: frozenset[datetime.date] = frozenset()
    work: frozenset[datetime.date] = frozenset()

    def is_working(self, day: datetime.date) -> bool:
        """Whether people are at work on a day. A year that nobody has data for goes by its weekdays."""
        if day in self.off or day in self.work:
            return day in self.work
        if day.year in _known_years():
            return _is_workday(day)
        return day.weekday() < 5

    def left(self, on: datetime.date, due: datetime.date) -> int:
        """Working days after `on` up to and with `due`; below zero where `due` has passed."""
        if due < on:
            return -self.left(due, on)
        return sum(self.is_working(on + n * ONE) for n in range(1, (due - on).days + 1))

    def is_known(self, year: int) -> bool:
        """Whether a year's holidays are known: from the library, or because the office has given some of them."""
        return year in _known_years() or any(day.year == year for day in (*self.off, *self.work))


@cache
def _is_workday(day: datetime.date) -> bool:
    from chinese_calendar import is_workday

    return bool(is_workday(day))


@cache
def _known_years() -> range:
    from chinese_calendar.constants import holidays

    return range(min(holidays).year, max(holidays).year + 1)


def make_workdays(given: Mapping[str, Iterable[str]]) -> WorkDays:
    """The days of {off, work}, each a day (2027-02-05) or a range of days (2027-02-05至2027-02-11).

    ValueError with the text that is neither.
    """
    days = {key: frozenset(d for text in given.get(key, ()) for d in find_days(text)) for key in ("off", "work")}
    return WorkDays(days["off"], days["work"])


def find_days(text: str) -> list[datetime.date]:
    """The days that a text names; ValueError where it names none."""
    first, *last = (find_day(part) for part in RANGE.split(text.strip(), maxsplit=1))
    end = last[0] if last else first
    if first is None or end is None or not 0 <= (end - first).days < LONGEST:
        raise ValueError(text)
    return [first + n * ONE for n in range((end - first).days + 1)]
