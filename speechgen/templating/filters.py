"""What templates may call: pure functions of their arguments, under the names that `FILTERS` gives them."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from markupsafe import Markup

from speechgen.chinese.blanks import BLANK, to_give
from speechgen.chinese.titles import title_lines
from speechgen.chinese.widths import place_sign_off
from speechgen.diagnostics import nearest, problem
from speechgen.templating.bounds import text_of
from speechgen.templating.words import harmless, protect

# Bound words that stand behind the number; all others (不低于, 达到, 突破, 约 …) stand before it.
BEHIND = ("左右", "以上", "以下", "以内", "之内", "之上", "之下", "上下", "内")
BETWEEN = ("多", "余")
"""Between the digits and the unit: 30余家."""
DIGITS = "零一二三四五六七八九"
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YEAR_IN_BRACKETS = re.compile(r"[\[［【(（〔]\s*(\d{4})\s*[\]］】)）〕]\s*(?:第)?0*(?=\d)")
REDACTION = re.compile(r"\*+|[XＸ]+(?![A-Za-z0-9])|[×✕]{2,}|□+")
_HIDDEN = re.compile(f"{BLANK.pattern}|{REDACTION.pattern}")


def date(value: datetime.date | str | None) -> str:
    """2022年3月31日: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.4), of 2022-03-31 too.

    Other text stays; None is "".
    """
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            value = datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value or ""


def numeral(value: int) -> str:
    """一, 十二, 一百零三 … for 0 to 9999; ValueError beyond."""
    if not 0 <= value <= 9999:
        raise ValueError(f"no Chinese numeral for {value}")
    out = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            out += ("" if digit == 1 and unit == "十" and not out else DIGITS[digit]) + unit
        elif value and out and not out.endswith("零"):
            out += "零"
    return out or "零"


def lines(values: Iterable[Any]) -> str:
    """One a line, as units stand in a table cell."""
    return joined(values, "\n")


def title(text: str, most: int = 18) -> str:
    """A title in lines of at most `most` characters, words whole."""
    return "\n".join(title_lines(text, most))


def amount(value: Any, name: str = "") -> str:
    """7%左右, 不低于95%: a number with its bound word where the word belongs, behind a `name` if one is given.

    `value` has op, value, unit. A name that already ends in the bound word does not get it twice.
    """
    op = value.op
    if op in BETWEEN:
        return f"{name}{value.value}{op}{value.unit}"
    if value.unit == "番":
        op = "翻"
    number = f"{value.value}{value.unit}"
    if op in BEHIND:
        return f"{name}{number}{op}"
    return f"{name}{'' if op and name.endswith(op) else op}{number}"


def quantity(value: Any) -> str:
    """生产总值增长7%左右, 开工率不低于95%: the name of what a number measures, then the number (`amount`)."""
    return amount(value, value.name)


def unclosed(text: str) -> str:
    """A sentence as a table cell shows it: without the 。 or ； that closes it."""
    return text.rstrip("。；;")


def blank(value: Any, width: int = 8) -> str:
    """The value; where there is nothing, a line of `width` characters to write on."""
    return value if value or value == 0 else "＿" * min(width, 60)


def replaced(text: str, old: str, new: str) -> str:
    """`text` with the words `old` as `new`; ValueError where that would make a book of it."""
    if old and text.count(old) * len(new) > 10 * len(text) + 1000:
        raise ValueError("too much text")
    return text.replace(old, new) if old else text


def joined(values: Iterable[Any], mark: str = "、") -> str:
    """The values with a mark between them; ValueError where the mark is longer than one could be."""
    if len(mark) > 100:
        raise ValueError("too long a mark")
    from markupsafe import Markup, escape

    pieces = [text_of(value) for value in values]
    if any(isinstance(piece, Markup) for piece in pieces):
        return Markup(escape(mark)).join(map(escape, pieces))
    return mark.join(map(str, pieces))


def rounded(value: float, places: int = 0) -> float:
    """The number rounded to at most ten places, halves up as people do."""
    scale = 10 ** min(max(places, 0), 10)
    number = math.floor(abs(value) * scale + 0.5) / scale
    return math.copysign(number, value) if places else int(math.copysign(number, value))


def redacted(text: str) -> Markup:
    """The text with every figure that its author has hidden (`*`, X, XX), and every blank, in style "unknown"."""
    return _shown(text, _HIDDEN)


def unsettled(text: str) -> Markup:
    """The text with every blank that a draft has left (【待定：上年7%左右】) in style "unknown"."""
    return _shown(text, BLANK)


def _shown(text: str, pattern: re.Pattern[str]) -> Markup:
    if not pattern.search(text):
        return protect(text)
    out, done = Markup(""), 0
    for found in pattern.finditer(text):
        out += protect(text[done : found.start()]) + Markup('<span class="unknown">') + protect(found[0])
        out, done = out + Markup("</span>"), found.end()
    return out + protect(text[done:])


def chosen(tasks: Iterable[Any], ids: Any = "") -> list[Any]:
    """The tasks with these ids (t-003, t-007), in the order of the list; all of them where no id is given.

    Problem templating.unknown-task for an id that none of them has.
    """
    tasks = list(tasks)
    wanted = set(re.split(r"[\s,，、;；]+", str(ids).strip())) - {""}
    for id_ in sorted(wanted - {task.id for task in tasks}):
        known = [task.id for task in tasks]
        raise problem("templating.unknown-task", id=id_, near=nearest(id_, known) or "—", count=len(known))
    return [task for task in tasks if not wanted or task.id in wanted]


def late(tasks: Iterable[Any], wanted: Any = True) -> list[Any]:
    """The tasks that are overdue by the ledger; all of them where that is not `wanted`."""
    return [task for task in tasks if not wanted or task.state.overdue]


def due_before(tasks: Iterable[Any], day: Any = "") -> list[Any]:
    """The tasks whose first date lies before a day (2026-06-30); all of them where no day is given.

    Problem templating.not-a-day where the day is none.
    """
    if not day:
        return list(tasks)
    found = _DAY.fullmatch(str(day).strip())
    try:
        limit = datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        limit = None
    if limit is None:
        raise problem("templating.not-a-day", day=day)
    return [task for task in tasks if task.last_day and task.last_day < limit]


def is_redacted(text: str) -> bool:
    """Whether the author has hidden a figure in it."""
    return bool(REDACTION.search(harmless(text)))


def wanted(value: Any, name: str) -> Markup:
    """The value; where there is none, 【待定：name】 in style "unknown", so that nobody overlooks the gap."""
    if value:
        return protect(value)
    return Markup('<span class="unknown">') + protect(to_give(name)) + Markup("</span>")


def named(text: str) -> str:
    """A document's name in 《》; 《》 within it become 〈〉 (GB/T 15834-2011, 4.15)."""
    return "《" + text.replace("《", "〈").replace("》", "〉") + "》"


def without_end(text: str, marks: str = "：:。；;，,") -> str:
    """What somebody typed, without the marks at its end that the template sets itself."""
    return text.rstrip().rstrip(marks)


def document_number(text: str) -> str:
    """云政发〔2026〕3号, whatever brackets were typed: hexagonal ones, no 第, no leading zero (GB/T 9704, 7.2.5)."""
    return _YEAR_IN_BRACKETS.sub(r"〔\1〕", text)


FILTERS: dict[str, Callable[..., Any]] = {
    "date": date,
    "numeral": numeral,
    "lines": lines,
    "quantity": quantity,
    "amount": amount,
    "title_lines": title,
    "unclosed": unclosed,
    "redacted": redacted,
    "blank": blank,
    "chosen": chosen,
    "due_before": due_before,
    "late": late,
    "replace": replaced,
    "join": joined,
    "escape": protect,
    "round": rounded,
    "unsettled": unsettled,
    "wanted": wanted,
    "named": named,
    "without_end": without_end,
    "document_number": document_number,
    "sign_off": place_sign_off,
}
