"""How wide words are in print, counted in Chinese characters, and where a signature and its date stand by it."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

FROM_RIGHT_SEALED = 4
"""Characters between a date that gets a seal and the right edge (GB/T 9704-2012, 7.3.5.1)."""
FROM_RIGHT = 2
"""The same of a signature without a seal, and of a date that is longer than it (7.3.5.2)."""
STEP = 2
"""By how much the date begins to the right of a signature without a seal (7.3.5.2)."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Characters left free on the right of the signature 署名 and of the date 成文日期 under it."""

    issuer: float
    date: float


def width(text: str) -> float:
    """Characters that the words take: 1 for a Chinese one, a half for a figure or a Latin letter."""
    return sum(1 if east_asian_width(c) in "WFA" else 0.5 for c in text)


def place_sign_off(issuer: str, date: str, sealed: bool) -> SignOff:
    """Where both stand. A name too long to be centred over its date begins at the edge and takes the date along."""
    name, day = width(issuer), width(date)
    if sealed:
        middle = max(FROM_RIGHT_SEALED + day / 2, name / 2)
        return SignOff(middle - name / 2, middle - day / 2)
    if day > name:
        return SignOff(FROM_RIGHT + day + STEP - name, FROM_RIGHT)
    return SignOff(FROM_RIGHT, name - day)
