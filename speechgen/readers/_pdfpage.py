"""What stands on a page of a PDF: its characters with their places, and the straight lines that are drawn on it.

Coordinates are the page's own, in points, as the text is read: x to the right, y upwards.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from speechgen.readers._wordtext import SYMBOLS

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

UNKNOWN = "\ufffd"
SLANTED = 0.1
"""Radians off the upright from which a character belongs to a watermark or a stamp."""
MOST_SEGMENTS = 50_000
"""Of drawn lines on a page: a map or a chart has more, a table never."""
SMALLEST = 6.0
"""Points; what is drawn smaller in both directions is no side of a cell."""
STRAIGHT = 0.5
"""Points by which a line may be off the horizontal or the vertical."""
RADICALS = dict(
    zip(
        "⺁⺇⺌⺎⺟⺠⺩⺫⺮⺶⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂几小兀母民王目竹羊虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Signs of dictionaries that some programs write for the characters that look like them (Unicode 2E80 to 2EFF)."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character, and the box that its font gives it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Of its box, which is near the size of its font."""
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of its box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page."""

    chars: tuple[Char, ...]
    """In the order in which the file has them, without what stands slanted or sideways."""
    segments: tuple[Box, ...]
    """Horizontal and vertical lines, the edges of filled areas included."""
    unknown: int
    """Characters whose font does not say which they are."""
    pictures: bool
    width: float


def read_page(page: Any) -> PdfPage:
    """A page of pypdfium2. Text that stands at another angle than most of the page's text is left out."""
    found = _read_chars(page)
    quarters = Counter(quarter for _, _, quarter in found)
    upright = max(quarters, key=lambda q: (quarters[q], -q), default=0)
    chars = tuple(Char(text, *_turned(box, upright)) for text, box, quarter in found if quarter == upright)
    segments, pictures = _read_drawings(page)
    unknown = sum(c.text == UNKNOWN for c in chars)
    return PdfPage(chars, tuple(_turned(s, upright) for s in segments), unknown, pictures, page.get_width())


def _read_chars(page: Any) -> list[tuple[str, Box, int]]:
    """Text, box and angle in quarters of a turn of each character; none that PDFium made up between them."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    found = []
    box = raw.FS_RECTF()
    for i in range(max(text_page.count_chars(), 0)):
        if raw.FPDFText_IsGenerated(text_page, i) == 1:
            continue
        quarters = raw.FPDFText_GetCharAngle(text_page, i) / (math.pi / 2)
        if abs(quarters - round(quarters)) > SLANTED or not raw.FPDFText_GetLooseCharBox(text_page, i, box):
            continue
        text = _text(raw.FPDFText_GetUnicode(text_page, i))
        if text:
            found.append((text, (box.left, box.bottom, box.right, box.top), round(quarters) % 4))
    text_page.close()
    return found


def _text(code: int) -> str:
    """The character that a code means; "" for a control code, U+FFFD where the font does not say."""
    if code == 0x02:  # PDFium's sign for a hyphen at the end of a line
        return "-"
    if code in (0, 0xFFFE, 0xFFFF):
        return UNKNOWN
    sign = chr(code)
    if 0xE000 <= code <= 0xF8FF:
        return SYMBOLS.get(f"{code:04X}", UNKNOWN)
    if 0x2E80 <= code <= 0x2EFF:
        return RADICALS.get(sign, sign)
    if 0x2F00 <= code <= 0x2FDF:
        return unicodedata.normalize("NFKC", sign)
    if sign.isspace():
        return "\u3000" if code == 0x3000 else " "
    return "" if code < 0x20 or 0x7F <= code < 0xA0 or code in (0xAD, 0xFEFF, 0x200B) else sign


def _turned(box: Box, quarters: int) -> Box:
    """A box on the page turned back by a text's angle, so that the text runs to the right."""
    left, bottom, right, top = box
    return (
        (left, bottom, right, top),
        (-top, left, -bottom, right),
        (-right, -top, -left, -bottom),
        (bottom, -right, top, -left),
    )[quarters]


def _read_drawings(page: Any) -> tuple[list[Box], bool]:
    """The horizontal and vertical lines of a page, and whether there is a picture on it."""
    from pypdfium2 import raw

    segments: list[Box] = []
    pictures = False
    for item in page.get_objects(max_depth=4):
        pictures = pictures or item.type == raw.FPDF_PAGEOBJ_IMAGE
        if item.type == raw.FPDF_PAGEOBJ_PATH and len(segments) < MOST_SEGMENTS:
            left, bottom, right, top = item.get_bounds()
            if max(right - left, top - bottom) >= SMALLEST:
                segments += _path_segments(item)
    return segments, pictures


def _path_segments(path: Any) -> list[Box]:
    """The straight edges of a path that run along the page's edges."""
    from ctypes import c_float

    from pypdfium2 import raw

    matrix = path.get_matrix()
    x, y = c_float(), c_float()
    corners: list[list[tuple[float, float]]] = []
    for i in range(min(raw.FPDFPath_CountSegments(path), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO or not corners:
            corners.append([])
        corners[-1].append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            corners[-1].append(corners[-1][0])
    lines = [(a, b) for run in corners for a, b in pairwise(run)]
    boxes = [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in lines]
    sides = ((b, b[2] - b[0], b[3] - b[1]) for b in boxes)
    return [b for b, width, height in sides if min(width, height) < STRAIGHT < max(width, height)]
