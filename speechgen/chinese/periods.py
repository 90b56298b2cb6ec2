"""The last day that a Chinese time limit allows."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata

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
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
