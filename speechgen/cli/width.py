"""Text in the columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

import unicodedata

WIDE = ("W", "F")
NO_START = frozenset("，。；：、！？）》」』”’…—,.;:!?)")
"""Punctuation that may not begin a line."""


def safe(text: str) -> str:
    """The text with control characters made visible: a file's content must not steer the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(c) in ("Cc", "Cs") and c != "\n" else c for c in text.replace("\t", " ")
    )


def columns(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(c) for c in text)


def cut(text: str, width: int) -> int:
    """How many characters of the text fit into `width` columns."""
    used = 0
    for count, character in enumerate(text):
        used += _width(character)
        if used > width:
            return count
    return len(text)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns: broken at spaces, and between Chinese characters.

    Line breaks in the text stay; a closing mark never begins a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = paragraph
        while columns(rest) > width:
            at = _break(rest, max(1, cut(rest, width)))
            lines.append(rest[:at].rstrip())
            rest = rest[at:].lstrip()
        lines.append(rest)
    return lines


def _break(text: str, limit: int) -> int:
    """The last place up to `limit` where a line may end; `limit` itself where there is none."""
    for at in range(limit, limit // 2, -1):
        if text[at : at + 1] in NO_START:
            continue
        if text[at].isspace() or text[at - 1].isspace() or _width(text[at]) == 2 or _width(text[at - 1]) == 2:
            return at
    return limit


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1
