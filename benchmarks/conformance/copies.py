"""One document as it came out in one format: its pages, and which of its words stand where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from benchmarks.conformance.sheets import MM, Glyph, Sheet, lines
from speechgen.document import Block, Document, Heading, Inline, Paragraph, Table, plain
from speechgen.layout import Layout


@dataclass(frozen=True)
class Piece:
    """A block that is no table, with the glyphs that show it; `glyphs` is empty where its words were not found."""

    role: str
    """That of the paragraph, or heading1 to heading4."""
    block: Block
    glyphs: tuple[Glyph, ...]
    styles: tuple[str, ...]
    """Of each glyph, the style that its words have in the document."""

    @property
    def words(self) -> str:
        return squeezed("".join(i.text for i in _content(self.block)))

    @cached_property
    def lines(self) -> tuple[tuple[Glyph, ...], ...]:
        return lines(self.glyphs)

    def own(self) -> Iterator[Glyph]:
        """The glyphs in the piece's own style: no run-in heading, nothing marked."""
        return (g for g, style in zip(self.glyphs, self.styles, strict=True) if not style)


@dataclass(frozen=True)
class Copy:
    """A document in one format, as pages."""

    document: Document
    sheets: tuple[Sheet, ...]
    layout: Layout

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The blocks in order, tables aside, each found behind the one before it."""
        flow = [g for sheet in self.sheets for g in sheet.words]
        text, at, found = "".join(g.text for g in flow), 0, []
        for block in self.document.blocks:
            if isinstance(block, Heading | Paragraph):
                piece = _find(block, flow, text, at)
                at += len(piece.glyphs) and flow.index(piece.glyphs[-1], at) + 1 - at
                found.append(piece)
        return tuple(found)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The lists among its blocks; a block to sign is none."""
        return tuple(b for b in self.document.blocks if isinstance(b, Table) and b.role != "form")

    def of(self, *roles: str) -> tuple[Piece, ...]:
        """The pieces with one of these roles that have words."""
        return tuple(p for p in self.pieces if p.words and p.role.split()[0] in roles)

    @cached_property
    def portrait(self) -> tuple[Sheet, ...]:
        return tuple(s for s in self.sheets if not s.landscape)

    @cached_property
    def turned(self) -> tuple[Sheet, ...]:
        return tuple(s for s in self.sheets if s.landscape)

    @cached_property
    def flow_lines(self) -> tuple[tuple[Glyph, ...], ...]:
        """All lines of body and headings that are followed by another line of the same paragraph: the full ones."""
        pieces = self.of("body", "closing", "heading1", "heading2", "heading3", "heading4")
        return tuple(line for piece in pieces for line in piece.lines[:-1])

    @cached_property
    def pitch(self) -> float:
        """From line to line, in points, as measured; 0 where there are no two lines."""
        steps = [b[0].base - a[0].base for s in self.portrait for a, b in zip(s.lines, s.lines[1:], strict=False)]
        return median(steps) / MM if steps else 0

    def number(self, sheet: Sheet) -> str:
        """The page number that ought to stand on a sheet."""
        before, after = self.layout.number_parts()
        return squeezed(f"{before}{sheet.number}{after}")


def squeezed(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)


def _content(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Heading):
        return (Inline(block.number), *block.content)
    return block.content if isinstance(block, Paragraph) else ()


def _find(block: Heading | Paragraph, flow: list[Glyph], text: str, at: int) -> Piece:
    role = f"heading{block.level}" if isinstance(block, Heading) else block.role
    content = [i for i in _content(block) if i.style != "break"]
    words = squeezed(plain(content))
    start = text.find(words, at) if words else -1
    if start < 0:
        return Piece(role, block, (), ())
    styles = tuple(i.style for i in content for _ in squeezed(i.text))
    return Piece(role, block, tuple(flow[start : start + len(words)]), styles)
