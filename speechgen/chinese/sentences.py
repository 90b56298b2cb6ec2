"""Sentences of running Chinese text, by its punctuation (GB/T 15834-2011: 。 ！ ？ end a sentence, ； a clause)."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING = "“‘（《〈【〔［"
CLOSING = "”’）》〉】〕］"
ENDS = re.compile(r"[。！？]+[”’）》〉】〕］]*")


def sentence_ranges(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences of `text[start:end]`, closing punctuation included; together they are the whole stretch.

    A mark inside a bracket or quotation that goes on (（见附件。） 抓好落实) does not end the sentence.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in ENDS.finditer(text, start, stop):
        if match.start() < begin or depth(text, begin, match.end()) > 0:
            continue
        yield begin, match.end()
        begin = match.end()
    if begin < stop:
        yield begin, stop


def depth(text: str, start: int, end: int) -> int:
    """How many brackets and quotation marks `text[start:end]` leaves open; an unmatched one counts for 60 characters.

    The limit keeps one lost closing mark from swallowing the rest of the document. A mark is lost, too, where the next
    of its kind opens again.
    """
    stack: list[int] = []
    for i in range(start, end):
        if text[i] in OPENING:
            stack.append(i)
        elif text[i] in CLOSING and stack:
            stack.pop()
    return sum(end - i <= 60 and _closes(text, i, end) for i in stack)


def _closes(text: str, opening: int, at: int) -> bool:
    """Whether, from `at` on, the mark that opened is closed before another of its kind opens, or neither happens."""
    kind = OPENING.index(text[opening])
    closed, opened = text.find(CLOSING[kind], at, opening + 400), text.find(OPENING[kind], at, opening + 400)
    return opened < 0 or 0 <= closed < opened


def split_outside(text: str, marks: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Ranges of `text[start:end]` cut behind each of `marks` that stands in no bracket or quotation."""
    stop = len(text) if end is None else end
    out, begin, open_marks = [], start, 0
    for i in range(start, stop):
        if text[i] in OPENING:
            open_marks += 1
        elif text[i] in CLOSING:
            open_marks = max(0, open_marks - 1)
        elif text[i] in marks and not open_marks:
            out.append((begin, i + 1))
            begin = i + 1
    if begin < stop:
        out.append((begin, stop))
    return out
