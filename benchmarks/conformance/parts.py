"""The parts of a document: title, addressees, levels, attachments, and head and foot where it has them (clause 7).

A part is known by the role of its paragraph; a document without the part is not measured for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from benchmarks.conformance.copies import Copy, Piece
from benchmarks.conformance.readings import Reading, face_name, face_role, is_title_face, listed, size_name, spread
from benchmarks.conformance.sheets import MM, Glyph
from speechgen.chinese.titles import is_laddered
from speechgen.chinese.words import find_words

BODY = ("body", "closing")
ADDRESSEES = ("salutation", "addressee")


UNKNOWN = "【待定"
"""How a document says openly that it was not told something."""


def _given(copy: Copy, *roles: str) -> tuple[Piece, ...]:
    """The pieces that say something; what is still to be decided has no form to measure."""
    return tuple(p for p in copy.of(*roles) if UNKNOWN not in p.words and p.glyphs)


def _types(glyphs: Iterable[Glyph]) -> dict[tuple[str, float, bool], int]:
    """How often each face, size and weight occurs; Chinese characters and punctuation only, whatever stood in."""
    found: dict[tuple[str, float, bool], int] = {}
    for g in glyphs:
        if "\u4e00" <= g.text <= "\u9fff":
            key = (g.face, round(g.size, 1), g.bold)
            found[key] = found.get(key, 0) + 1
    return found


def _said(types: dict[tuple[str, float, bool], int]) -> str:
    ordered = sorted(types, key=types.__getitem__, reverse=True)
    return listed(f"{size_name(size)}{face_name(face)}{'加粗' if bold else ''}" for face, size, bold in ordered)


def _typed(pieces: tuple[Piece, ...], wanted: str, good: Callable[[str, float, bool], bool]) -> Reading | None:
    """Whether all own words of the pieces are in the wanted type; a rare character in another face is no failure."""
    types = _types(g for p in pieces for g in p.own())
    if not types:
        return None
    bad = sum(count for key, count in types.items() if not good(*key))
    return Reading(wanted, _said(types), bad <= sum(types.values()) / 100)


def body_type(copy: Copy) -> Reading | None:
    size = copy.layout.body_size
    return _typed(
        copy.of(*BODY),
        f"{size_name(size)}仿宋",
        lambda face, points, bold: face_role(face) == "fangsong" and abs(points - size) < 0.2 and not bold,
    )


def title_type(copy: Copy) -> Reading | None:
    upright = {s.number for s in copy.portrait}
    pieces = tuple(p for p in copy.of("title") if p.glyphs and p.glyphs[0].sheet in upright)
    size = copy.layout.title_size
    return _typed(
        pieces,
        f"{size_name(size)}小标宋",
        lambda face, points, bold: is_title_face(face) and abs(points - size) < 0.2,
    )


def subtitle(copy: Copy) -> Reading | None:
    pieces = copy.of("subtitle")
    size = copy.layout.body_size
    return _typed(
        pieces,
        f"{size_name(size)}楷体",
        lambda face, points, _: face_role(face) == "kai" and abs(points - size) < 0.2,
    )


def title_centred(copy: Copy) -> Reading | None:
    """Each line as far from the left edge of the type area as from the right."""
    found = [(line, copy.sheets[line[0].sheet - 1]) for p in copy.of("title") for line in p.lines]
    if not found:
        return None
    edges = {False: (copy.layout.left, copy.layout.right), True: (35.0, 37.0)}
    off = [
        (line[0].left - edges[s.landscape][0]) - (s.width - edges[s.landscape][1] - line[-1].right) for line, s in found
    ]
    # A title that ends with 》 or ） seems to stand half a character to the left: punctuation is measured as it is set.
    return Reading("左右相差不过2", f"相差{spread(map(abs, off))}", all(abs(x) <= 2 for x in off))


def title_words(copy: Copy) -> Reading | None:
    """No word is cut by the end of a line."""
    titles = [p for p in copy.of("title") if len(p.lines) > 1]
    if not titles:
        return None
    broken = [cut for p in titles for cut in _cut_words(p)]
    return Reading("词意完整", f"断开：{listed(broken)}" if broken else "完整", not broken)


def _cut_words(piece: Piece) -> list[str]:
    ends, at = set(), 0
    for line in piece.lines[:-1]:
        at += len(line)
        ends.add(at)
    found, at = [], 0
    for word in find_words(piece.words):
        if any(at < end < at + len(word) for end in ends):
            found.append(word)
        at += len(word)
    return found


def title_shape(copy: Copy) -> Reading | None:
    """梯形 or 菱形, not 长方形 or 沙漏."""
    titles = [p for p in copy.of("title") if len(p.lines) > 1]
    if not titles:
        return None
    shapes = [tuple(map(len, p.lines)) for p in titles]
    return Reading("梯形或菱形", listed("/".join(map(str, s)) for s in shapes), all(map(is_laddered, shapes)))


def addressee(copy: Copy) -> Reading | None:
    """Flush left on every line, a full-width colon at the end."""
    pieces = copy.of(*ADDRESSEES)
    if not pieces:
        return None
    lefts = [line[0].left for p in pieces for line in p.lines]
    ends = {p.words[-1] for p in pieces}
    measured = f"左端{spread(lefts)}，末尾“{''.join(sorted(ends))}”"
    good = bool(lefts) and all(abs(x - copy.layout.left) < 1 for x in lefts) and ends == {"："}
    return Reading(f"左端{copy.layout.left:g}，末尾“：”", measured, good)


def first_page(copy: Copy) -> Reading | None:
    if not copy.of("body"):
        return None
    lines = [line for p in copy.of("body") for line in p.lines if line[0].sheet == 1]
    return Reading("有正文", f"正文{len(lines)}行", bool(lines))


def indent(copy: Copy) -> Reading | None:
    """Paragraphs and headings begin two characters in."""
    pieces = [p for p in copy.of(*BODY, "heading1", "heading2", "heading3", "heading4") if p.lines]
    if not pieces:
        return None
    step = copy.layout.advance
    found = [(p.lines[0][0].left - copy.layout.left) / MM / step for p in pieces]
    return Reading("2字", f"{spread(found, 2)}字", all(abs(x - 2) < 0.25 for x in found))


def wrapped(copy: Copy) -> Reading | None:
    """Every further line begins at the left edge."""
    pieces = copy.of(*BODY, "heading1", "heading2", "heading3", "heading4")
    lefts = [line[0].left for p in pieces for line in p.lines[1:]]
    if not lefts:
        return None
    return Reading(f"{copy.layout.left:g}", spread(lefts), all(abs(x - copy.layout.left) < 0.5 for x in lefts))


def levels(copy: Copy) -> Reading | None:
    """一、黑体  （一）楷体  1.仿宋  （1）仿宋; bold only where the office has it (by custom, the third)."""
    told, good = [], True
    for n, level in enumerate(copy.layout.levels, 1):
        types = _types(g for p in copy.of(f"heading{n}") for g in p.own())
        if types:
            told.append(f"{n}级{_said(types)}")
            right = sum(
                c for (face, _, bold), c in types.items() if (face_role(face), bold) == (level.face, level.bold)
            )
            good &= right >= 0.99 * sum(types.values())
    wanted = "、".join(f"{n}级{str(level).replace(' ', '')}" for n, level in enumerate(copy.layout.levels, 1))
    return Reading(wanted, "、".join(told), good) if told else None


def attachment_note(copy: Copy) -> Reading | None:
    """附件： two characters in, a blank line above it, names without a full stop, wraps under the name."""
    pieces = copy.of("attachments")
    if not pieces:
        return None
    first = pieces[0]
    inset = (first.lines[0][0].left - copy.layout.left) / MM / copy.layout.advance
    above = [g.base for g in copy.sheets[first.glyphs[0].sheet - 1].words if g.base < first.glyphs[0].base - 1]
    gap = (first.glyphs[0].base - max(above)) / MM / copy.layout.pitch if above else 2
    ends = [p.words[-1] for p in pieces if p.words[-1] in "。；，、"]
    measured = f"左空{inset:.1f}字，距上{gap:.1f}行" + (f"，末尾有“{ends[0]}”" if ends else "")
    return Reading("左空2字，空1行，末尾无标点", measured, abs(inset - 2) < 0.3 and gap > 1.8 and not ends)


def date(copy: Copy) -> Reading | None:
    """The full date in Arabic figures without leading zeros."""
    pieces = _given(copy, "date")
    if not pieces:
        return None
    bad = [p.words for p in pieces if not re.fullmatch(r"\d{4}年[1-9]\d?月[1-9]\d?日", p.words)]
    return Reading("2026年1月2日式样", listed(p.words for p in pieces), not bad)


def attachment(copy: Copy) -> Reading | None:
    """On a new page, first line, flush left, 3号 黑体."""
    pieces = copy.of("attachment")
    if not pieces:
        return None
    told, good = [], True
    for piece in pieces:
        sheet = copy.sheets[piece.glyphs[0].sheet - 1] if piece.glyphs else None
        first = sheet is not None and sheet.lines[0][0] == piece.glyphs[0]
        types = _types(piece.glyphs)
        good &= first and all(face_role(f) == "hei" and abs(s - 16) < 0.2 for f, s, _ in types)
        told.append(f"{_said(types)}{'' if first else '，不在首行'}")
    return Reading("首行，3号黑体", listed(told), good)


def mark(copy: Copy) -> Reading | None:
    """发文机关标志: centred, 小标宋, red."""
    pieces = copy.of("redhead")
    if not pieces:
        return None
    line, lay = pieces[0].lines[0], copy.layout
    off = (line[0].left - lay.left) - (lay.left + lay.width - line[-1].right)
    red = all(g.colour[0] > 180 and max(g.colour[1:]) < 90 for g in line)
    face = is_title_face(line[0].face)
    measured = f"{'红' if red else '不红'}、{face_name(line[0].face)}、相差{abs(off):.1f}"
    return Reading("红色小标宋居中", measured, red and face and abs(off) < 3)


def document_number(copy: Copy) -> Reading | None:
    """〔2026〕3号: hexagonal brackets, the whole year, no 第, no leading zero."""
    pieces = _given(copy, "document-number")
    if not pieces:
        return None
    words = pieces[0].words
    good = bool(re.match(r"\D+〔(\d{4}|[X×*＊]{2,4})〕([1-9]\d*|[X×*＊]+)?号", words))
    return Reading("×〔2026〕1号式样", words, good)


def red_rule(copy: Copy) -> Reading | None:
    """As wide as the type area, 4 mm below the document number."""
    pieces = tuple(p for p in copy.of("document-number") if p.glyphs)
    if not pieces:
        return None
    base = max(g.base for g in pieces[0].glyphs)  # 黑体 and 仿宋 reach an eighth of their size below it
    rules = [s for s in copy.sheets[0].strokes if s.colour[0] > 150 and max(s.colour[1:]) < 90 and s.top > base - 1]
    if not rules:
        return Reading("字下4，宽同版心", "没有红线", False)
    rule = min(rules, key=lambda s: s.top)
    width, gap = rule.right - rule.left, rule.top - base
    good = abs(width - copy.layout.width) < 1.2 and 3 <= gap <= 6.5
    return Reading(f"字下4，宽{copy.layout.width:g}", f"字下{gap:.1f}，宽{width:.1f}", good)


def serial(copy: Copy) -> Reading | None:
    """份号: six Arabic figures, 3号, flush left in the first line."""
    pieces = _given(copy, "serial")
    if not pieces:
        return None
    first = pieces[0].glyphs[0]
    at_top = copy.sheets[0].lines[0][0] == first and abs(first.left - copy.layout.left) < 1
    good = at_top and abs(first.size - 16) < 0.2 and bool(re.fullmatch(r"\d{6}", pieces[0].words))
    return Reading("首行顶格，6位数字，3号", f"{pieces[0].words}，{size_name(first.size)}", good)


def corner(copy: Copy) -> Reading | None:
    """密级和保密期限, 紧急程度: 3号 黑体, flush left."""
    pieces = _given(copy, "corner")
    types = _types(g for p in pieces for g in p.glyphs)
    if not types:
        return None
    flush = all(abs(p.glyphs[0].left - copy.layout.left) < 1 for p in pieces)
    good = flush and all(face_role(face) == "hei" and abs(size - 16) < 0.2 for face, size, _ in types)
    return Reading("顶格，3号黑体", _said(types), good)


def imprint_rules(copy: Copy) -> Reading | None:
    """The last rule of the 版记 is the lower edge of the type area, and as wide."""
    pieces = [p for p in copy.of("copies", "issued") if p.glyphs]
    if not pieces:
        return None
    sheet = copy.sheets[pieces[-1].glyphs[0].sheet - 1]
    rules = [s for s in sheet.strokes if s.right - s.left > 100 and s.bottom - s.top < 1.2]
    if not rules:
        return Reading("末条与版心下边缘重合", "没有分隔线", False)
    last = max(rules, key=lambda s: s.bottom)
    off = last.bottom - (copy.layout.top + copy.layout.height)
    width = last.right - last.left
    good = abs(off) <= 1.2 and abs(width - copy.layout.width) <= 1.2
    return Reading("末条与版心下边缘重合，宽同版心", f"相差{abs(off):.1f}，宽{width:.1f}", good)


def colophon(copy: Copy) -> Reading | None:
    """抄送, 印发机关 and 印发日期: 4号 仿宋."""
    pieces = _given(copy, "copies", "issued")
    return _typed(pieces, "4号仿宋", lambda f, points, _: face_role(f) == "fangsong" and abs(points - 14) < 0.2)
