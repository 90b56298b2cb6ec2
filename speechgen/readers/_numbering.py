"""Automatic numbering as the text that a reader sees: ECMA-376 part 1, 17.9.

A paragraph belongs to a list (`w:num`) at a level. Lists that share a definition (`w:abstractNum`) count on together;
one that overrides a start begins anew the first time it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from speechgen.readers._counting import count
from speechgen.readers._wordstyles import Styles
from speechgen.readers._wordxml import attribute, child, children, is_on, number, tag, value

if TYPE_CHECKING:
    from lxml.etree import _Element

CLOSED = tuple("、，。．：；）】］」』)]:")
"""A label that ends in one of these needs no space before the text."""
WORDS = re.compile(r"[\u3400-\u9fff—]")
"""What a bullet must have to be words and not a mark."""


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    """The label, with %1 … %9 for the number of each level."""
    suffix: str = "tab"
    restart: int | None = None
    """The level (from 1) whose use restarts this one, 0: none, None: every higher level."""
    style: str = ""
    legal: bool = False
    """All numbers in the label are written in digits."""


@dataclass(frozen=True)
class NumberedList:
    """A list: the definition that it counts in, its levels, and where it begins anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: dict[str, NumberedList] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: _Element | None, style: str) -> str:
        """The label of the next paragraph with these `w:pPr`, counted; "" for one that is not numbered."""
        own = child(properties, "w:numPr")
        num, level, source = self.styles.numbering(style)
        num = value(own, "w:numId") or num
        numbered = self.lists.get(num)
        if numbered is None:  # also "0", which takes a paragraph out of its style's list
            return ""
        by_style = next((i for i, found in numbered.levels.items() if source and found.style == source), 0)
        at = number(value(own, "w:ilvl"), number(level, by_style))
        if at not in numbered.levels:
            return ""
        self._count(num, numbered, at)
        return self._write(numbered, at)

    def _count(self, num: str, numbered: NumberedList, at: int) -> None:
        counts = self._counts.setdefault(numbered.definition, {})
        if at in numbered.starts and (num, at) not in self._started:
            self._started.add((num, at))
            counts[at] = numbered.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else numbered.levels[at].start
        for deeper in [i for i in counts if i > at]:
            level = numbered.levels.get(deeper, Level())
            if level.restart is None or at < level.restart:
                del counts[deeper]

    def _write(self, numbered: NumberedList, at: int) -> str:
        level = numbered.levels[at]
        counts = self._counts[numbered.definition]

        def fill(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            source = numbered.levels.get(other, Level())
            return count(counts.get(other, source.start), "decimal" if level.legal else source.format)

        if level.format == "bullet":
            return level.text if WORDS.search(level.text) else ""
        label = re.sub(r"%([1-9])", fill, level.text)
        joined = not label or level.suffix == "nothing" or label.endswith(CLOSED)
        return label if joined else label + " "


def read_numbering(root: _Element | None, styles: Styles) -> Numbering:
    """The lists of `word/numbering.xml`; none where the document has no such part."""
    if root is None:
        return Numbering(styles=styles)
    definitions = {attribute(e, "abstractNumId"): e for e in children(root, "w:abstractNum")}
    nums = {attribute(e, "numId"): e for e in children(root, "w:num")}
    lists = {}
    for num, element in nums.items():
        definition = value(element, "w:abstractNumId")
        link = value(definitions.get(definition), "w:numStyleLink")
        if link:  # the levels stand where the list style is defined
            definition = value(nums.get(styles.numbering(link)[0]), "w:abstractNumId")
        lists[num] = _read_list(element, definition, definitions.get(definition))
    lists.pop("0", None)
    return Numbering(lists, styles)


def _read_list(num: _Element, definition: str, abstract: _Element | None) -> NumberedList:
    levels = _read_levels(abstract)
    starts = {}
    for override in children(num, "w:lvlOverride"):
        at = number(attribute(override, "ilvl"), 0)
        levels |= _read_levels(override)
        start = value(override, "w:startOverride")
        if start:
            starts[at] = number(start, 1)
    return NumberedList(definition, levels, starts)


def _read_levels(parent: _Element | None) -> dict[int, Level]:
    if parent is None:
        return {}
    return {number(attribute(e, "ilvl"), 0): _read_level(e) for e in children(parent, "w:lvl")}


def _read_level(element: _Element) -> Level:
    formats = [attribute(e, "val") for e in element.iter() if tag(e) == "w:numFmt"]
    restart = value(element, "w:lvlRestart")
    return Level(
        start=number(value(element, "w:start"), 0),
        format=next((f for f in formats if f != "custom"), "decimal"),  # a custom one has its fallback beside it
        text=value(element, "w:lvlText"),
        suffix=value(element, "w:suff", default="tab"),
        restart=number(restart, 0) if restart else None,
        style=value(element, "w:pStyle"),
        legal=bool(is_on(element, "w:isLgl")),
    )
