"""Page numbers (GB/T 9704-2012, 7.5 and 8)."""

from __future__ import annotations

from benchmarks.conformance.copies import Copy
from benchmarks.conformance.page import ABOVE
from benchmarks.conformance.readings import Reading, face_name, face_role, listed, size_name, spread
from benchmarks.conformance.sheets import MM, Glyph, Sheet

SIZE = 14
"""4号, in points; also the one character by which a number stands in from the edge."""
DISTANCE = 7
"""Of the dash below the type area, in millimetres."""
_DASH = 0.36
"""Of the type's size: how high above its base line a dash is drawn."""


def style(copy: Copy) -> Reading:
    """— 1 — in 4号 half-width 宋体 on every page, counting on."""
    wrong = [s.number for s in copy.sheets if text_of(s) != copy.number(s)]
    types = {
        (size_name(g.size), face_name(g.face), "加粗" if g.bold else "") for s in copy.sheets for g in s.page_number
    }
    good = not wrong and all(abs(g.size - SIZE) < 0.2 and _is_song(g) for s in copy.sheets for g in s.page_number)
    shown = listed(text_of(s) or "无" for s in copy.sheets[:1]) + "，" + listed("".join(t) for t in sorted(types))
    return Reading(
        f"{copy.layout.page_number}，4号宋体", shown + (f"，不对：第{listed(map(str, wrong))}面" if wrong else ""), good
    )


def _is_song(glyph: Glyph) -> bool:
    return face_role(glyph.face) == "song" and not glyph.bold


def text_of(sheet: Sheet) -> str:
    """The number as printed: along its own line, which in a turned page runs downward."""
    along = (lambda g: g.base) if sheet.landscape else (lambda g: g.left)
    return "".join(g.text for g in sorted(sheet.page_number, key=along))


def place(copy: Copy) -> Reading | None:
    """Odd pages one character from the right edge of the type area, even pages one from the left."""
    sheets = [s for s in copy.portrait if s.page_number]
    if not sheets:
        return None
    one, lay = SIZE * MM, copy.layout
    off = []
    for sheet in sheets:
        left = min(g.left for g in sheet.page_number) - lay.left
        right = lay.left + lay.width - max(g.right for g in sheet.page_number)
        side = _side(copy, sheet.number)
        off.append(abs(left - right) / 2 if side == "center" else (right if side == "right" else left) - one)
    wanted = {"outside": "单页右空1字，双页左空1字", "center": "居中", "right": "右空1字"}[lay.page_number_place]
    return Reading(wanted, f"相差{spread(map(abs, off))}", all(abs(x) < 1 for x in off))


def _side(copy: Copy, number: int) -> str:
    where = copy.layout.page_number_place
    return ("right" if number % 2 else "left") if where == "outside" else where


def distance(copy: Copy) -> Reading | None:
    """The dash 7 mm below the type area; without a dash, the middle of the number."""
    bottom = copy.layout.top + copy.layout.height
    found = [_middle(s) - bottom for s in copy.portrait if s.page_number]
    if not found:
        return None
    return Reading(f"{DISTANCE}", spread(found), all(abs(x - DISTANCE) <= 1 for x in found))


def _middle(sheet: Sheet) -> float:
    glyph = sheet.page_number[0]
    return glyph.base - _DASH * glyph.size * MM


def turned(copy: Copy) -> Reading | None:
    """The number keeps its portrait place: seen in landscape, in the left margin and turned; low on odd pages."""
    if not copy.turned:
        return None
    told, good = [], True
    for sheet in copy.turned:
        found = sheet.page_number
        ok = (
            bool(found)
            and text_of(sheet) == copy.number(sheet)
            and not any(g.upright for g in found if g.text.isdigit())
        )
        ok = ok and _keeps_place(copy, sheet)
        good &= ok
        if not ok:
            told.append(f"第{sheet.number}面“{text_of(sheet)}”")
    return Reading("左白边，转90°，单页在下、双页在上", listed(told) or "都在", good)


def _keeps_place(copy: Copy, sheet: Sheet) -> bool:
    """Turned back to portrait: 7 mm below the type area, one character from the outer edge."""
    lay, found = copy.layout, sheet.page_number
    x = (min(g.left for g in found) + max(g.right for g in found)) / 2
    if abs((lay.bottom - x) - DISTANCE) > 1.2:
        return False
    low, high = max(g.base for g in found), min(g.base for g in found)
    edge_low, edge_high = sheet.height - lay.right, lay.right
    side = _side(copy, sheet.number)
    if side == "center":
        return abs((low + high) / 2 - sheet.height / 2) < 8
    gap = edge_low - low if side == "right" else high - edge_high
    return -1 < gap < 3 * SIZE * MM * ABOVE
