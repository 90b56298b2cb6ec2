"""Numbers with what they measure (`rules/quantities/numbers`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from speechgen.passes._quantity_names import extent, giving, name_before, name_behind, own_names, same_list
from speechgen.rules import load_rule
from speechgen.source import Span

DIGITS = r"(?<![\d.])\d+(?:[.,]\d+)*(?:(?:[—～~\-－–]|至|到)\d+(?:\.\d+)?)?"
REDACTED = r"\*+|(?<![A-WYZa-wyz])[Xx]{1,4}(?:[—\-][Xx]{1,4})?(?![A-WYZa-wyz])"
COUNTED = r"(?:[一二三四五六七八九两][十百千]|十)[一二三四五六七八九十百千]*"
NOUN = re.compile(r"(?!的|以上|左右|以内|任务|目标|规模|能力)[一-鿿]")
LONGEST_LIST = 80
"""Characters before a list of numbers in which the names that they belong to are looked for."""
BRACKET = re.compile(r"（[^（）]*）")
NEAR = 40
"""Characters on either side in which the rest of a clause is looked for."""
COUNTED_UNITS = "家|户|所|座|公里|亿元|万元|亩|名"
SHARES = ("%", "％", "‰", "番", "倍", "个百分点", "百分点", "个位次", "位次")
"""Units that are said of what stands before them."""
BARE = r"[一二三四五六七八九两](?=[亿万]元)|(?<=超)万(?=亿元)|(?<=破)[千百](?=亿元)"

FEW = r"(?<=翻)[一二两三四五六](?=番)|[两二三四五六七八九](?=[所家座栋艘][，。；、和])"
"""翻两番; 新建幼儿园两所。"""


@dataclass(frozen=True, slots=True)
class Found:
    """A number: its words with bounds and unit (`span`), and the parts of them."""

    span: Span
    value: str
    unit: str
    op: str
    name: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    rule = load_rule("quantities/numbers")
    made = "|".join(f"(?<={verb})" for verb in rule["makes"])
    thing = rf"(?:{'|'.join(rule['counters'])})[一-鿿]{{0,8}}?(?:{'|'.join(rule['things'])})"
    units = "|".join(sorted(map(re.escape, [*rule["timed"], *rule["units"]]), key=len, reverse=True))
    magnitudes, people = "|".join(rule["magnitudes"]), f"(?:{'|'.join(rule['people'])})"
    return re.compile(
        rf"(?P<before>{'|'.join(rule['before'])})?"
        rf"(?P<value>{DIGITS}|{REDACTED}|{BARE}|{COUNTED}(?={COUNTED_UNITS})|{FEW}|(?:{made})[一二两三四五六七八九十]{{1,3}}(?={thing}))"
        rf"(?P<unit>[余多]?(?:{magnitudes})?[余多]?(?:{units})|(?:{magnitudes})(?={'|'.join(rule['after'])})|万[余多]?(?={people}))"
        rf"(?P<after>{'|'.join(rule['after'])})?"
    )


@cache
def _excluded() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rule = load_rule("quantities/numbers")
    return re.compile(f"(?:{rule['not_before']})$"), re.compile(rule["not_after"]), re.compile(rule["measures"])


def find_quantities(text: str, start: int, end: int) -> list[Found]:
    """The quantities of `text[start:end]` in order, each named."""
    matches = [m for m in _pattern().finditer(text, start, end) if _measures(text, m, start, end)]
    ends = [start, *(m.end() for m in matches)]
    matches = [m for n, m in enumerate(matches) if not _is_size(text, m, ends[n], matches[n + 1 :])]
    found = _named(text, [_found(m) for m in matches], Span(start, end))
    found = _givings_named(text, [_surely_named(text, f, start, end) for f in _names_from_behind(text, found)])
    return _respectively(text, _bounds_shared(text, found))


def read_quantity(text: str, span: Span) -> Found | None:
    """The one quantity that a line of a list is: name, number, bound word; None where it ends in no number."""
    match = next((m for m in _pattern().finditer(text, span.start, span.end) if m.end() == span.end), None)
    if match is None:
        return None
    found = _found(match)
    start = match.start("value") if not found.op or match["after"] else match.start()
    name = text[span.start : start].removesuffix("翻" if found.unit == "番" else "") or found.unit
    return replace(found, span=span, name=name)


def _found(match: re.Match[str]) -> Found:
    before = (match["before"] or "").replace("控制在", "")
    approximate = re.search("[余多]", match["unit"])
    op = match["after"] or before or (approximate.group() if approximate else "")
    return Found(Span(*match.span()), match["value"], re.sub("[余多]", "", match["unit"]), op)


def _measures(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether a match measures something, by what stands around it and whether it stands in a name or slogan."""
    not_before, not_after, measures = _excluded()
    rule = load_rule("quantities/numbers")
    unbounded = match["unit"] in rule["timed"] and not (match["before"] or match["after"])
    if unbounded and not re.search(rule["timed_before"], text[max(start, match.start() - 12) : match.start()]):
        return False
    if re.match(r"[*X]", match["value"]) and (
        match["unit"] in rule["redacted_names"]
        or re.search(rule["formula"], text[max(start, match.start() - NEAR) : match.start()])
    ):
        return False
    before = text[max(start, match.start("value") - 4) : match.start("value")]
    behind = text[match.end("unit") : min(end, match.end("unit") + 6)]
    if not_before.search(before) or not_after.match(behind) or measures.match(match["unit"] + behind):
        return False
    return not _inside_name(text, match.start("value"), start, end)


def _inside_name(text: str, at: int, start: int, end: int) -> bool:
    """Whether a position stands in a 《…》, or in a short “…” (a slogan); a longer quotation is text like any other."""
    for opening, closing, longest in (("《", "》", 80), ("“", "”", 14)):
        left = text.rfind(opening, max(start, at - longest), at)
        if left >= 0 and closing not in text[left:at] and 0 <= text.find(closing, at, end) - left <= longest:
            return True
    return False


def _is_size(text: str, match: re.Match[str], earlier_end: int, later: list[re.Match[str]]) -> bool:
    """亿元以上项目20个, 3个百户以上小区: a size that another number's things must have."""
    rule = load_rule("quantities/numbers")
    if match["unit"] in rule["capacities"] and not match["after"] and NOUN.match(text, match.end()):
        return True
    if match["before"] in ("超", "超过", "突破") and text.startswith("的", match.end()):
        return _runs_on(text, match, later)
    if match["after"] not in ("以上", "以下", "以内"):
        return _is_threshold(text, match, [match, *later])
    if match["unit"].endswith(tuple(rule["sizes"])) and text.startswith("的", match.end()):
        return True
    if text[match.end() : match.end() + 1] not in "，。；、）" and earlier_end == match.start():
        return True
    return _runs_on(text, match, later)


def _runs_on(text: str, match: re.Match[str], later: list[re.Match[str]]) -> bool:
    """Whether the next number follows within a few words, no punctuation between."""
    between = text[match.end() : later[0].start()] if later else ""
    return bool(between) and not re.search(r"[，。；、：]", between) and len(between) <= 20


def _is_threshold(text: str, match: re.Match[str], run: list[re.Match[str]]) -> bool:
    """对收入首次突破10亿元、5亿元的企业，…: what somebody must reach to be given something."""
    if not re.search(load_rule("quantities/numbers")["threshold"], text[max(0, match.start() - 80) : match.start()]):
        return False
    last = match
    for following in run[1:]:
        if not same_list(text[last.end() : following.start()]):
            break
        last = following
    return re.match("的[^，。；]{2,20}，", text[last.end() : last.end() + 24]) is not None


def _named(text: str, found: list[Found], whole: Span) -> list[Found]:
    """Every number with what it measures; words that name one number do not name the next."""
    out: list[Found] = []
    reach = whole.start
    for n, one in enumerate(found):
        following = found[n + 1].span.start if n + 1 < len(found) else whole.end
        behind = name_behind(text, one.span.end, following, whole.end)
        if _is_next_ones(text, one, behind, following) and name_before(text, reach, one.span.start, ""):
            behind = ""
        name = _name(text, one, behind, reach, out)
        if name in load_rule("quantities/names")["prepositions"]:
            name = _surely_named(text, replace(one, name=""), whole.start, whole.end).name.removeprefix(name)
        took_behind = bool(behind) and name.endswith(behind)
        out.append(replace(one, name=name))
        reach = text.index(behind, one.span.end) + len(behind) if took_behind else one.span.end
    return out


def _is_next_ones(text: str, found: Found, behind: str, following: int) -> bool:
    """总投资30亿元的重点项目12项: the thing behind the first number is what the next one counts."""
    return (
        bool(behind)
        and text.startswith(f"的{behind}", found.span.end)
        and found.span.end + 1 + len(behind) == following
    )


def _name(text: str, found: Found, behind: str, start: int, earlier: list[Found]) -> str:
    """Words before the number, or a verb before it and the thing behind; a member of a list takes the first's name."""
    if earlier and same_list(text[earlier[-1].span.end : found.span.start]):
        return behind or earlier[-1].name
    before = name_before(text, start, found.span.start, earlier[-1].name if earlier else "")
    if not (before or behind) and earlier:  # 增长6.5%左右，力争7%
        return "" if text[found.span.start - 1] in "，；。" and not found.op else earlier[-1].name
    if found.value == "100" and found.unit in "%％" and behind and before and not before.endswith("率"):
        return before + behind
    if behind and giving(before):
        return giving(before) + behind
    measured = extent(before)
    if behind and measured and text.startswith("的", found.span.end):
        return before.removesuffix(measured) + behind + measured
    if not behind or found.unit in SHARES or (before and text.startswith("的", found.span.end)):
        return before + behind if len(before) <= 3 else before
    return (before if len(before) <= 8 else "") + behind


def _names_from_behind(text: str, found: list[Found]) -> Iterator[Found]:
    """A number without a name of its own that stands right before another takes the other's (11个批次117个问题)."""
    for n, one in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        between = text[one.span.end : following.span.start] if following else ""
        adjoining = between == "" or (not one.name and not re.search(r"[，。；（]", between))
        yield replace(one, name=following.name) if following and adjoining else one


def _givings_named(text: str, found: list[Found]) -> list[Found]:
    """给予100万元、50万元的奖励: what is given stands behind the last of a list, and is the name of all."""
    out = list(found)
    for n in range(len(out) - 2, -1, -1):
        verb = giving(out[n].name)
        if verb and same_list(text[out[n].span.end : out[n + 1].span.start]):
            out[n] = replace(out[n], name=verb + out[n + 1].name.removeprefix(verb))
    return out


def _surely_named(text: str, found: Found, start: int, end: int) -> Found:
    """A number that neither side names is named by the rest of its clause, or by the one before: none is dropped."""
    if found.name:
        return found
    start, end = max(start, found.span.start - NEAR), min(end, found.span.end + NEAR)
    cuts = [start - 1, *(i for i in range(start, found.span.start) if text[i] in "，。；：")]
    stops = [i for i in (text.find(c, found.span.end, end) for c in "，。；") if i >= 0]
    clause = BRACKET.sub("", _pattern().sub("", text[cuts[-1] + 1 : min(stops, default=end)])).strip("的、和，")
    before = text[cuts[-2] + 1 : cuts[-1]] if len(cuts) > 1 else ""
    return replace(found, name=(clause or before)[:20] or found.unit)


def _respectively(text: str, found: list[Found]) -> list[Found]:
    """甲、乙增加值分别增长5%、6%: as many names as numbers, so each number has a name of its own."""
    out = list(found)
    for first, last in _lists(text, found):
        names = own_names(text[max(0, out[first].span.start - LONGEST_LIST) : out[first].span.start], last - first)
        if names:
            out[first:last] = [replace(one, name=name) for one, name in zip(out[first:last], names, strict=True)]
    return out


def _lists(text: str, found: list[Found]) -> Iterator[tuple[int, int]]:
    """Where two numbers or more stand in a list: the first, and the one behind the last."""
    first = 0
    for n in range(1, len(found) + 1):
        if n < len(found) and same_list(text[found[n - 1].span.end : found[n].span.start]):
            continue
        if n - first > 1:
            yield first, n
        first = n


def _bounds_shared(text: str, found: list[Found]) -> list[Found]:
    """分别增长7%和8%左右 bounds both: a member of a list without a bound of its own takes its neighbour's."""
    out = list(found)
    for n in range(len(out) - 2, -1, -1):
        between = text[out[n].span.end : out[n + 1].span.start]
        if same_list(between) and not out[n].op and out[n].name == out[n + 1].name:
            out[n] = replace(out[n], op=out[n + 1].op)
    for n in range(1, len(out)):
        between = text[out[n - 1].span.end : out[n].span.start]
        if same_list(between) and not out[n].op and out[n].name == out[n - 1].name:
            out[n] = replace(out[n], op=out[n - 1].op)
    return out
