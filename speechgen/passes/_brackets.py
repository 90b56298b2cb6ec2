"""Brackets that name owners: （责任单位：…） （A牵头，B配合） （A、B按职责分工负责）."""

from __future__ import annotations

import re

from speechgen.source import Span

OWNERS = re.compile(
    r"[（(](?=[^（）()]{0,200}?(?:牵头|责任单位|责任部门|责任人|责任领导|负责|配合|主办|协办|参加单位|参与单位|承办|实施单位|落实单位|完成时限|完成时间))"
    r"[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]"
)
LONGEST = 400
VERBAL = re.compile(r"要|应当|必须|通过|包括|是指|即")


def party_brackets(text: str, start: int, end: int) -> list[Span]:
    """The owner brackets of `text[start:end]`, without the stop behind them.

    A bracket inside a sentence that goes on (工程（县水利局负责）建设) is an aside and none of them: an owner bracket
    is followed by a stop, by a new sentence behind a stop before it, or by the end.
    """
    out = []
    for match in OWNERS.finditer(text, start, end):
        words = match.group()
        if len(words) <= LONGEST and not VERBAL.search(words) and _closes(text, match.start(), match.end(), end):
            out.append(Span(*match.span()))
    return out


def _closes(text: str, start: int, end: int, stop: int) -> bool:
    behind = text[end] if end < stop else "\n"
    before = text[start - 1] if start else "\n"
    return behind in "。；\n（(" or before in "。；！”）)\n" or end == stop
