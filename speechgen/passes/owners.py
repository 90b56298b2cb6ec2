"""Owners and time limits that a bracket names for the tasks before it (ANNOTATION, owners in brackets)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from speechgen.document import Document, Heading, Mark
from speechgen.passes._party_names import split_names
from speechgen.source import Span

LABEL = re.compile(
    r"(?P<label>[一-鿿]{0,6}?(?:牵头|责任|配合|协同|协办|主办|参加|参与|支持|承办|实施|落实|负责|协助|共同牵头|包抓|包联|包保|分管|挂点|联系)[一-鿿]{0,4}?(?:单位|部门|处室|领导|人|机构)?)[：:]"
)
TAIL = re.compile(
    r"(?:按职责)?(?:分工|共同|分别|具体|按照?各自职责|按职责分工)?(?:联合)?(?:总?牵头|负责|配合|协同|协办|主办|参加|参与|支持|承办|落实|协助|实施)(?:落实|实施|推进)?$"
)
DROPPED = re.compile(r"(?:按职责分工|按各自职责|分别|共同|具体)?等?(?:按职责分工|按各自职责|分别|共同|具体)?$")
AND_OTHERS = re.compile(r"等(?=(?:有关|相关)(?:部门|单位|地区|企业)|(?:部门|单位)$)")
LIMIT = re.compile(r"完成|前$|底$|时限|时间")
LEAD, SUPPORT = ("牵头", "主办"), ("配合", "协同", "协办", "参加", "参与", "支持", "协助")


def run(document: Document) -> Document:
    """`party` marks for every task that an `owners` mark closes, and `limit` marks for the time limit in it."""
    text = document.view.text
    tasks = [m.span for m in document.marks if m.kind == "task" and "row" not in m.data]
    marks: list[Mark] = []
    for bracket, start in _stretches(document):
        closed = [t for t in tasks if start <= t.start and t.end <= bracket.start]
        for part, role in _parts(text, bracket):
            if role is None:
                marks += [Mark("limit", part, {"task": t}, "owners.limit") for t in closed]
                continue
            names = list(_names(text, part))
            marks += [Mark("party", n, {"task": t, "role": role}, "owners.bracket") for t in closed for n in names]
    return replace(document, marks=_once(text, [*document.marks, *marks]))


def _once(text: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """One mark a party of each task: a name in the sentence and in the bracket is one, and 牵头 outweighs the rest."""
    out: list[Mark] = []
    known: dict[tuple[object, str], int] = {}
    for mark in marks:
        key = (mark.data.get("task"), text[mark.span.start : mark.span.end])
        at = known.get(key) if mark.kind == "party" else None
        if at is None:
            known.update({key: len(out)} if mark.kind == "party" else {})
            out.append(mark)
        elif mark.data["role"] == "lead" or out[at].data["role"] == "duty":
            out[at] = replace(out[at], data=out[at].data | {"role": mark.data["role"]})
    return tuple(out)


def _stretches(document: Document) -> Iterator[tuple[Span, int]]:
    """Each bracket, and where the stretch that it closes begins: behind the bracket before, or at the numbered item."""
    numbered = [b.span.start for b in document.blocks if isinstance(b, Heading) and b.number and b.span]
    done = 0
    for mark in sorted((m for m in document.marks if m.kind == "owners"), key=lambda m: m.span):
        item = max((n for n in numbered if n <= mark.span.start), default=0)
        yield mark.span, max(done, item)
        done = mark.span.end


def _parts(text: str, bracket: Span) -> Iterator[tuple[Span, str | None]]:
    """The parts of a bracket, each with the role it gives, None for a time limit; an unlabelled one goes on."""
    begin = bracket.start + 1
    end = text.rindex("）", bracket.start, bracket.end) if "）" in text[bracket.start : bracket.end] else bracket.end
    role: str | None = "duty"
    for match in re.finditer(r"[^，；,;]+", text[begin:end]):
        part = Span(begin + match.start(), begin + match.end())
        words = text[part.start : part.end]
        label, tail = LABEL.match(words), TAIL.search(words)
        if label:
            role = role_of(label["label"])
            part = Span(part.start + label.end(), part.end)
            tail = TAIL.search(text[part.start : part.end])
        if tail:
            part = Span(part.start, part.start + tail.start())
            role = role if label else role_of(words[tail.start() :])
        elif not label and LIMIT.search(words):
            yield part, None
            continue
        yield part, role


GOVERNMENTS = (
    r"(?:各|有关|各有关|相关)(?:[区市县旗乡镇]、){1,3}[区市县旗乡镇]?(?:街道)?(?:人民政府|政府|党委)(?![部办各直所])"
)
"""各区、市政府: the governments of every district and every city, one collective."""


def role_of(words: str) -> str:
    """The role that a label or a verb gives: 牵头单位 lead, 参加 support, 责任单位 duty."""
    if any(w in words for w in LEAD):
        return "lead"
    return "support" if any(w in words for w in SUPPORT) else "duty"


def _names(text: str, part: Span) -> Iterator[Span]:
    """The names of a part, split at 、 and at a 和 between two names."""
    for match in re.finditer(rf"(?P<one>{GOVERNMENTS})|[^、]+", text[part.start : part.end]):
        start, end = part.start + match.start(), part.start + match.end()
        if match["one"]:
            yield Span(start, end)
            continue
        dropped = DROPPED.search(text[start:end])
        end -= len(dropped.group()) if dropped else 0
        others = AND_OTHERS.search(text[start:end])
        for a, b in ((start, start + others.start()), (start + others.end(), end)) if others else ((start, end),):
            if a < b:
                yield from split_names(text, a, b) or [Span(a, b)]
