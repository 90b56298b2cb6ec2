"""Names of those who can be held to a task (`rules/parties/names`)."""

from __future__ import annotations

import re
from functools import cache

from speechgen.rules import load_rule
from speechgen.source import Span

CHARACTERS = "[一-鿿A-Za-z0-9X*“”·]"
LONGEST_NAME = 26
AND = "、和及与商"
BARE = ("单位", "部门", "镇", "乡镇", "街道")
"""Names that are whole only in a list or behind a qualifier."""
COUNTED = re.compile(r"^(?:一名|一个|每名|每个|每位|一位)")
CIRCLE = re.compile(r"^(?:全县|全市|县直|市直|分管|其他|辖区)?(?:各|有关|相关|各级|属地)")


@cache
def _endings() -> str:
    rule = load_rule("parties/names")
    return "|".join(sorted([*rule["units"], *rule["people"]], key=len, reverse=True))


@cache
def _name_pattern() -> re.Pattern[str]:
    circles, enterprises = ("|".join(load_rule("parties/names")[key]) for key in ("circles", "enterprises"))
    return re.compile(
        rf"{CHARACTERS}{{0,{LONGEST_NAME}}}(?:{_endings()})(?:（{CHARACTERS}{{2,16}}）)?"
        rf"|(?:全[县市区省]|[县市区省]直|其他|其余|沿线|辖区)?各(?:[一-鿿]{{0,6}})(?:{circles})(?:（{CHARACTERS}{{2,8}}）)?|(?:[一-鿿]{{0,6}}重点|{enterprises})企业"
    )


def is_party(name: str) -> bool:
    """Whether a stretch of text is, as a whole, such a name."""
    rule = load_rule("parties/names")
    return (
        2 <= len(name) <= LONGEST_NAME + 12
        and not re.search(rule["urged"], name)
        and not any(name.endswith(word) for word in rule["not"])
        and not re.search(r"的|了|(?<!主)要|是|不|把|使|会同|牵头|任组长|等$", name)
        and _name_pattern().fullmatch(name) is not None
    )


def split_names(text: str, start: int, end: int) -> list[Span]:
    """The names that `text[start:end]` lists, as spans; [] where it is no list of names.

    A 和 inside a name (发展和改革局) does not part it: both sides must be names of their own.
    """
    counted = COUNTED.match(text[start:end])
    start += counted.end() if counted else 0
    words = text[start:end]
    for at in (m.start() for m in re.finditer(f"[{AND}]|以及|(?<=.)(?=各)", words)):
        if words[at] == "各" and not words.startswith("各"):  # 政府各部门 is one name, 各镇各部门 are two
            continue
        width = 2 if words.startswith("以及", at) else 0 if words[at] == "各" else 1
        left, right = words[:at], words[at + width :]
        if is_party(left) or (left in BARE):
            rest = split_names(text, start + at + width, end)
            if rest:
                return [Span(start, start + at), *rest]
        if words[at] == "、" and not right:
            break
    if _goes_on(words, text[end : end + 1]):
        return []
    return [Span(start, end)] if is_party(words) or words in BARE else []


def _goes_on(name: str, following: str) -> bool:
    """Whether the last word of a name only looks like its end (管理办|法)."""
    endings: dict[str, str] = load_rule("parties/names")["not_followed"]
    return bool(following) and any(name.endswith(end) and following in chars for end, chars in endings.items())


def strip_openers(text: str, start: int, end: int) -> int:
    """Where the subject begins behind 同时，会后，希望…"""
    pattern = re.compile(load_rule("parties/names")["openers"])
    while found := pattern.match(text[start:end]):
        start += found.end()
    return start
