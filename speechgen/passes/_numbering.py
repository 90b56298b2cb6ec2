"""Numbers that may open a heading (`rules/outline/numbering`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from speechgen.chinese.numerals import numeral_value
from speechgen.rules import load_rule
from speechgen.source import Span

SENTENCE_END = "。！？；：…"
OUTERMOST = ("part", "chapter", "一、")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that could open a heading: its style, what it counts, where it stands."""

    style: str
    value: int
    span: Span
    run_in: bool


@cache
def _styles() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    styles = load_rule("outline/numbering")["styles"]
    return tuple((s["name"], re.compile(s["pattern"]), bool(s.get("run_in"))) for s in styles)


def number_at(text: str, at: int) -> Number | None:
    """The number that stands at a position, in the first style that fits."""
    for style, pattern, run_in in _styles():
        found = pattern.match(text, at)
        if found:
            digits = found["digits"]
            value = CIRCLED.index(digits) + 1 if digits in CIRCLED else numeral_value(digits)
            if value is not None:
                return Number(style, value, Span(*found.span()), run_in)
    return None


def numbers_in(text: str, start: int, end: int) -> list[Number]:
    """Numbers at the start of `text[start:end]` and behind each sentence end in it."""
    out: list[Number] = []
    for at in (start, *(m.end() for m in re.compile(f"[{SENTENCE_END}][”’）》]*").finditer(text, start, end))):
        number = number_at(text, at) if at < end else None
        if number and (at == start or number.run_in):
            out.append(number)
    return out


class Series:
    """Accepts numbers that count on from what was accepted before; keeps the levels of a document as a stack."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, int]] = []
        self.last: dict[str, int] = {}

    def fits(self, number: Number) -> bool:
        """A run-in number must count on, tolerating one lost member; one that opens a line only must not fall back."""
        before = dict(self.stack).get(number.style, 0)
        if number.value == 1:
            return True
        if number.run_in:
            return before > 0 and before < number.value <= before + 2
        return number.value > before or self.last.get(number.style, 0) < number.value

    def enter(self, style: str, value: int = 0) -> int:
        """Takes a heading of this style in and returns its level, 1 for the outermost."""
        if style in OUTERMOST:  # an unnumbered line above it was no section that holds it
            self.stack = [s for s in self.stack if s[0] != "line"]
        styles = [s for s, _ in self.stack]
        if style in styles:
            del self.stack[styles.index(style) :]
        self.stack.append((style, value))
        self.last[style] = value
        return len(self.stack)
