"""Blocks, marks and the document that holds them.

One model serves both directions. A document that was **read** has a `source`, a `view` (its cleaned text), blocks
whose `span` is a range of that cleaned text, and marks. A document that is to be **written** has blocks with their
words in `content`, and `meta` for the frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from speechgen.diagnostics import Diagnostic
from speechgen.document.view import View
from speechgen.source import Source, Span


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text in one style."""

    text: str
    style: str = ""
    """"" | head (a run-in heading) | unknown (待明确, a redaction) | proposal (suggested) | strong | break."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...] = ()
    role: str = "body"
    """body | title | subtitle | salutation | closing | note | caption | signature | form (space to fill in) …"""
    span: Span | None = None
    right: float = 0
    """Characters left free at its right end, of a paragraph that stands there: 署名 and 成文日期."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 is the outermost numbered level."""
    content: tuple[Inline, ...] = ()
    number: str = ""
    span: Span | None = None
    joined: bool = False
    """It stands inside a paragraph, behind other words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it holds (`key`), its printed name, its width in mm, left | center | right."""

    key: str
    name: str
    width: float
    align: str = "left"
    choices: tuple[str, ...] = ()
    """What may be filled in, where a format can offer it."""


@dataclass(frozen=True, slots=True)
class Cell:
    paragraphs: tuple[Paragraph, ...] = ()
    rows: int = 1
    """How many rows it spans downward."""
    columns: int = 1
    role: str = ""
    """A column's key, or "" where it follows its column."""
    span: Span | None = None
    opening: Span | None = None
    """Of a cell that was read, the bold words that it begins with."""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    header: bool = False
    id: str = ""
    """Of the task that it shows; carried along unseen, so that a list that comes back is understood."""

    @property
    def heads(self) -> bool:
        """Whether it heads a group of rows: one cell over all columns."""
        return [cell.role for cell in self.cells] == ["group"]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    role: str = "list"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""

    frame: str = ""
    """The frame whose pages follow: another paper, other margins, other looks; "" where they stay as they are."""
    even: bool = False
    """Of a break with a frame: the new page is an even one, behind an empty page where it must be."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands alone between paragraphs: a chart, a timeline."""

    data: bytes
    """A PNG file whose resolution agrees with the size below."""
    words: str
    """What it shows, for those who cannot see it."""
    width: float
    """In mm, as printed; the next one too."""
    height: float


Block = Heading | Paragraph | Table | PageBreak | Picture


@dataclass(frozen=True, slots=True)
class Mark:
    """Something recognised in the cleaned text: `kind` over `span`, its values in `data`, the rule that found it."""

    kind: str
    """title | subtitle | salutation | closing | meta | sentence | task | party | due | target | fact …"""
    span: Span
    data: dict[str, Any] = field(default_factory=dict)
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change that cleaning made: by which pass, where in the source, what stood there, what stands now."""

    rule: str
    span: Span
    before: str
    after: str


@dataclass(frozen=True)
class Document:
    blocks: tuple[Block, ...] = ()
    source: Source = field(default_factory=lambda: Source("", ""))
    view: View = field(default_factory=lambda: View.of(""))
    marks: tuple[Mark, ...] = ()
    changes: tuple[Change, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    meta: dict[str, Any] = field(default_factory=dict)


def plain(content: Iterable[Inline]) -> str:
    """The words of some inlines, without their styles; a `break` is a line break."""
    return "".join("\n" if i.style == "break" else i.text for i in content)
