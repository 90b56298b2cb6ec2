"""Blanks: what a person has to fill in or to look up, visible in every document until it is done."""

from __future__ import annotations

import re

BLANK = re.compile(r"【待[定核]：[^【】]*】")
"""One of them, as it stands in a text."""


def to_give(name: str) -> str:
    """A blank for something that a document needs and nobody has given: 【待定：发文字号】."""
    return f"【待定：{name}】"


def to_settle(words: str) -> str:
    """A blank that shows what stood there last year: 【待定：上年7%左右】."""
    return f"【待定：上年{words}】"


def to_check(words: str) -> str:
    """Words that may no longer hold: 【待核：“十四五”收官之年】."""
    return f"【待核：{words}】"


def can_be_blank(words: str) -> bool:
    """Whether words can stand in a blank and be found again; those with such a bracket in them cannot."""
    return not set(words) & set("【】")
