"""Lists in landscape: practice, for the standard is silent but for the place of the page number."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.conformance.copies import Copy, squeezed
from benchmarks.conformance.readings import Reading, face_name, face_role, is_title_face, listed, size_name, spread
from benchmarks.conformance.sheets import Glyph, Sheet
from speechgen.document import Table, plain
from speechgen.layout import PAPER

EMPTY = 0.45
"""Of the type area: how much of a page may stay empty because the next row is kept whole."""


def title(copy: Copy) -> Reading | None:
    turned = {s.number for s in copy.turned}
    glyphs = [g for p in copy.of("title") for g in p.glyphs if g.sheet in turned]
    if not copy.tables or not glyphs:
        return None
    good = all(18 <= g.size <= 22 and is_title_face(g.face) for g in glyphs if "\u4e00" <= g.text <= "\u9fff")
    return Reading("2号或小二号小标宋", listed(f"{size_name(g.size)}{face_name(g.face)}" for g in glyphs), good)


def header(copy: Copy) -> Reading | None:
    """The columns' names in 黑体, 小四 to 五号, on every page that shows a row."""
    if not copy.tables:
        return None
    without, types = [], set()
    for sheet in _listed(copy):
        found = _header(copy, sheet)
        if not found:
            without.append(str(sheet.number))
        types |= {(size_name(g.size), face_name(g.face), 10.4 < g.size < 12.1) for g in found}
    good = not without and all(face == "黑体" and fits for _, face, fits in types)
    told = listed(f"{size}{face}" for size, face, _ in sorted(types))
    return Reading("黑体小四至五号", told + (f"，缺第{listed(without)}面" if without else ""), good)


def cells(copy: Copy) -> Reading | None:
    """Words of the rows: 仿宋, 小四 to 五号; what is marked (待明确, 建议) has a face of its own."""
    if not copy.tables:
        return None
    around = {g for p in copy.pieces for g in p.glyphs}
    found: dict[tuple[str, str], int] = {}
    bad = total = 0
    for sheet in _listed(copy):
        head = set(_header(copy, sheet))
        for g in sheet.words:
            if g in around or g in head or not "\u4e00" <= g.text <= "\u9fff":
                continue
            key = (size_name(g.size), face_name(g.face))
            found[key] = found.get(key, 0) + 1
            total += 1
            bad += not (10.4 < g.size < 12.1 and face_role(g.face) in ("fangsong", "hei", "kai"))
    if not total:
        return None
    most = max(found, key=found.__getitem__)
    return Reading("五号或小四仿宋", "".join(most), most[1] == "仿宋" and bad <= total / 50)


def borders(copy: Copy) -> Reading | None:
    """Thin rules around and between the cells."""
    if not copy.tables:
        return None
    rules = [s for sheet in _listed(copy) for s in sheet.strokes if min(s.right - s.left, s.bottom - s.top) < 1.2]
    rules = [s for s in rules if s.thick > 0.05]
    if not rules:
        return Reading("0.5磅", "没有边框", False)
    return Reading(
        "0.5磅（0.25–1）", f"{spread((s.thick for s in rules), 2)}磅", all(0.2 < s.thick < 1.1 for s in rules)
    )


def area(copy: Copy) -> Reading | None:
    """The list within the turned type area: 28 mm above on odd pages, 26 on even ones, 35 left, 37 right (8, 5.2.1)."""
    if not copy.tables or not copy.turned:
        return None
    lay = copy.layout
    boxes = {s.number: box for s in _listed(copy) if (box := _box(s))}
    if not boxes:
        return None
    starts = {p.glyphs[0].sheet for p in copy.of("title") if p.glyphs}
    bad = [f"第{n}面" for n, box in boxes.items() if not _within(copy, n, box, n in starts)]
    wanted = f"单页上{lay.left:g}下{lay.right:g}、双页相反，左{lay.bottom:g}右{lay.top:g}"
    return Reading(wanted, listed(bad) or f"在内，上{spread(box[1] for box in boxes.values())}", not bad)


def _box(sheet: Sheet) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of what a sheet shows; None where it shows no table."""
    rules = [s for s in sheet.strokes if s.right - s.left > 1 and s.thick < 1.5]
    if not rules:
        return None
    top = min(*(s.top for s in rules), *(g.base - 3 for g in sheet.words))
    return min(s.left for s in rules), top, max(s.right for s in rules), max(s.bottom for s in rules)


def _within(copy: Copy, number: int, box: tuple[float, float, float, float], first: bool) -> bool:
    """A list's first page begins with its title, somewhat lower; 1 mm is allowed (5.2.1), and half a rule."""
    lay, (left, top, right, low) = copy.layout, box
    above, below = (lay.left, lay.right) if number % 2 else (lay.right, lay.left)
    high = abs(top - above) <= 1.2 or (first and top >= above - 1.2)
    return (
        high and low <= PAPER[0] - below + 1.2 and abs(left - lay.bottom) <= 1 and abs(PAPER[1] - right - lay.top) <= 1
    )


def notes(copy: Copy) -> Reading | None:
    """No page holds notes (or the sign-off) and no row of the list."""
    if not copy.tables or not copy.of("note"):
        return None
    lonely = [str(s.number) for s in copy.turned if s.words and not _rows(copy, s)]
    return Reading("没有", f"第{listed(lonely)}面" if lonely else "没有", not lonely)


def filled(copy: Copy) -> Reading | None:
    """No page but the last ends far above the lower edge."""
    if not copy.tables or len(copy.sheets) < 2:
        return None
    empty = {s.number: _left_empty(s) for s in copy.sheets[:-1] if s.landscape}
    bad = [f"第{n}面空{share:.0%}" for n, share in empty.items() if share > EMPTY]
    return Reading(f"每面空白不过{EMPTY:.0%}", listed(bad) or f"最多{max(empty.values(), default=0):.0%}", not bad)


def _left_empty(sheet: Sheet) -> float:
    """How much of the height between the margins lies below the last rule or line."""
    rules = [s.bottom for s in sheet.strokes if s.right - s.left > 5 and s.bottom < sheet.height - 20]
    lowest = max([*rules, *(g.base for g in sheet.words)], default=0)
    return max(0, (sheet.height - 27 - lowest) / (sheet.height - 54))


def _listed(copy: Copy) -> list[Sheet]:
    return [s for s in copy.sheets if s.words and _rows(copy, s)]


def _rows(copy: Copy, sheet: Sheet) -> bool:
    """Whether the sheet shows words of a row of a list."""
    around = {g for p in copy.pieces for g in p.glyphs} | set(_header(copy, sheet))
    rest = squeezed("".join(g.text for g in sheet.words if g not in around))
    return any(_shows(rest, table) for table in copy.tables)


def _shows(text: str, table: Table) -> bool:
    rows = (r for r in table.rows if not r.header)
    words = (squeezed(plain(p.content)) for r in rows for c in r.cells for p in c.paragraphs)
    return any(len(w) >= 2 and w[:12] in text for w in words)


def _header(copy: Copy, sheet: Sheet) -> list[Glyph]:
    """The glyphs of the columns' names on a sheet, in the order of the file."""
    text = "".join(g.text for g in sheet.words)
    for table in copy.tables:
        names = squeezed("".join(_names(table)))
        at = text.find(names) if names else -1
        if at >= 0:
            return list(sheet.words[at : at + len(names)])
    return []


def _names(table: Table) -> Iterable[str]:
    return (plain(p.content) for r in table.rows if r.header for c in r.cells for p in c.paragraphs)
