"""The whole spec in reading order: which words share a paragraph, which stand alone as a heading.

What is printed equals the spec's words, number, title, ending and content, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from speechgen.spec.model import Item, Section, Spec, TextItem

DEEPEST = 4
"""Levels of heading that GB/T 9704 has faces for (7.3.3)."""
_COUNTED = re.compile(r"[（(]?[一二三四五六七八九十百\d０-９]+([、.．)）]|）、)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style: "" or head1 … head4."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a heading that stands alone (`level` 1 to 4; 0 for a paragraph)."""

    level: int
    number: str
    pieces: tuple[Piece, ...]


@dataclass
class _Open:
    """A paragraph that may still grow."""

    pieces: list[Piece] = field(default_factory=list)
    heading: Section | None = None
    level: int = 0
    closed: bool = False
    """Content behind it begins a new paragraph."""

    def line(self) -> Line:
        if self.heading and len(self.pieces) == 1 and self.heading.title:
            section = self.heading
            return Line(self.level, section.number, (Piece(section.title + section.ending),))
        return Line(0, "", tuple(self.pieces))


def reading_order(spec: Spec) -> tuple[Line, ...]:
    """Preamble, sections and closing as lines, in order."""
    return tuple(p.line() for p in _paragraphs(spec) if p.pieces)


def words(section: Section) -> str:
    """A section's heading as printed."""
    return f"{section.number}{section.title}{section.ending}"


def _paragraphs(spec: Spec) -> list[_Open]:
    out: list[_Open] = []
    _items(out, spec.preamble, fresh=True)
    for section in spec.sections:
        _section(out, section, 1)
    _items(out, spec.closing, fresh=True)
    return out


def _section(out: list[_Open], section: Section, depth: int) -> None:
    if not (section.joined and out):
        out.append(_Open())
    paragraph = out[-1]
    if words(section):
        if not paragraph.pieces:
            paragraph.heading, paragraph.level = section, min(depth, DEEPEST)
        paragraph.pieces.append(Piece(words(section), head_style(section, depth)))
    paragraph.closed = bool(section.title) and not section.ending
    _items(out, section.content)
    for child in section.sections:
        _section(out, child, depth + 1)


def _items(out: list[_Open], items: Iterable[Item], fresh: bool = False) -> None:
    for item in items:
        if fresh or item.paragraph or not out or out[-1].closed:
            out.append(_Open())
        fresh = False
        out[-1].pieces.append(Piece(item_text(item)))


def item_text(item: Item) -> str:
    """The words of a sentence, narrative or task."""
    return item.text if isinstance(item, TextItem) else item.task


def head_style(section: Section, depth: int) -> str:
    """The style of a heading inside a paragraph: its level's face; 一是 and heads without a number are third level.

    A number without a title (1. at the beginning of a sentence) has no face of its own, but 一是 and 一要 stand out.
    """
    counted = is_counted(section)
    if not section.title and counted:
        return ""
    return f"head{min(depth if counted else max(depth, 3), DEEPEST)}"


def is_counted(section: Section) -> bool:
    """Whether its number is one of an outline: 一、 （一） 1. （1）, not 一是, 一要 or none."""
    return bool(_COUNTED.fullmatch(section.number))


def walk(sections: Iterable[Section], above: tuple[Section, ...] = ()) -> Iterator[tuple[tuple[Section, ...], Section]]:
    """Every section in reading order with the sections it stands in, outermost first."""
    for section in sections:
        yield above, section
        yield from walk(section.sections, (*above, section))
