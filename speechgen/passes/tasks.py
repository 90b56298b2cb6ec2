"""Which sentences are tasks, and where a sentence holds more than one (ANNOTATION, Tasks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from speechgen.chinese.sentences import split_outside
from speechgen.document import Document, Heading, Mark, Paragraph, plain
from speechgen.passes.roles import role_by_words
from speechgen.rules import load_rule
from speechgen.source import Span

CONTEXT = {"plan": "plan", "requirements": "plan", "review": "past", "situation": "past", "other": "frame"}
RUN_IN = re.compile(r"[一二三四五六七八九十]+(?:是|要)|第")
"""一是, 一要: a document whose outermost heads are these has no plan that its opening only frames."""
NAMES = re.compile(r"[^，；：。]{2,40}等[^，；：。]{0,30}(?:项目|工程|园区|基地)[；。]?")
DOING = re.compile(
    "推进|推动|加快|加强|实施|启动|建设|建成|完成|抓好|做好|改造|新建|开工|谋划|引进|培育|打造|支持|确保|争取|落实|开展|建立|完善"
    "|抓|办好|整治|治理|扩建|升级|投用|投产|竣工|形成|提升|强化|深化|优化|促进|力争|重点|要"
)
SHORTEST_TASK = 6
"""Characters behind ； below which a piece is no measure of its own."""


def run(document: Document) -> Document:
    """Every `sentence` mark becomes a `task` or `text` mark, a task cut at ； where a new measure begins."""
    contexts = list(_contexts(document))
    marks: list[Mark] = []
    for mark in document.marks:
        if mark.kind != "sentence":
            marks.append(mark)
            continue
        marks += _judged(document.view.text, mark.span, _context_at(contexts, mark.span.start))
    return replace(document, marks=tuple(marks))


def _contexts(document: Document) -> Iterator[tuple[int, str]]:
    """Where each context begins: plan, past or frame. A sub-heading's own words outweigh its section's role."""
    roles = {m.span: str(m.data["role"]) for m in document.marks if m.kind == "role"}
    headed = any(isinstance(b, Heading) and b.span in roles and not RUN_IN.match(b.number) for b in document.blocks)
    stack: list[tuple[int, str]] = [(0, "frame" if headed else "plan")]
    yield 0, stack[0][1]
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role == "closing" and block.span:
            yield block.span.start, "frame"
        if not isinstance(block, Heading) or block.span is None:
            continue
        while stack[-1][0] >= block.level:
            stack.pop()
        role = roles.get(block.span)
        stack.append((block.level, CONTEXT[role] if role else _sub_context(stack[-1][1], plain(block.content))))
        yield block.span.start, stack[-1][1]


def _sub_context(above: str, title: str) -> str:
    """The context under a sub-heading: 锚定目标任务 looks ahead in a section on the situation.

    自身建设 and the like name a subject, not a direction: what a report's review says of it stays past.
    """
    role = role_by_words(title)
    return above if role in (None, "requirements", "other") else CONTEXT[str(role)]


def _context_at(contexts: list[tuple[int, str]], at: int) -> str:
    return next(context for start, context in reversed(contexts) if start <= at)


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str], frozenset[str], int], ...]:
    rows = load_rule("tasks/verdicts")["rows"]
    everywhere = ["plan", "past", "frame"]
    return tuple(
        (r["verdict"], re.compile(r.get("pattern", "")), frozenset(r.get("in", everywhere)), n)
        for n, r in enumerate(rows, 1)
    )


def verdict(sentence: str, context: str) -> tuple[str, str]:
    """`task` or `text`, and the rule that says so; `context` is plan, past or frame."""
    for kind, pattern, contexts, n in _rows():
        if context in contexts and pattern.search(sentence):
            return kind, f"tasks/verdicts:{n}"
    return "task", "tasks/verdicts"


def _judged(text: str, span: Span, context: str) -> list[Mark]:
    """The marks of one sentence."""
    lead, pieces = _pieces(text, span)
    if lead is not None:
        kind, rule = verdict(text[lead.end : span.end], context)
        return [Mark("text", lead, {}, "tasks/verdicts:1"), *(Mark(kind, p, {}, rule) for p in pieces)]
    kind, rule = verdict(text[span.start : span.end], context)
    if kind == "text":
        return [Mark("text", span, {}, rule)]
    return [Mark("task", p, {}, rule) for p in pieces]


def _pieces(text: str, span: Span) -> tuple[Span | None, list[Span]]:
    """A lead-in that ends in ： and is followed by an enumeration, if any; and the measures between the ；."""
    pieces = [Span(*r) for r in split_outside(text, "；", span.start, span.end)]
    lead = None
    if len(pieces) > 1:
        parts = split_outside(text, "：", pieces[0].start, pieces[0].end)
        if len(parts) > 1:
            lead = Span(*parts[0])
            pieces[0] = Span(parts[1][0], pieces[0].end)
    return lead, _joined(text, pieces)


def _only_names(piece: str) -> bool:
    """Whether a piece behind ； only lists more things (建设甲等项目；乙等项目): the verb stands before the list."""
    return NAMES.fullmatch(piece) is not None and DOING.search(piece) is None


def _joined(text: str, pieces: list[Span]) -> list[Span]:
    """Pieces that are no measure of their own go with the one before."""
    out: list[Span] = []
    for piece in pieces:
        if out and (len(piece) < SHORTEST_TASK or _only_names(text[piece.start : piece.end])):
            out[-1] = Span(out[-1].start, piece.end)
        else:
            out.append(piece)
    return out
