"""The page itself: paper, margins, lines, characters, colours (GB/T 9704-2012, clauses 5 and 7.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from benchmarks.conformance.copies import Copy
from benchmarks.conformance.readings import Reading, listed, spread
from benchmarks.conformance.sheets import MM, Glyph, Sheet
from speechgen.document import Heading, PageBreak, Paragraph
from speechgen.layout import PAPER

ABOVE, BELOW = 0.86, 0.14
"""Of the type's size: how far a Chinese character reaches above its base line and below."""
EDGE = 0.6
"""Millimetres by which a line may miss the edge of the type area."""


def paper(copy: Copy) -> Reading:
    """A4, upright or turned."""
    sizes = {tuple(sorted((s.width, s.height))) for s in copy.sheets}
    good = all(abs(a - b) < 0.5 for size in sizes for a, b in zip(size, PAPER, strict=True))
    return Reading("A4 210×297", "、".join(f"{a:.0f}×{b:.0f}" for a, b in sorted(sizes)), good)


def head(copy: Copy) -> Reading | None:
    """The first line of a page stands in the uppermost line of the type area, the last above its lower edge."""
    sheets = [s for s in _flowing(copy) if s.lines]
    if not sheets:
        return None
    top, slack = copy.layout.top, (copy.layout.pitch - copy.layout.body_size) * MM
    tops = [s.lines[0][0].base - ABOVE * s.lines[0][0].size * MM for s in sheets]
    good = all(top - 1 <= t <= top + slack + 1 for t in tops)
    return Reading(f"{top:g}±1，字在首行内", f"首行字上沿{spread(tops)}", good)


def binding(copy: Copy) -> Reading | None:
    """Where lines begin on the left; seen in landscape, the upper edge of odd pages and the lower of even ones."""
    lefts = [min(line[0].left for line in p.lines) for p in copy.of("body", "closing") if len(p.lines) > 1]
    if not lefts:
        return None
    return Reading(f"{copy.layout.left:g}±1", spread(lefts), all(abs(x - copy.layout.left) <= 1 for x in lefts))


def area(copy: Copy) -> Reading | None:
    """156 × 225: as wide as a full line, as high as a full page's lines.

    Where an office sets the distance of lines itself, what they leave of the height is no part of it.
    """
    full, width, height = full_sheets(copy), copy.layout.width, copy.layout.lines * copy.layout.pitch * MM
    if not full or not copy.flow_lines:
        return None
    left, right = _edges(copy.flow_lines)
    high = max(s.lines[-1][0].base - s.lines[0][0].base for s in full) + copy.pitch * MM
    good = abs(right - left - width) <= 1 and abs(high - height) <= 1
    return Reading(f"{width:g}×{height:.4g}", f"{right - left:.1f}×{high:.1f}", good)


def lines_a_page(copy: Copy) -> Reading | None:
    """22 on every full page. A page on which a heading would stand last ends a line or two earlier."""
    full, pitch = full_sheets(copy), copy.pitch
    if not full or not pitch:
        return None
    found = {s.number: 1 + round((s.lines[-1][0].base - s.lines[0][0].base) / MM / pitch) for s in full}
    wanted = copy.layout.lines
    short = [n for n, count in found.items() if not _as_full(copy, n, count)]
    counts = Counter(found.values())
    measured = "、".join(f"{count}行{pages}面" for count, pages in sorted(counts.items(), reverse=True))
    measured += f"（短：第{listed(map(str, short))}面）" if short else ""
    return Reading(f"{wanted}（整面）", f"{measured}，行距{pitch:.2f}磅", not short)


def _as_full(copy: Copy, number: int, count: int) -> bool:
    """A full page, or one that gave its last lines to the next because a heading stays with its text."""
    headings = {p.glyphs[0] for p in copy.pieces if p.glyphs and p.role.startswith("heading")}
    following = next((s for s in copy.portrait if s.number == number + 1), None)
    moved = following is not None and following.words and following.words[0] in headings
    return count == copy.layout.lines or bool(moved and copy.layout.lines - 3 <= count < copy.layout.lines)


def characters_a_line(copy: Copy) -> Reading | None:
    """28 to a line: as many as its width holds at the measured distance, and in fact in lines of Chinese alone."""
    steps = [b.left - a.left for line in copy.flow_lines for a, b in pairwise(line) if wide(a) and wide(b)]
    if not steps:
        return None
    fit = copy.layout.width / median(steps)
    plain = [line for line in copy.flow_lines if all(map(wide, line)) and line[0].left < copy.layout.left + 1]
    counts = Counter(map(len, plain)).most_common(1)
    most = counts[0][0] if counts else round(fit)
    wanted = copy.layout.characters
    return Reading(f"{wanted}", f"{most}（字距{median(steps) / MM:.2f}磅）", round(fit, 1) == wanted or most == wanted)


def flush(copy: Copy) -> Reading | None:
    """Full lines end at the right edge of the type area."""
    edge = copy.layout.left + copy.layout.width
    ends = [line[-1].right for line in copy.flow_lines]
    if not ends:
        return None
    short = [e for e in ends if abs(e - edge) > EDGE + max(0, copy.layout.spacing) * MM]
    told = f"，{len(short)}行不齐" if short else ""
    return Reading(f"行末距纸边{copy.layout.right:g}±{EDGE}", f"{spread(PAPER[0] - e for e in ends)}{told}", not short)


def colour(copy: Copy) -> Reading:
    """Black; red only the head of a document: its mark and its rule."""
    red_allowed = {g for p in copy.of("redhead") for g in p.glyphs}
    odd = {g.colour for s in copy.sheets for g in s.glyphs if g not in red_allowed and max(g.colour) > 60}
    return Reading("黑色", "黑色" if not odd else listed(f"RGB{c}" for c in sorted(odd)), not odd)


def nothing_outside(copy: Copy) -> Reading | None:
    """All words inside the type area, one millimetre more at most (punctuation that hangs is outside)."""
    if not copy.portrait or not copy.of("body"):
        return None
    lay, over = copy.layout, []
    for sheet in copy.portrait:
        right, bottom = lay.left + lay.width + 1, lay.top + lay.height + 1
        over += [g for g in sheet.words if g.left < lay.left - 1 or g.right > right or g.base > bottom]
    return Reading("没有字超出版心", "没有" if not over else f"{len(over)}字，如“{over[0].text}”", not over)


def lone_headings(copy: Copy) -> Reading | None:
    """A heading is not the last thing on a page."""
    headings = [p for p in copy.pieces if p.glyphs and p.role.startswith("heading")]
    if not headings:
        return None
    lasts = {s.words[-1] for s in copy.sheets[:-1] if s.words}
    lone = [p.words for p in headings if p.glyphs[-1] in lasts]
    return Reading("没有", listed(lone) or "没有", not lone)


def full_sheets(copy: Copy) -> list[Sheet]:
    """Portrait pages of running text that go on on the next one; not those that a new page was asked for behind."""
    flowing, forced = _flowing(copy), set(_forced(copy))
    return [s for s, following in pairwise(flowing) if s.words and following.words[0] not in forced]


def _forced(copy: Copy) -> Iterator[Glyph]:
    """The first glyph of each piece that begins a page because the document says so."""
    new_page, pieces = False, iter(copy.pieces)
    for block in copy.document.blocks:
        piece = next(pieces) if isinstance(block, Heading | Paragraph) else None
        if piece and piece.glyphs and (new_page or piece.role.split()[0] == "attachment"):
            yield piece.glyphs[0]
        new_page = isinstance(block, PageBreak)


def _flowing(copy: Copy) -> list[Sheet]:
    """Portrait pages with running text; not the first page of a document with a 版头, which takes its upper part."""
    numbers = {g.sheet for p in copy.of("body", "closing") for g in p.glyphs}
    numbers -= {g.sheet for p in copy.of("redhead") for g in p.glyphs}
    return [s for s in copy.portrait if s.number in numbers]


def _edges(lines: tuple[tuple[Glyph, ...], ...]) -> tuple[float, float]:
    return min(line[0].left for line in lines), median(line[-1].right for line in lines)


def wide(glyph: Glyph) -> bool:
    """A character as wide as it is high: Chinese, no punctuation that a program might squeeze."""
    return "\u4e00" <= glyph.text <= "\u9fff"
