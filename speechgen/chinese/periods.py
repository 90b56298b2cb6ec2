"""The last day that a Chinese time limit allows; days and periods as people write them."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass

YEARS = range(1949, 2201)
"""Years that plans and what happens to them lie in; a day of any other is a slip (20226, 0202) or a damaged file."""
QUARTER_END = {1: 3, 2: 6, 3: 9, 4: 12}


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month; ValueError where there is no such month."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def month_part_end(year: int, month: int, part: str) -> datetime.date:
    """The last day of 上旬 (10), 初 (10), 中旬 (20), 中 (20), or of the month (下旬, 底, 末 or nothing)."""
    last = month_end(year, month)
    day = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}.get(part)
    return last.replace(day=day) if day else last


def quarter_end(year: int, quarter: int) -> datetime.date:
    """The last day of a quarter, 1 to 4."""
    return month_end(year, QUARTER_END[quarter])


def year_end(year: int) -> datetime.date:
    """31 December."""
    return datetime.date(year, 12, 31)


def half_end(year: int, half: int) -> datetime.date:
    """The last day of a half-year, 1 or 2."""
    return month_end(year, 6 * half)


_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def find_day(text: str) -> datetime.date | None:
    """The day that a text writes and nothing else: 2026-03-25, 2026/3/25, 2026.3.25, 2026年3月25日; None for none."""
    found = _DAY.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if not found or int(found[1]) not in YEARS:
        return None
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Period:
    """A year, quarter, month or week, both of its days included."""

    name: str
    """2026, 2026-Q1, 2026-03, 2026-W10 (ISO 8601 weeks, Monday to Sunday)."""
    first: datetime.date
    last: datetime.date
    words: str
    """2026年, 2026年第一季度, 2026年3月, 2026年3月2日至3月8日."""

    def __contains__(self, day: datetime.date | None) -> bool:
        return day is not None and self.first <= day <= self.last


_NAMED = re.compile(r"(\d{4})(?:[-/.年](?:Q([1-4])|第?([一二三四1-4])季度|(\d{1,2})月?|W(\d{1,2})))?年?", re.I)
_NTH = "一二三四"


def find_period(text: str) -> Period | None:
    """The period that a text writes and nothing else: 2026-03, 2026年3月, 2026-Q1, 2026年一季度, 2026-W10.

    None for anything else.
    """
    found = _NAMED.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if not found or int(found[1]) not in YEARS:
        return None
    year, q, quarter, month, week = found.groups()
    try:
        if q or quarter:
            return _quarter(int(year), int(q or quarter) if (q or quarter).isdigit() else _NTH.index(quarter) + 1)
        if month:
            return _month(int(year), int(month))
        return _week(int(year), int(week)) if week else _year(int(year))
    except ValueError:
        return None


def _year(year: int) -> Period:
    return Period(f"{year:04}", datetime.date(year, 1, 1), year_end(year), f"{year}年")


def _quarter(year: int, quarter: int) -> Period:
    first = datetime.date(year, QUARTER_END[quarter] - 2, 1)
    return Period(f"{year:04}-Q{quarter}", first, quarter_end(year, quarter), f"{year}年第{_NTH[quarter - 1]}季度")


def _month(year: int, month: int) -> Period:
    return Period(f"{year:04}-{month:02}", datetime.date(year, month, 1), month_end(year, month), f"{year}年{month}月")


def _week(year: int, week: int) -> Period:
    first = datetime.date.fromisocalendar(year, week, 1)
    last = datetime.date.fromisocalendar(year, week, 7)
    until = f"{last.year}年" if last.year != first.year else ""
    words = f"{first.year}年{first.month}月{first.day}日至{until}{last.month}月{last.day}日"
    return Period(f"{year:04}-W{week:02}", first, last, words)


_PERIOD = re.compile(
    r"(?:(?P<y>\d{4})年)?(?:第?(?P<q>[一二三四1-4])季度|前(?P<n>[二三23])个?季度|(?P<h>[上下])半年|(?P<m>1[0-2]|[1-9])月份?)"
    r"(?:底|末)?(?:以?前|内)?"
)


def find_period_end(text: str, year: int) -> datetime.date | None:
    """The last day of the period that a text names and nothing else: 二季度, 前三季度, 上半年, 6月; None for none."""
    found = _PERIOD.fullmatch(re.sub(r"\s", "", text))
    if not found:
        return None
    year = int(found["y"]) if found["y"] else year
    if quarter := found["q"] or found["n"]:
        return quarter_end(year, "一二三四".find(quarter) + 1 or int(quarter))
    if found["h"]:
        return half_end(year, 1 if found["h"] == "上" else 2)
    return month_end(year, int(found["m"]))
