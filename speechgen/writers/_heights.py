"""How high the rows of a list get, near enough to tell which may be cut by the end of a page."""

from __future__ import annotations

from speechgen.document import Cell

HALF_PAGE = 13
"""Lines in about half a page of a list. A row stays in one piece, but one that is higher would leave half of the page
before it empty, which looks worse than a row that goes on overleaf."""
NARROW = 45
"""Millimetres; lines of so narrow a column begin flush and end as they fall, or a few characters would be spread."""
_CHARACTER = 10.5 / 72 * 25.4
_PADDING = 2.5  # millimetres beside the words of a cell


def is_tall(cell: Cell, width: float) -> bool:
    """Whether the words of a cell so many millimetres wide take more than half a page."""
    words = [inline for part in cell.paragraphs for inline in part.content]
    if cell.rows > 1 or sum([len(inline.text) + 1 for inline in words]) <= HALF_PAGE:
        return False
    a_line = max(1, int((width - _PADDING) / _CHARACTER))
    lines = "".join("\n" if inline.style == "break" else inline.text for inline in words).split("\n")
    return sum(-(-len(line) // a_line) for line in lines) > HALF_PAGE
