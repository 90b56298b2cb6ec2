"""A PDF as what can be measured on it: sheets of glyphs and lines drawn, in millimetres from the upper left corner."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

MM = 25.4 / 72
NUMBER_BAND = 34.0
"""A page number stands outside the type area: in portrait no less than 1 mm below it, in landscape left of it."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it stands: its box by advance, its base line, its type in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    face: str
    bold: bool
    upright: bool
    colour: tuple[int, int, int]
    sheet: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """A rule that was drawn: its box, and how thick it is in points."""

    left: float
    top: float
    right: float
    bottom: float
    thick: float
    colour: tuple[int, int, int]


@dataclass(frozen=True)
class Sheet:
    """One page."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    """Without white space, in the order of the file."""
    strokes: tuple[Stroke, ...]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @cached_property
    def page_number(self) -> tuple[Glyph, ...]:
        """What stands in the band of page numbers."""
        return tuple(g for g in self.glyphs if self._outside(g))

    @cached_property
    def words(self) -> tuple[Glyph, ...]:
        """All but the page number."""
        return tuple(g for g in self.glyphs if not self._outside(g))

    def _outside(self, glyph: Glyph) -> bool:
        if self.landscape:
            return (glyph.right < NUMBER_BAND and not glyph.upright) or glyph.right < NUMBER_BAND - 2
        return glyph.base > self.height - NUMBER_BAND + 5

    @cached_property
    def lines(self) -> tuple[tuple[Glyph, ...], ...]:
        """The words line by line, from top to bottom and left to right."""
        return lines(self.words)


def lines(glyphs: Iterable[Glyph]) -> tuple[tuple[Glyph, ...], ...]:
    """Glyphs gathered by their base lines, sheet by sheet."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.sheet, g.base)):
        last = found[-1][0] if found else None
        if last and last.sheet == glyph.sheet and glyph.base - last.base < 1:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return tuple(tuple(sorted(line, key=lambda g: g.left)) for line in found)


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return tuple(_sheet(pdf[n], n + 1) for n in range(len(pdf)))


def _sheet(page: Any, number: int) -> Sheet:
    width, height = page.get_size()
    return Sheet(number, width * MM, height * MM, tuple(_glyphs(page, number, height)), tuple(_strokes(page, height)))


def _glyphs(page: Any, number: int, height: float) -> Iterator[Glyph]:
    import pypdfium2.raw as raw

    text = page.get_textpage()
    faces: dict[str, str] = {}
    for n in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, n))
        if raw.FPDFText_IsGenerated(text, n) == 1 or character.isspace():
            continue
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetLooseCharBox(text, n, box)
        raw.FPDFText_GetCharOrigin(text, n, x, y)
        face, file = _face(text, n), _file(text, n, faces)
        yield Glyph(
            character,
            box.left * MM,
            box.right * MM,
            (height - y.value) * MM,
            _size(text, n),
            face,
            "Bold" in (file or face) or _stroked(text, n),
            abs(raw.FPDFText_GetCharAngle(text, n)) < 0.1,
            _colour(text, n),
            number,
        )


def _size(text: Any, n: int) -> float:
    """In points on paper: the size in the file times what its matrix scales it by."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, n, matrix)
    return round(float(raw.FPDFText_GetFontSize(text, n)) * (matrix.c**2 + matrix.d**2) ** 0.5, 2)


def _face(text: Any, n: int) -> str:
    """The family's name, without the tag of a subset."""
    import pypdfium2.raw as raw

    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, n, name, 128, flags)
    return re.sub(r"^[A-Z]{6}\+", "", name.value.decode(errors="replace"))


def _file(text: Any, n: int, known: dict[str, str]) -> str:
    """What the font inside the file calls itself, whatever weight it goes by; "" if that is not known."""
    import pypdfium2.raw as raw

    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text, n))
    name = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, name, 128)
    tagged = name.value.decode(errors="replace")
    if tagged not in known:
        size = ctypes.c_ulong()
        raw.FPDFFont_GetFontData(font, None, 0, size)
        data = (ctypes.c_uint8 * size.value)()
        raw.FPDFFont_GetFontData(font, data, size.value, size)
        known[tagged] = own_name(bytes(data))
    return known[tagged]


def own_name(data: bytes) -> str:
    """The PostScript name that a font file gives itself (name 6, or that of its outlines); "" where it gives none."""
    from fontTools.cffLib import CFFFontSet
    from fontTools.ttLib import TTFont, TTLibError

    try:
        if data[:1] == b"\x01" and data[1:4] != b"\x00\x00\x00":  # bare outlines (CFF), as LibreOffice puts them in
            outlines = CFFFontSet()
            outlines.decompile(BytesIO(data), None)
            return str(outlines.fontNames[0])
        font = TTFont(BytesIO(data), lazy=True)
        return str(font["name"].getDebugName(6) or "") if "name" in font else ""
    except (TTLibError, KeyError, ValueError, IndexError, AssertionError):
        return ""


def _stroked(text: Any, n: int) -> bool:
    """Whether the outline is drawn too: how bold is imitated."""
    import pypdfium2.raw as raw

    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, n))
    return bool(mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE)


def _colour(text: Any, n: int) -> tuple[int, int, int]:
    import pypdfium2.raw as raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, n, red, green, blue, alpha)
    return (red.value, green.value, blue.value)


def _strokes(page: Any, height: float) -> Iterator[Stroke]:
    """Rules as lines, as flat boxes, or as the sides of a frame, whichever way the program drew them."""
    import pypdfium2.raw as raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        width, colour, drawn = _pen(item)
        for left, bottom, right, top in _sides(item):
            flat = min(right - left, top - bottom)
            thick = min(width, flat) if drawn and flat > 0 else flat
            yield Stroke(left * MM, (height - top) * MM, right * MM, (height - bottom) * MM, thick, colour)


def _pen(item: Any) -> tuple[float, tuple[int, int, int], bool]:
    """Width and colour of a path, and whether it is a line (and not a filled shape)."""
    import pypdfium2.raw as raw

    width, filled, drawn = ctypes.c_float(), ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    raw.FPDFPath_GetDrawMode(item, filled, drawn)
    get = raw.FPDFPageObj_GetStrokeColor if drawn.value else raw.FPDFPageObj_GetFillColor
    get(item, red, green, blue, alpha)
    return width.value, (red.value, green.value, blue.value), bool(drawn.value)


def _sides(item: Any) -> Iterator[tuple[float, float, float, float]]:
    """The box of a path; of one box within another (how WeasyPrint draws a border), what lies between them."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    points, x, y = [], ctypes.c_float(), ctypes.c_float()
    for n in range(raw.FPDFPath_CountSegments(item)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, n), x, y)
        points.append((matrix.a * x.value + matrix.e, matrix.d * y.value + matrix.f))
    if len(points) != 10:
        yield item.get_bounds()
        return
    one, other = (_box(points[:5]), _box(points[5:]))
    inner, outer = sorted((one, other), key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    left, bottom, right, top = outer
    near, low, far, high = inner
    sides = ((left, bottom, near, top), (far, bottom, right, top), (left, bottom, right, low), (left, high, right, top))
    yield from (side for side in sides if min(side[2] - side[0], side[3] - side[1]) > 0.01)


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
