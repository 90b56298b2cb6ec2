"""Numbers compared: only those that measure the same, in units of one kind, with the same kind of bound."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from speechgen.chinese.numerals import numeral_value
from speechgen.spec.model import Quantity, TaskItem

Order = Literal["equal", "raised", "lowered"]
Measure = tuple[str, str, str, frozenset[datetime.date]]
"""What is measured, in which unit, how it is bound, by when."""

SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
"""What stands before a unit and belongs to its number: 1.2万亩, 3亿元."""
AT_LEAST = frozenset(["以上", "之上", "不低于", "不少于", "不小于", "超过", "突破", "高于", "至少", "多", "余"])
AT_MOST = frozenset(["以下", "以内", "之内", "之下", "内", "不超过", "不高于", "不大于", "低于", "小于", "少于"])
EXACTLY = frozenset(["左右", "上下", "约", "大约", "达到", "达"])
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_SHORTEST = 4
"""Characters of a name that another may end with and still measure the same: 实现生产总值增长, 生产总值增长."""


def number_of(value: str) -> Decimal | None:
    """A value as a number; None where it is hidden, a range, or anything else that is no one number."""
    digits = unicodedata.normalize("NFKC", value).strip().replace(",", "").rstrip("%")
    if _NUMBER.fullmatch(digits):
        return Decimal(digits)
    number = numeral_value(digits) if len(digits) <= 15 else None
    return None if number is None else Decimal(number)


def amount(quantity: Quantity) -> tuple[Decimal, str] | None:
    """The number in the plain unit: 1.2万亩 is 12000 and 亩. None where there is no one number."""
    number = number_of(quantity.value)
    unit = unicodedata.normalize("NFKC", quantity.unit)
    if number is None:
        return None
    while len(unit) > 1 and unit[0] in SCALES and unit != "百分点":
        number, unit = number * SCALES[unit[0]], unit[1:]
    return (number * SCALES[unit], "") if unit in SCALES else (number, unit)


def bound_of(quantity: Quantity) -> str:
    """How the number is meant: exactly, at least, at most; any other word stands for itself."""
    if not quantity.op or quantity.op in EXACTLY:
        return "exactly"
    return "at least" if quantity.op in AT_LEAST else "at most" if quantity.op in AT_MOST else quantity.op


def same_measure(old: Quantity, new: Quantity) -> bool:
    """Whether two quantities have the same name, but for verbs before it and punctuation, and one period."""
    names = sorted((re.sub(r"\W", "", old.name), re.sub(r"\W", "", new.name)), key=len)
    alike = names[0] == names[1] or (len(names[0]) >= _SHORTEST and names[1].endswith(names[0]))
    return alike and old.period == new.period


def compare(old: Quantity, new: Quantity) -> Order | None:
    """What became of a number; None where the two cannot be compared: hidden, other units, another kind of bound."""
    before, after = amount(old), amount(new)
    if before is None or after is None or before[1] != after[1] or bound_of(old) != bound_of(new):
        return None
    return "equal" if before[0] == after[0] else "raised" if after[0] > before[0] else "lowered"


def measured(task: TaskItem, target: Quantity, year: int | None, rule: Mapping[str, Any]) -> Measure | None:
    """By what a target can contradict one of another task; None where its name says too little for that.

    `rule` is that of lint/contradicting-targets: `verbs` are left out of the name, `general` names and those that are
    shorter than `shortest` measure something else each time, `bounds` are the kinds of bound.
    """
    name = re.sub(rule["verbs"], "", re.sub(r"\W", "", target.name))
    if len(name) < rule["shortest"] or re.search(rule["general"], name):
        return None
    bound = next((kind for kind, words in rule["bounds"].items() if target.op in words), "exactly")
    last = datetime.date(year, 12, 31) if year else None
    return name, target.unit, bound, frozenset(due.date for due in task.due if due.date and due.date != last)
