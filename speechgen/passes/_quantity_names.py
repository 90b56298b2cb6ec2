"""What a number measures: the shortest words that say it (ANNOTATION, Targets and facts)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from speechgen.rules import load_rule

CUT = re.compile(r"[，。；：！？\n]|——")
LIST = re.compile(r"(?:[、和及与]|以及|，)?")
SHORT_NAME = 3
"""Characters up to which the members of a list are believed to be alike in length."""
PERIOD = re.compile("季度|半年|[一二三四]至[二三四]|年")
"""分别 after periods of time says when, not what."""
LONGEST = 30
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class _Words:
    cut: re.Pattern[str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    verb_only: re.Pattern[str]
    change: re.Pattern[str]
    generic: re.Pattern[str]
    giving: re.Pattern[str]
    behind_end: re.Pattern[str]
    described: re.Pattern[str]
    extent: re.Pattern[str]
    openers: re.Pattern[str]


@cache
def _words() -> _Words:
    rule = load_rule("quantities/names")
    either = {key: "|".join(rule[key]) for key in ("cuts", "leading", "trailing", "compared", "changes", "reached")}
    compared, changes, reached = either["compared"], either["changes"], either["reached"]
    to = r"(?:到|至)(?:20\d\d年的?)?"
    return _Words(
        cut=re.compile(either["cuts"]),
        leading=re.compile(f"^(?:{either['leading']})+"),
        trailing=re.compile(f"(?:{either['trailing']})++$"),  # possessive: 达到 is also 达 and 到
        verb_only=re.compile(
            f"^(?:{compared})?(?:分别|均|都)?(?:(?:{changes})(?:{to})?|较[^，]{{1,8}}(?:{changes}))?$"
        ),
        change=re.compile(f"(?:{compared})?(?:{changes}|{reached})+(?:到|至)?$"),
        generic=re.compile(f"^{rule['generic']}"),
        giving=re.compile(f"(?:{rule['giving']})$"),
        behind_end=re.compile(rule["behind_ends"]),
        described=re.compile(rule["described"]),
        extent=re.compile(f"(?:{rule['extents']})$"),
        openers=re.compile(f"(?:{'|'.join(rule['openers'])})+"),
    )


def giving(name: str) -> str:
    """The words at the end of a name which say only that something is given (给予最高), not what; "" where none do."""
    found = _words().giving.search(name)
    return found.group() if found else ""


def extent(name: str) -> str:
    """The words at the end of a name which say only what of a thing is measured (总规模); "" where none do."""
    found = _words().extent.search(name)
    return found.group() if found else ""


def same_list(between: str) -> bool:
    """Whether nothing but a list mark stands between two numbers (7%和8%, *%、*%)."""
    return LIST.fullmatch(between) is not None and between != "" and between != "，"


def name_before(text: str, start: int, end: int, earlier: str) -> str:
    """The name that ends at a number; a verb alone (同比增长) goes with what the number before it measured."""
    rule, before = _words(), text[start:end]
    cuts = [m.end() for m in CUT.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    verbs = [0, *(m.end() for m in rule.cut.finditer(clause))]
    names = (rule.trailing.sub("", rule.leading.sub("", clause[at:])) for at in reversed(verbs))
    name = next((n for n in names if n), "")
    if not name and rule.openers.fullmatch(clause.strip("，")):
        return ""
    if not name and before.strip("，、；。和与及"):  # nothing but a bound word: 增长6.5%左右，力争7%
        return earlier
    if rule.verb_only.match(name):
        subject = rule.change.sub("", earlier) if name or before.strip("，、；。和与及") else ""
        return (subject + name.replace("分别", ""))[-2 * LONGEST :]
    return _shortened(name.replace("分别", ""))


def _shortened(name: str) -> str:
    """A long name without the examples before 等, and without what a cut in a list leaves."""
    examples = [m.end() for m in re.finditer("等(?![级次于额待级候])", name)]
    if len(name) > LONGEST and examples and len(name) - examples[-1] > 2:
        name = name[examples[-1] :]
    return name[-LONGEST:].lstrip("、，")


def name_behind(text: str, start: int, end: int, stop: int) -> str:
    """The thing that a number counts when it stands behind it (20家领军企业); "" where a boundary follows."""
    uniting = re.match(load_rule("quantities/names")["uniting"], text[start:end])
    start += uniting.end() if uniting else 0
    if start >= stop or _words().behind_end.match(text[start:stop]) or _words().generic.match(text[start:stop]):
        return ""
    described = _words().described.match(text, start, stop)
    start = described.end() if described else start
    words = text[start:end]
    ends = (m.start() for m in _words().behind_end.finditer(words) if not _in_bracket(words, m.start()))
    name = words[: next(ends, len(words))]
    name = re.sub(r"^(?:的|具有|全国领先的)|[和与及、可将]+$", "", name)
    if "的" in name[:-2]:
        things, _, last = name.rpartition("的")
        name = things.rpartition("的")[2] + "的" + last if last in load_rule("quantities/names")["actions"] else last
    return name[:LONGEST]


def _in_bracket(words: str, at: int) -> bool:
    """Whether a place stands in a bracket that opens and closes in these words (探（采）矿权)."""
    opening = words.rfind("（", 0, at)
    return opening >= 0 and "）" not in words[opening:at] and "）" in words[at:]


def own_names(before: str, count: int) -> list[str]:
    """The names in front of 分别 and a verb, if they are as many as the numbers behind it (`count`), else none.

    A word that only the last says and all share (`汽车、家电零售额`) goes with each.
    """
    rule = _words()
    clause = before[max((m.end() for m in CUT.finditer(before)), default=0) :]
    found = re.fullmatch(r"(?P<names>.+?)(?P<compared>同比|环比)?(?:分别|依次)(?P<verb>.{0,6})", clause)
    if found is None or giving(clause):
        return []
    names = re.split("、|和|与|以及|及", rule.leading.sub("", found["names"]))
    verb = rule.trailing.sub("", found["verb"])
    if len(names) != count or not all(2 <= len(n) <= LONGEST for n in names) or PERIOD.search(found["names"]):
        return []
    compared = found["compared"] or ""
    return [name + _tail(name, names) + compared + verb for name in names]


def _tail(name: str, names: list[str]) -> str:
    """What the last of `names` says for all of them and `name` lacks: 零售额 for 汽车 in 汽车、家电零售额."""
    rule, last = load_rule("quantities/names"), names[-1]
    if name == last or re.search(f"(?:{rule['shared']}|指数|[数量额值率])$", name):
        return ""
    for length in range(len(name) - 1, 1, -1):  # 劳动合同、集体合同签订率: behind what both say
        if name[-length:] in last:
            return last[last.rindex(name[-length:]) + length :]
    length = len(name.lstrip("对向"))
    if length <= SHORT_NAME and len({len(n.lstrip("对向")) for n in names[:-1]}) == 1:
        return last[length:]
    shared = re.search(f"(?:{rule['shared']})$", last)
    return shared.group() if shared else ""
