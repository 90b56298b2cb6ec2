"""Periods as people write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechgen.chinese.periods import find_period

PERIODS = {
    "2026": ("2026", "2026-01-01", "2026-12-31", "2026年"),
    "2026年": ("2026", "2026-01-01", "2026-12-31", "2026年"),
    "2026-03": ("2026-03", "2026-03-01", "2026-03-31", "2026年3月"),
    "2026年2月": ("2026-02", "2026-02-01", "2026-02-28", "2026年2月"),
    "2028/2": ("2028-02", "2028-02-01", "2028-02-29", "2028年2月"),
    "2026-q4": ("2026-Q4", "2026-10-01", "2026-12-31", "2026年第四季度"),
    "2026年第二季度": ("2026-Q2", "2026-04-01", "2026-06-30", "2026年第二季度"),
    "２０２６年１季度": ("2026-Q1", "2026-01-01", "2026-03-31", "2026年第一季度"),
    "2026-W10": ("2026-W10", "2026-03-02", "2026-03-08", "2026年3月2日至3月8日"),
    "2026-W53": ("2026-W53", "2026-12-28", "2027-01-03", "2026年12月28日至2027年1月3日"),
}


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_has_a_name_two_days_and_words(text: str) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.name, str(found.first), str(found.last), found.words) == PERIODS[text]
    assert find_period(found.name) == found


@pytest.mark.parametrize(
    "text",
    ["", "三月", "2026-13", "2026-00", "2025-W53", "2026-Q5", "26-03", "2026-03-01", "2026年春", "0001-01", "9999"],
)
def test_what_is_none(text: str) -> None:
    assert find_period(text) is None


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2199, 12, 1)))
def test_a_day_is_in_its_month_and_in_no_other(day: datetime.date) -> None:
    month = find_period(f"{day.year}-{day.month}")
    other = find_period(f"{day.year}-{day.month % 12 + 1}")
    assert month is not None and other is not None
    assert day in month and day not in other and None not in month
