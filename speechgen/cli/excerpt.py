"""The line a diagnostic is about, with carets under the place."""

from __future__ import annotations

from speechgen.cli.width import columns, cut, safe
from speechgen.source import Where

LEAD = 24
"""Columns shown before the place, where a long line is windowed."""


def excerpt(where: Where, width: int = 80) -> list[str]:
    """Three lines for a terminal: an empty gutter, the line (its window), the carets; [] where there is no line.

    `width` is the terminal's; columns are counted as a terminal counts them, two for a Chinese character.
    """
    if not where.text.strip() or where.column < 1:
        return []
    number = str(where.line)
    shown, lead, marked = _window(where.text, where.column - 1, where.length, max(20, width - len(number) - 4))
    gutter = " " * len(number)
    return [f" {gutter} |", f" {number} | {shown}", f" {gutter} | {' ' * lead}{'^' * max(1, marked)}"]


def _window(text: str, start: int, length: int, width: int) -> tuple[str, int, int]:
    """What is shown of the line, the columns before the carets, the columns they take."""
    text = safe(text)
    start = min(start, len(text))
    end = min(len(text), start + max(1, length))
    first = _first(text, start, width)
    dots = "…" if text[:first].strip() else ""
    shown = dots + text[first:]
    if columns(shown) > width:
        shown = shown[: cut(shown, width - 1)] + "…"
    at = start - first + len(dots)
    lead, marked = columns(shown[:at]), columns(shown[at : at + end - start])
    return shown, lead, marked


def _first(text: str, start: int, width: int) -> int:
    """The first character shown: the line's own where it fits, else some `LEAD` columns before the place."""
    if columns(text) <= width or columns(text[:start]) <= LEAD:
        return len(text) - len(text.lstrip()) if columns(text) > width else 0
    back = cut(text[:start][::-1], LEAD)
    return start - back
