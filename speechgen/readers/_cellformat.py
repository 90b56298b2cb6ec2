"""A cell's value as Excel shows it: numbers, dates and times by the cell's number format (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import isfinite
from typing import Any

WEEKDAYS = "一二三四五六日"
GENERAL = 11
"""Digits and point that Excel shows of a number that has no format; the rest is dust of its arithmetic."""
NO_PLACES = re.compile("general|e[+-]|/", re.IGNORECASE)
"""In the format of a number: none, scientific notation, a fraction."""
SHORT_DATE = "mm-dd-yy"
"""What files call the short date, which Excel shows by the country: 2026/3/5."""
TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<ampm>AM/PM|A/P|上午/下午)'
    r"|(?P<field>y+|m+|d+|h+|s+|a{3,4})|(?P<digits>[0#?][0#?,.]*%?|%)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)


def show_value(value: Any, number_format: str) -> str:
    """What is seen in a cell; "" for an empty one."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time):
        return _show_date(value, number_format)
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, int | float):
        return _show_number(value, number_format)
    return str(value)


def _show_number(value: int | float, number_format: str) -> str:
    if not isfinite(value):
        return str(value)
    sections = re.findall(r'((?:"[^"]*"|\\.|[^;])*)(?:;|$)', number_format)[:-1]
    negative = value < 0 and len(sections) > 1
    section = sections[1] if negative else sections[0] if sections else ""
    with localcontext(prec=1000):  # more digits than any number that a cell can hold
        number = Decimal(repr(value))
        if section in ("", "@") or NO_PLACES.search(re.sub(r'"[^"]*"', "", section)):
            return _general(number)
        shown = "".join(_number_token(m, abs(number)) for m in TOKENS.finditer(section))
    minus = number < 0 and not negative and re.search("[1-9]", shown)
    return ("-" if minus else "") + shown.strip()


def _general(number: Decimal) -> str:
    places = max(GENERAL - 2 - max(number.adjusted(), 0), 0)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".") if places else f"{rounded:f}"


def _number_token(match: re.Match[str], number: Decimal) -> str:
    if match["quoted"] is not None or match["escaped"]:
        return match["quoted"] or match["escaped"] or ""
    digits = match["digits"]
    if not digits or digits == "%":
        return digits or match["sign"] or match["field"] or ""
    percent, digits = digits.endswith("%"), digits.rstrip("%")
    whole, _, places = digits.rstrip(",").partition(".")
    scaled = number * (100 if percent else 1) / 1000 ** (len(digits) - len(digits.rstrip(",")))
    rounded = scaled.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:{',' if ',' in whole else ''}f}".zfill(whole.count("0") + (len(places) + 1 if places else 0))
    for _ in range(len(places) - len(places.rstrip("#?"))):
        text = text.removesuffix("0")
    return text.removesuffix(".") + ("%" if percent else "")


def _show_date(value: datetime | date | time, number_format: str) -> str:
    """A date by its format; one without a format for dates as 2026-01-08."""
    section = "yyyy/m/d" if number_format == SHORT_DATE else number_format.split(";")[0]
    tokens = [m for m in TOKENS.finditer(section) if m[0]]
    fields = [m["field"].lower() for m in tokens if m["field"]]
    if not fields:
        return value.isoformat(*([" "] if isinstance(value, datetime) else []))
    twelve = any(m["ampm"] for m in tokens)
    shown, before = [], ""
    for n, match in enumerate(tokens):
        field = (match["field"] or "").lower()
        after = next((m["field"].lower() for m in tokens[n + 1 :] if m["field"]), "")
        minutes = field.startswith("m") and len(field) < 3 and (before.startswith("h") or after.startswith("s"))
        if field:
            shown.append(_date_field("minutes" if minutes else field, len(field), value, twelve))
            before = field
        elif match["ampm"]:
            shown.append("上午" if _hour(value) < 12 else "下午")
        else:
            shown.append(match["quoted"] or match["escaped"] or match["sign"] or match["digits"] or "")
    return "".join(shown).strip()


def _hour(value: datetime | date | time) -> int:
    return value.hour if isinstance(value, datetime | time) else 0


def _date_field(field: str, width: int, value: datetime | date | time, twelve: bool) -> str:
    if field == "minutes" or field[0] in "hs":
        clock = value.time() if isinstance(value, datetime) else value if isinstance(value, time) else time()
        hour = (clock.hour - 1) % 12 + 1 if twelve else clock.hour
        amount = {"h": hour, "m": clock.minute, "s": clock.second}[field[0]]
        return f"{amount:0{min(width, 2)}}"
    if isinstance(value, time):
        return ""
    if field[0] == "a" or (field[0] == "d" and width > 2):
        return ("星期" if width != 3 or field[0] == "d" else "") + WEEKDAYS[value.weekday()]
    if field[0] == "y":
        return f"{value.year:04}" if width > 2 else f"{value.year % 100:02}"
    if field[0] == "m" and width > 2:
        return f"{value.month}月"
    return f"{value.month if field[0] == 'm' else value.day:0{min(width, 2)}}"
