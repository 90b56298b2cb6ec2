"""How words look in a workbook: faces by role, sizes of the Word frames, and how high a row must be for its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from speechgen.fonts import PLAIN, PROFILES

FACES = PROFILES["office"]
"""The families of GB/T 9704 by role, as an office's machines name them."""
LEADING = 1.4
"""Line height of these faces in Excel, in sizes."""


@dataclass(frozen=True)
class Look:
    """Face, size and place of a cell's words; a border where it belongs to a table."""

    face: str = "fangsong"
    size: float = 10.5
    align: str = "left"
    bold: bool = False
    underline: bool = False
    border: bool = False
    indent: bool = False
    """Two characters before the first line."""
    top: bool = False
    """At the top of the cell, for what runs over pages."""
    shrink: bool = False
    """In one line, smaller where it must be: what labels a space to fill in."""

    @property
    def leading(self) -> float:
        """Height of a line, in points."""
        return self.size * LEADING


LIST = {
    "title": Look("title", 18, "center"),
    "subtitle": Look("kai", 14, "center"),
    "caption": Look(size=12),
    "header": Look("hei", align="center"),
    "cell-label": Look("hei", 12, "center", shrink=True),
    "cell-blank": Look(size=12, align="center"),
    "cell-group": Look("hei"),
    "cell-closed": Look(size=14, align="center"),
    "heading1": Look("hei", 12),
    "heading2": Look("kai", 12),
    "heading3": Look(size=12, bold=True),
    "body": Look(size=12),
    "signature": Look(size=12, align="right"),
}
"""By role, on a sheet with a table; what is not named looks like a note."""
TEXT = {
    "title": Look("title", 22, "center"),
    "subtitle": Look("kai", 16, "center"),
    "salutation": Look(size=16),
    "heading1": Look("hei", 16, indent=True),
    "heading2": Look("kai", 16, indent=True),
    "heading3": Look(size=16, bold=True, indent=True),
    "signature": Look(size=16, align="right"),
    "": Look(size=16, indent=True),
}
"""The same on a sheet of paragraphs."""
STYLES: dict[str, dict[str, Any]] = {
    "head1": {"face": "hei"},
    "head2": {"face": "kai"},
    "head3": {"bold": True},
    "unknown": {"face": "hei"},
    "proposal": {"face": "kai"},
    "strong": {"bold": True},
    "blank": {"underline": True},
}
"""What the style of some words changes."""


@dataclass
class Looks:
    """The looks of one workbook; `fonts` are the office's own families by role."""

    fonts: Mapping[str, str]
    roles: Mapping[str, Look] = field(default_factory=lambda: LIST)
    _formats: dict[tuple[Look, bool], Any] = field(default_factory=dict)
    _cells: dict[tuple[str, str], Look] = field(default_factory=dict)

    def of(self, *roles: str) -> Look:
        """The look of the first role that has one."""
        names = (name for role in roles for name in (role, role.split(" ")[0]))
        return next((self.roles[name] for name in names if name in self.roles), self.roles.get("", Look()))

    def cell(self, role: str, align: str) -> Look:
        """The look of a table's cell: that of its role; else of cells at large, aligned as its column is."""
        key = (role, align)
        if key not in self._cells:
            found = self.of(role, "cell")
            own = found if role in self.roles else replace(found, align=align)
            self._cells[key] = replace(own, border=True)
        return self._cells[key]

    def styled(self, look: Look, style: str) -> Look:
        """A look for words in some style within it."""
        return replace(look, **STYLES[style]) if style in STYLES else look

    def default(self) -> dict[str, Any]:
        """The workbook's own font; its digits, half as wide as high, are what Excel measures columns in."""
        return {"font_name": self._family("fangsong"), "font_size": 10.5}

    def format(self, book: Any, look: Look) -> Any:
        """The format of a cell, made once."""
        key = (look, True)
        if key not in self._formats:
            border = {"border": 1} if look.border else {}
            place = {"align": look.align, "valign": "top" if look.top or look.indent else "vcenter"}
            fit = {"shrink": True} if look.shrink else {"text_wrap": True}
            self._formats[key] = book.add_format({**self._font(look), **place, **fit, **border})
        return self._formats[key]

    def font(self, book: Any, look: Look) -> Any:
        """The format of some words within a cell, made once."""
        key = (replace(look, align="left", border=False, indent=False, top=False, shrink=False), False)
        if key not in self._formats:
            self._formats[key] = book.add_format(self._font(look))
        return self._formats[key]

    def _font(self, look: Look) -> dict[str, Any]:
        font: dict[str, Any] = {"font_name": self._family(look.face), "font_size": look.size}
        font |= {"bold": True} if look.bold or (look.face == "title" and self._family("title") in PLAIN) else {}
        return font | ({"underline": 1} if look.underline else {})

    def _family(self, role: str) -> str:
        return self.fonts.get(role) or FACES[role]


def text_width(text: str) -> float:
    """Width of a line in sizes of its font: a Chinese character is one, a Latin letter or digit about half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def line_count(text: str, width: float, size: float) -> int:
    """Lines that a text takes in `width` points; a character less a line, since no line may begin with 。 or ，."""
    room = max(1.0, width / size - 0.6)
    return sum(max(1, -int(-text_width(line) // room)) for line in text.split("\n"))


def height(texts: Iterable[tuple[str, float, Look]]) -> float:
    """Points that a row needs for some texts, each with its width in points and its look."""
    return max((line_count(t, width, look.size) * look.leading + 6 for t, width, look in texts), default=20)
