"""Tables on a terminal: columns aligned by display width, the last one cut to what the screen leaves."""

from __future__ import annotations

from collections.abc import Sequence

from speechgen.cli.width import columns, cut, safe

GAP = 2
LEAST = 20
"""Columns that the last cell keeps on a narrow screen."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The lines of a table: head and rows, each cell on one line."""
    cells = [[safe(cell).replace("\n", " ") for cell in row] for row in (head, *rows)]
    widths = [max(columns(row[n]) for row in cells) for n in range(len(head))]
    rest = max(LEAST, width - sum(widths[:-1]) - GAP * (len(head) - 1))
    return [_line(row, widths, rest) for row in cells]


def _line(row: Sequence[str], widths: Sequence[int], rest: int) -> str:
    padded = [cell + " " * (size + GAP - columns(cell)) for cell, size in zip(row[:-1], widths, strict=False)]
    return ("".join(padded) + shorten(row[-1], rest)).rstrip()


def shorten(text: str, width: int) -> str:
    """The text in at most `width` columns; what is cut off shows as …"""
    if columns(text) <= width:
        return text
    return text[: cut(text, width - 1)].rstrip() + "…"
