"""Chinese numerals as integers, as far as numbering and dates need them (up to 9,999)."""

from __future__ import annotations

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


def numeral_value(text: str) -> int | None:
    """The number that `text` writes: 十二 12, 二〇二六 2026, 12 12, １２ 12; None where it writes none."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in DIGITS and c not in PLACES for c in text):
        return None
    if not any(c in PLACES for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in PLACES:
            total += (digit or 1) * PLACES[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit
