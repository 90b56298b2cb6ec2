"""Cleaning rules that are data: `rules/cleaning/<pass>.yaml`, its `rules` tried in order over the whole text.

A rule has `find` (a pattern; `^` and `$` are ends of lines) and says what stands there then: `replace` (the words),
`map` (each character found becomes another), `every` (each becomes this one) or `fold` (full-width signs become plain).
`zone: head`, `tail` or `either` keeps it to the first or last lines. `layout: true` touches nothing but empty lines,
indents and kinds of space, and is not told as a change. A rule without `find` is made by the pass's own code and stands
in the file for its description and examples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from speechgen.document import Document
from speechgen.passes._edit import Edit, apply
from speechgen.rules import load_rule

ZONE_LINES = 20
"""How many lines at either end of a text a website's own lines may take."""

FOLD = 0xFEE0
"""From a full-width sign down to the ASCII one."""
_OPTIONS = {"replace": "", "map": None, "every": "", "fold": False, "zone": "", "layout": False}


@dataclass(frozen=True)
class Rule:
    """One replacement; `id` is what its changes are called: `pass.rule`."""

    id: str
    find: re.Pattern[str] | None
    replace: str = ""
    map: dict[str, str] | None = None
    every: str = ""
    fold: bool = False
    zone: str = ""
    layout: bool = False


@cache
def replacements(name: str) -> tuple[Rule, ...]:
    """The rules of `rules/cleaning/<name>.yaml`, in their order."""
    rules = load_rule(f"cleaning/{name}")["rules"]
    return tuple(
        Rule(
            f"{name}.{key}",
            re.compile(r["find"], re.M) if "find" in r else None,
            *(r.get(k, d) for k, d in _OPTIONS.items()),
        )
        for key, r in rules.items()
    )


def replace_all(document: Document, name: str, **made: Callable[[str], Iterable[Edit]]) -> Document:
    """The document after every rule of `rules/cleaning/<name>.yaml`, each tried on what the one before it left.

    `made` has the functions of rules without a pattern, by their names (- as _): text to edits. A rule that is in
    neither way complete is left to the pass.
    """
    for rule in replacements(name):
        find = made.get(rule.id.partition(".")[2].replace("-", "_"), partial(find_edits, rule))
        document = apply(document, rule.id, find(document.view.text), told=not rule.layout)
    return document


def find_edits(rule: Rule, text: str) -> Iterator[Edit]:
    """What a rule changes in a text."""
    if rule.find is None:
        return
    head, tail = _zones(text, rule.zone)
    done = 0
    for match in rule.find.finditer(text):
        if match.start() < head or match.start() >= tail:
            new = _new(rule, match)
            start, end = (match.start(), match.end()) if new else whole_lines(text, match.start(), match.end())
            yield max(start, done), end, new
            done = end


def whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """A range to delete, with a line break if it takes all of a line: the one behind, or at the end the one before."""
    if start and text[start - 1] != "\n":
        return start, end
    if text[end : end + 1] == "\n":
        return start, end + 1
    return (max(0, start - 1), end) if end == len(text) else (start, end)


def _zones(text: str, name: str) -> tuple[int, int]:
    """Where the first lines end and the last ones begin, as far as a zone (head, tail, either, "" for all) has them."""
    head, tail = (0, len(text) + 1) if name else (len(text) + 1, 0)
    if name in ("head", "either"):
        for _ in range(ZONE_LINES):
            head = (text.find("\n", head) + 1) or len(text) + 1
    if name in ("tail", "either"):
        for _ in range(ZONE_LINES):
            tail = text.rfind("\n", 0, max(0, tail - 1)) + 1
    return head, tail


def _new(rule: Rule, match: re.Match[str]) -> str:
    if rule.map is not None:
        return "".join(rule.map.get(c, c) for c in match[0])
    if rule.every:
        return rule.every * len(match[0])
    if rule.fold:
        return "".join(chr(ord(c) - FOLD) for c in match[0])
    return match.expand(rule.replace) if "\\" in rule.replace else rule.replace
