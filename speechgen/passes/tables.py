"""Task lists in tables: each row is a task, its owners and time limit stand in its columns (ANNOTATION, owners)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from speechgen.document import Document, Mark, Table
from speechgen.passes._party_names import is_party, split_names
from speechgen.passes._tables import ListRow, cell_lines, list_rows
from speechgen.source import Span

PARTY_ROLES = {"lead": "lead", "lead_leader": "lead", "duty": "duty", "leader": "duty", "support": "support"}
RULE = "tables/headers"


def run(document: Document) -> Document:
    """`task`, `party`, `limit` and `goal` marks for the rows of lists; `cell` marks for every other line of a table."""
    text = document.view.text
    marks: list[Mark] = []
    for block in document.blocks:
        if isinstance(block, Table) and block.span:
            rows = list_rows(text, block)
            for row in rows:
                marks += _row_marks(text, row)
            marks += _other_lines(text, block.span, [r.task for r in rows])
    return replace(document, marks=document.marks + tuple(marks))


def _row_marks(text: str, row: ListRow) -> Iterator[Mark]:
    yield Mark("task", row.task, {"row": True}, RULE)
    for meaning, span in row.cells:
        if meaning in PARTY_ROLES:
            for name in _names(text, span):
                yield Mark("party", name, {"task": row.task, "role": PARTY_ROLES[meaning]}, RULE)
        elif meaning == "unit" and is_party(text[span.start : span.end]):
            yield Mark("party", span, {"task": row.task, "role": "duty"}, "tables/units")
        elif meaning == "due":
            yield Mark("limit", span, {"task": row.task, "whole": True}, RULE)
        elif meaning == "goal":
            yield Mark("goal", span, {"task": row.task}, RULE)


def _names(text: str, span: Span) -> Iterator[Span]:
    for line in cell_lines(text, span):
        yield from split_names(text, line.start, line.end) or [line]


def _other_lines(text: str, span: Span, tasks: list[Span]) -> Iterator[Mark]:
    for match in re.compile(r"[^\n]+").finditer(text, span.start, span.end):
        if not any(t.start <= match.start() < t.end for t in tasks):
            yield Mark("cell", Span(*match.span()))
