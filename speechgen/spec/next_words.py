"""Words of one year's plan as those of a later year's: what is certain moves on, all else is kept and marked.

Nothing is worked out that the text does not hold: a number that is moved on is the year itself or, where it is certain
which one comes next, the session of the people's congress.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from speechgen.chinese.blanks import BLANK, can_be_blank, to_check

NUMERALS = "一二三四五六七八九十"
LAST_CERTAIN = 4
"""A local congress is elected for five years (Constitution, art. 98) and meets once a year; behind the
fifth session comes a new congress, or one session more."""
_CLAUSE = re.compile(r"[^，。；：！？、\n]+")
_DOCUMENT = re.compile(r"《[^《》]*》")
_PERIOD = re.compile(r"[“\"]?十(?P<digit>[一二三四五六七八九])五[”\"]?(?:规划|时期|计划)?")
_OCCASION = re.compile(r"之年(?![度龄])")
"""A year that is called something: 收官之年, 攻坚之年."""
_HAPPENED = re.compile(r"(?:今年|本年度)[^，。；]*?已(?!有|知)")
"""What is told of the old year as done: 今年的民生实事已经票决."""
_CONGRESS = re.compile(
    rf"(?P<before>[{NUMERALS}]+届(?:人民代表大会|人大)第?)(?P<number>[{NUMERALS}])(?P<behind>次会议)(?!以来)"
)
_SESSION = re.compile(rf"第?[{NUMERALS}]+届[^，。；：、\n]{{0,16}}?[{NUMERALS}]+次(?:全体)?(?:会议|全会)")
_RANGE = re.compile(r"[0-9]{4}年?[—–\-－~～至到]+[0-9]{4}年?")
_ALONE, _ALONE_BEHIND = "(?<![0-9〇零一二三四五六七八九十百千])", "(?![0-9〇零一二三四五六七八九十百千])"
_LATER = re.compile(
    r"(?:第?[0-9一二三四五六七八九十]{1,2}(?:月份?|季度)(?:[0-9]{1,2}日|[上中下]旬|[底末初])?|[上下]半年|年?[底末初])?前?"
)
"""What makes a day of a year: 2025年4月, 2025年底前."""


@dataclass(frozen=True)
class Years:
    """From which year to which."""

    old: int
    new: int

    @property
    def next(self) -> bool:
        """The one year right behind the other."""
        return self.new == self.old + 1


@dataclass(frozen=True)
class Edit:
    """A range of a text and what is to stand there."""

    start: int
    end: int
    new: str


def rewrite(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; of two that meet, the first in their order holds."""
    kept: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    out, done = "", 0
    for edit in sorted(kept, key=lambda e: e.start):
        out, done = out + text[done : edit.start] + edit.new, edit.end
    return out + text[done:]


def next_words(text: str, years: Years, fixed: Iterable[Edit] = ()) -> str:
    """A sentence a year later: years moved on; days of the old year, periods, sessions and dated documents marked.

    `fixed` are edits that somebody has found already; a blank that is there stays as it is.
    """
    marks = [*_marks(text, years), *_before(text, years.old - 1), *_ahead(text, years)]
    return rewrite(text, [*_blanks(text), *fixed, *marks, *_years(text, years.old, years.new)])


def next_title(text: str, years: Years, *, back: bool = False) -> str:
    """A heading, or what a meeting is called, a year later: the congress's session moves on where that is certain.

    `back`: the heading of a review, whose year is the one before the plan's.
    """
    old, new = (years.old - 1, years.new - 1) if back else (years.old, years.new)
    marks = [
        *_next_sessions(text, years),
        *_marks(text, years),
        *(() if back else (*_before(text, old - 1), *_ahead(text, years))),
    ]
    return rewrite(text, [*_blanks(text), *marks, *_years(text, old, new)])


def year_words(text: str) -> list[int]:
    """The years that a text names in figures, in order."""
    return [int(m[0]) for m in re.finditer(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?=年)", text)]


# ---- what is found in a text ----


def _blanks(text: str) -> Iterator[Edit]:
    yield from (Edit(m.start(), m.end(), m[0]) for m in BLANK.finditer(text))


def _mark(text: str, start: int, end: int) -> Iterator[Edit]:
    if can_be_blank(text[start:end]):
        yield Edit(start, end, to_check(text[start:end]))


def _marks(text: str, years: Years) -> Iterator[Edit]:
    """All that has to be looked up: the wider stretch before what stands in it."""
    for found in _DOCUMENT.finditer(text):
        if str(years.old) in found[0]:
            yield from _mark(text, *found.span())
    yield from _happened(text, years)
    yield from _periods(text, years)
    for pattern in (_SESSION, _RANGE):
        for found in pattern.finditer(text):
            yield from _mark(text, *found.span())


def _happened(text: str, years: Years) -> Iterator[Edit]:
    """Clauses that say of the old year that something has been done; nobody can say that of the new one yet."""
    told = re.compile(rf"{_ALONE}(?:{years.old}|{_in_numerals(years.old)})年[^，。；]*?已(?!有|知)")
    for clause in _CLAUSE.finditer(text):
        if _HAPPENED.search(clause[0]) or told.search(clause[0]):
            yield from _mark(text, *clause.span())


def _periods(text: str, years: Years) -> Iterator[Edit]:
    """What is said of a five-year plan that is over, and of this one year in it."""
    for clause in _CLAUSE.finditer(text):
        over = [m for m in _PERIOD.finditer(text, *clause.span()) if years.new not in _plan_years(m["digit"])]
        if _OCCASION.search(clause[0]) or (over and str(years.old) in clause[0]):
            yield from _mark(text, *clause.span())
        for found in over:
            yield from _mark(text, *found.span())


def _plan_years(digit: str) -> range:
    """The years of the 十四五 and the like: the fifteenth plan begins in 2026, and each lasts five years."""
    first = 2026 + 5 * (NUMERALS.index(digit) + 1 - 5)
    return range(first, first + 5)


def _next_sessions(text: str, years: Years) -> Iterator[Edit]:
    for found in _CONGRESS.finditer(text):
        number = NUMERALS.index(found["number"]) + 1
        if years.next and number <= LAST_CERTAIN:
            yield Edit(*found.span("number"), NUMERALS[number])
            yield Edit(found.start(), found.start("number"), found["before"])  # so that nothing marks it
            yield Edit(found.end("number"), found.end(), found["behind"])


def _years(text: str, old: int, new: int) -> Iterator[Edit]:
    """The old year becomes the new one; a day of it is marked, since nobody has set that day anew."""
    for words, moved in ((str(old), str(new)), (_in_numerals(old), _in_numerals(new))):
        for found in re.finditer(rf"{_ALONE}{words}{_ALONE_BEHIND}", text):
            if not text.startswith("年", found.end()):
                yield from _mark(text, *found.span()) if words.isdigit() else ()
                continue
            day = _LATER.match(text, found.end() + 1)
            if day and day[0]:
                yield from _mark(text, found.start(), day.end())
            else:
                yield Edit(*found.span(), moved)


def _before(text: str, year: int) -> Iterator[Edit]:
    """The year before the plan's, which is no longer the last one."""
    for words in (str(year), _in_numerals(year)):
        for found in re.finditer(rf"{_ALONE}{words}年(?!代)", text):
            yield from _mark(text, *found.span())


def _ahead(text: str, years: Years) -> Iterator[Edit]:
    """Years that lay ahead and no longer do: 谋划2026年项目 in the plan for 2025.

    A day by which something is to be done (到2026年, 2026年底前) stays.
    """
    for year in range(years.old + 1, years.new + 1):
        for found in re.finditer(rf"(?<![到至]){_ALONE}{year}{_ALONE_BEHIND}年(?!代)", text):
            day = _LATER.match(text, found.end())
            if not (day and day[0]):
                yield from _mark(text, *found.span())


def _in_numerals(year: int) -> str:
    """二〇二六 for 2026."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
