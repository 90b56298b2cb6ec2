"""What a number measures: the shortest words that say it (ANNOTATION, Targets and facts)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from speechgen.rules import load_rule

CUT = re.compile(r"[，。；：！？\n]|——")
LIST = re.compile(r"(?:[、和及与]|以及|，)?")
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
        verb_only=re.compile(f"^(?:{compared})?(?:分别)?(?:(?:{changes})(?:{to})?|较[^，]{{1,8}}(?:{changes}))?$"),
        change=re.compile(f"(?:{compared})?(?:{changes}|{reached})+(?:到|至)?$"),
        generic=re.compile(f"^{rule['generic']}"),
        giving=re.compile(f"(?:{rule['giving']})$"),
        behind_end=re.compile(rule["behind_ends"]),
        described=re.compile(rule["described"]),
        extent=re.compile(f"(?:{rule['extents']})$"),
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
    if not name and before.strip("，、；。和与及"):  # nothing but a bound word: 增长6.5%左右，力争7%
        return earlier
    if rule.verb_only.match(name):
        subject = rule.change.sub("", earlier) if name or before.strip("，、；。和与及") else ""
        return (subject + name.replace("分别", ""))[-2 * LONGEST :]
    return name.replace("分别", "")[-LONGEST:]


def name_behind(text: str, start: int, end: int, stop: int) -> str:
    """The thing that a number counts when it stands behind it (20家领军企业); "" where a boundary follows."""
    if start >= stop or _words().behind_end.match(text[start:stop]) or _words().generic.match(text[start:stop]):
        return ""
    described = _words().described.match(text, start, stop)
    start = described.end() if described else start
    words = text[start:end]
    ends = (m.start() for m in _words().behind_end.finditer(words) if not _in_bracket(words, m.start()))
    name = words[: next(ends, len(words))]
    name = re.sub(r"^(?:的|具有|全国领先的)|[和与及、]+$", "", name)
    if "的" in name[:-2]:
        things, _, last = name.rpartition("的")
        name = things.rpartition("的")[2] + "的" + last if last in load_rule("quantities/names")["actions"] else last
    return name[:LONGEST]


def _in_bracket(words: str, at: int) -> bool:
    """Whether a place stands in a bracket that opens and closes in these words (探（采）矿权)."""
    opening = words.rfind("（", 0, at)
    return opening >= 0 and "）" not in words[opening:at] and "）" in words[at:]
