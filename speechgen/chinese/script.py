"""Traditional and simplified characters, by OpenCC, character for character."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _converter(direction: str) -> Any:
    from opencc import OpenCC  # late: loads its dictionaries

    return OpenCC(direction)


def simplified(text: str) -> str:
    """`text` in simplified characters, exactly as long; words are looked at first (乾坤 stays, 乾淨 becomes 干净)."""
    return _converted(text, "t2s")


def traditional(text: str) -> str:
    """`text` in traditional characters, exactly as long."""
    return _converted(text, "s2t")


def is_traditional(character: str) -> bool:
    """Whether a character has a simplified form that differs from it."""
    return simplified(character) != character


def _converted(text: str, direction: str) -> str:
    converter = _converter(direction)
    result: str = converter.convert(text)
    if len(result) == len(text):
        return result
    return "".join(new if len(new := converter.convert(c)) == 1 else c for c in text)
