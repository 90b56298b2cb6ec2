"""The numbers of a page: the one place where they live. Style sheets, Word frames and the conformance table ask here.

The defaults are those of GB/T 9704-2012 (clause numbers beside them); an office whose own rules differ says so in
office.yaml under `layout:`, and every document follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

POINTS = 72 / 25.4
"""In a millimetre."""
PAPER = (210.0, 297.0)
"""A4 (5.1), in millimetres."""
FACE_NAMES = {"仿宋": "fangsong", "楷体": "kai", "黑体": "hei", "宋体": "song", "小标宋": "title"}
"""The faces of headings, and the roles of those families in a frame."""
BOLD = "加粗"
PLACES = ("outside", "center", "right")
"""Where page numbers may stand: outside 单右双左, center 居中, right 居右."""


@dataclass(frozen=True)
class Level:
    """How a heading of one level looks."""

    face: str
    """The role of its family: `hei`, `kai`, `fangsong`, `song`, `title`."""
    bold: bool = False

    def __str__(self) -> str:
        name = next(name for name, role in FACE_NAMES.items() if role == self.face)
        return f"{name} {BOLD}" if self.bold else name


@dataclass(frozen=True)
class Layout:
    """A portrait page. Lengths in millimetres, sizes of type and distances of lines in points."""

    top: float = 37
    """天头 (5.2.1)."""
    right: float = 26
    """What 28 mm and a type area of 156 mm leave (5.2.1)."""
    bottom: float = 35
    left: float = 28
    """订口 (5.2.1)."""
    lines: int = 22
    """On a page (5.2.3)."""
    line_pitch: float = 0
    """0: what `lines` of them fill the type area with."""
    characters: int = 28
    """In a line (5.2.3)."""
    body_size: float = 16
    """3号 (5.2.2)."""
    title_size: float = 22
    """2号 (7.3.1)."""
    level1: Level = Level("hei")
    """7.3.3, as the next three; the standard leaves bold open, and the third level takes it by custom."""
    level2: Level = Level("kai")
    level3: Level = Level("fangsong", bold=True)
    level4: Level = Level("fangsong")
    page_number: str = "— 1 —"
    """7.5; the 1 stands for the number."""
    page_number_place: str = "outside"

    @property
    def width(self) -> float:
        """Of the type area."""
        return PAPER[0] - self.left - self.right

    @property
    def height(self) -> float:
        """Of the type area."""
        return PAPER[1] - self.top - self.bottom

    @property
    def pitch(self) -> float:
        """From line to line, in points."""
        return self.line_pitch or self.height * POINTS / self.lines

    @property
    def page_lines(self) -> int:
        """How many lines fit a page."""
        return int(self.height * POINTS / self.pitch + 0.01)

    @property
    def advance(self) -> float:
        """From character to character, in points: as many as belong into a line fill it."""
        return self.width * POINTS / self.characters

    @property
    def spacing(self) -> float:
        """What a body character gets in addition to its width, in points; mostly less than nothing."""
        return self.advance - self.body_size

    @property
    def levels(self) -> tuple[Level, Level, Level, Level]:
        """The four levels of headings."""
        return (self.level1, self.level2, self.level3, self.level4)

    def number_parts(self) -> tuple[str, str]:
        """What stands before the page number, and what behind it."""
        before, _, after = self.page_number.partition("1")
        return before, after

    def changes(self) -> dict[str, str]:
        """What differs from the standard, by key."""
        return {f.name: str(getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) != f.default}


STANDARD = Layout()

Wrong = Literal["layout-number", "layout-face", "layout-place", "layout-page-number", "layout-crowded"]


class LayoutError(ValueError):
    """A value that cannot be taken: under which key, and what kind of mistake it is."""

    def __init__(self, key: str, reason: Wrong, wanted: str = "") -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key
        self.reason = reason
        self.wanted = wanted


# Least and most that make sense; what lies beyond is a slip (centimetres for millimetres, twips for points).
_RANGES: dict[str, tuple[float, float]] = {
    **dict.fromkeys(("top", "right", "bottom", "left"), (10, 60)),
    "lines": (10, 40),
    "line_pitch": (14, 60),
    "characters": (16, 45),
    "body_size": (9, 26),
    "title_size": (14, 24),
}


def make_layout(values: Mapping[str, str]) -> Layout:
    """The layout with these values in place of the standard's; LayoutError where one of them cannot be taken."""
    made: dict[str, Any] = {key: _READ.get(key, _number)(key, text) for key, text in values.items()}
    if "line_pitch" in made and "lines" not in made:
        made["lines"] = Layout(**made).page_lines
    layout = Layout(**made)
    if layout.line_pitch and layout.page_lines < layout.lines:
        raise LayoutError("line_pitch", "layout-crowded", f"{layout.height * POINTS / layout.lines:.2f}")
    if layout.pitch < layout.body_size or layout.spacing < -layout.body_size / 10:
        raise LayoutError("body_size", "layout-crowded", f"{min(layout.pitch, layout.advance):.1f}")
    return layout


def _number(key: str, text: str) -> float:
    low, high = _RANGES[key]
    whole = key in ("lines", "characters")
    if not re.fullmatch(r"\d+" if whole else r"\d+(\.\d+)?", text) or not low <= float(text) <= high:
        raise LayoutError(key, "layout-number", f"{low:g}–{high:g}")
    return int(text) if whole else float(text)


def _level(key: str, text: str) -> Level:
    name = text.replace(BOLD, "").strip(" ，,、")
    if name not in FACE_NAMES:
        raise LayoutError(key, "layout-face", "、".join(FACE_NAMES))
    return Level(FACE_NAMES[name], BOLD in text)


def _place(key: str, text: str) -> str:
    if text not in PLACES:
        raise LayoutError(key, "layout-place", "、".join(PLACES))
    return text


def _page_number(key: str, text: str) -> str:
    if text.count("1") != 1 or len(text) > 12 or re.search(r'["\\<>\d]', text.replace("1", "")):
        raise LayoutError(key, "layout-page-number")
    return text


_READ: dict[str, Callable[[str, str], float | str | Level]] = {
    **{f"level{n}": _level for n in range(1, 5)},
    "page_number": _page_number,
    "page_number_place": _place,
}
