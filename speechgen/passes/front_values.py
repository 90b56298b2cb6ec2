"""What the front of a document says of it: kind, year, region, occasion, speaker, date."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

from speechgen.chinese.numerals import numeral_value
from speechgen.chinese.words import is_place
from speechgen.document import Document, Heading, Mark, Paragraph, Table, plain
from speechgen.rules import load_rule
from speechgen.source import Span

_DIGITS = "一二三四五六七八九"
_SPOKEN = re.compile(r"今天，我们|刚才|我先?(?:就|讲|强调)|同志们|下面，我")
DAY = re.compile(rf"(\d{{4}}|[〇零{_DIGITS}]{{4}})年(\d{{1,2}}|[{_DIGITS}十]+)月(\d{{1,2}}|[{_DIGITS}十]+)日")
DATED_LINE = r"^[（(]?(20\d\d)年\d{1,2}月\d{1,2}日[）)]?$"
IMPRINT = r"(20\d\d)年\d{1,2}月\d{1,2}日印发$"
HEAD, TAIL = 12, 4
"""Lines at the beginning and at the end in which the day of issue stands."""
_OPENING = 1000
"""Characters in which a speaker shows."""


def run(document: Document) -> Document:
    """One `front` mark a value, over the words that give it (the whole of nothing where they are spread)."""
    text = document.view.text
    front = _lines(document, "title", "subtitle", "salutation")
    opening = [*front, text[: _opening_end(document)]]
    values: dict[str, Any] = {"kind": _kind(text, front, opening)}
    values["year"] = _year(document, front, values["kind"])
    values["occasion"] = _first("occasion", opening)
    values["speaker"] = _first("speaker", front)
    values["region"] = _region(front, opening, text, values["kind"])
    values["date"] = _date(_lines(document, "title", "subtitle"))
    marks = [_mark(text, key, value) for key, value in values.items() if value is not None]
    return replace(document, marks=document.marks + tuple(marks))


@cache
def _patterns(field: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load_rule("outline/front_values")[field])


def _mark(text: str, key: str, value: Any) -> Mark:
    at = text.find(str(value))
    span = Span(at, at + len(str(value))) if at >= 0 else Span(0, 0)
    return Mark("front", span, {"key": key, "value": value}, "outline/front_values")


def _lines(document: Document, *roles: str) -> list[str]:
    spans = [b.span for b in document.blocks if isinstance(b, Paragraph) and b.role in roles and b.span]
    return [document.view.text[s.start : s.end] for s in spans]


def _opening_end(document: Document) -> int:
    """Where the first heading begins."""
    return next((b.span.start for b in document.blocks if isinstance(b, Heading) and b.span), 0)


def _first(field: str, texts: list[str]) -> str | None:
    for pattern in _patterns(field):
        for text in texts:
            found = pattern.search(text)
            if found:
                return next(g for g in found.groups() if g)
    return None


def _kind(text: str, front: list[str], opening: list[str]) -> str:
    """By the title first, then by how the text opens, then by the brackets that name owners."""
    rule = load_rule("outline/front_values")["kinds"]
    for texts in (front, opening):  # a title outweighs the opening
        for kind, patterns in rule.items():
            if any(re.search(p, t) for p in patterns for t in texts):
                return str(kind)
    if _SPOKEN.search(text[:_OPENING]):
        return "speech"
    owners = len(re.findall(r"[（(][^（）()]{0,60}(?:责任单位|牵头|负责|配合)[^（）()]{0,200}[）)]", text))
    return "decomposition" if owners >= 3 else "arrangement"


def _year(document: Document, front: list[str], kind: str) -> int | None:
    """The year that a list names, or a plan heading, then that after a reviewed one, the title's, the most frequent."""
    table = next((b.span.start for b in document.blocks if isinstance(b, Table) and b.span), 0)
    for words in (*front, document.view.text[:table]):  # a line above a list stands there whatever it was taken for
        named_outright = re.search(r"计划年度[：:]\s*(\d{4})", words)
        if named_outright:
            return int(named_outright[1])
    if any(row.id for b in document.blocks if isinstance(b, Table) for row in b.rows):  # a list that speechgen made
        in_title = {int(y) for line in _lines(document, "title") for y in re.findall(r"(\d{4})年", line)}
        return in_title.pop() if len(in_title) == 1 else None
    titles = [plain(b.content) for b in document.blocks if isinstance(b, Heading) and b.level <= 2]
    for pattern, shift in (
        (r"(\d{4})年[^，]{0,12}(?:安排|任务|要求|目标|思路|打算|重点|部署|计划|要点)", 0),
        (r"(\d{4})年[^，]{0,12}(?:回顾|总结|完成情况|工作情况|成绩)", 1),
    ):
        found = [int(m[1]) + shift for t in [*titles, *front] for m in re.finditer(pattern, t)]
        if found:
            return found[0]
    of_year = [int(m[1]) for t in front for m in re.finditer(r"(\d{4})年度", t)]
    if of_year:
        return of_year[0]
    if any(re.search(r"[X*]{2,4}年", t) for t in titles):
        return None
    if kind == "decomposition":
        return _issued(document)
    dated = [int(m[1]) for t in front for m in re.finditer(r"(20\d\d|19\d\d)年", t)]
    if dated:
        return max(dated)
    named = Counter(int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?:年|行动)", document.view.text))
    return max(named, key=lambda y: (named[y], -y)) if named else None


def _issued(document: Document) -> int | None:
    """The year in which a plan was issued: that of its 文号, of a date on a line of its own, or of its imprint."""
    lines = [
        document.view.text[b.span.start : b.span.end] for b in document.blocks if isinstance(b, Paragraph) and b.span
    ]
    for pattern, where in (
        (r"〔(20\d\d)〕\d{1,4}号", lines[:HEAD]),
        (DATED_LINE, lines[:HEAD]),
        (IMPRINT, lines[-TAIL:]),
    ):
        found = next((m for m in (re.search(pattern, line) for line in where) if m), None)
        if found:
            return int(found[1])
    return None


def _region(front: list[str], opening: list[str], text: str, kind: str) -> str | None:
    """The place that title, speaker or 我代表…政府 names; of a list of owners (省财政厅), the place at their level."""
    named = _first("region", [*front, *opening])
    if named or kind != "decomposition":
        return named
    bureaus = "财政|教育|科技|发展|工业|农业|交通|水|住房|商务|大数据"
    levels = Counter(re.findall(rf"(?<=[、：，（])([省市县区])(?:{bureaus})", text))
    if not levels:
        return None
    level = levels.most_common(1)[0][0]
    if level == "省":
        return _province(text)
    return _commonest_place(text, level, front)


def _province(text: str) -> str | None:
    """The province named in full most often; where none is, the only one that is named without 省."""
    words: list[str] = load_rule("outline/provinces")["words"]
    full = Counter({p: text.count(p) for p in words if p in text})
    short = [p for p in words if p.removesuffix("省") in text]
    if full:
        return full.most_common(1)[0][0]
    return short[0] if len(short) == 1 else None


def _commonest_place(text: str, level: str, front: list[str]) -> str | None:
    """The place named most often with its level behind it (云溪县 of 设立云溪县专项资金); 鼓励市场 names none."""
    places: Counter[str] = Counter()
    for found in re.finditer(rf"{level}(?![级场直区域民容{level}])", text):
        for length in (3, 2):
            start = max(0, found.start() - length)
            name = text[start : found.start()]
            if re.fullmatch(r"[一-鿿]{2,3}", name) and (is_place(name) or _names_itself(text, start, found, front)):
                places[name + level] += 1
                break
    names = Counter({name: n for name, n in places.items() if not set(name[:-1]) & set("全各本我该在为由、")})
    return names.most_common(1)[0][0] if names else None


def _names_itself(text: str, start: int, level: re.Match[str], front: list[str]) -> bool:
    """Whether words that no dictionary knows are a place: they open the title, or stand alone before 人民政府."""
    if any(line.startswith(text[start : level.end()]) for line in front):
        return True
    alone = start == 0 or not re.match("[一-鿿]", text[start - 1])
    return alone and re.match("(?:人民)?政府|人大", text[level.end() : level.end() + 4]) is not None


def _date(front: list[str]) -> str | None:
    """The day the text was given, as YYYY-MM-DD, from the lines under the title."""
    for line in front:
        found = DAY.search(line)
        if found:
            year, month, day = (numeral_value(g) or 0 for g in found.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04}-{month:02}-{day:02}"
    return None
