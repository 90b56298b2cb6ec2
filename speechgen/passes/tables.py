"""Task lists in tables: each row is a task, its owners and time limit stand in its columns (ANNOTATION, owners)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from speechgen.diagnostics import Diagnostic
from speechgen.document import Document, Mark, Table
from speechgen.passes._party_names import is_party, split_names
from speechgen.passes._returned import returned_marks
from speechgen.passes._tables import ListRow, entries, list_rows, party_of
from speechgen.source import Span

PARTY_ROLES = {
    "lead": "lead", "lead_leader": "lead", "duty": "duty", "duty_support": "duty", "leader": "duty",
    "support": "support",
}  # fmt: skip
RULE = "tables/headers"


def run(document: Document) -> Document:
    """`task`, `party`, `limit` and `goal` marks for the rows of lists; `cell` marks for every other line of a table.

    The rows of a list that speechgen made get all their marks here. A warning for an id that stands there twice.
    """
    text = document.view.text
    year = next((m.data["value"] for m in document.marks if m.kind == "front" and m.data["key"] == "year"), None)
    marks: list[Mark] = []
    repeated: list[Diagnostic] = []
    ids: set[str] = set()
    for block in document.blocks:
        if not isinstance(block, Table) or not block.span:
            continue
        rows = list_rows(text, block)
        for row in rows:
            again = row.id in ids
            if again:
                where = document.source.where(document.view.span(row.task.start, row.task.end))
                repeated.append(Diagnostic("passes.repeated-id", "warning", where, {"id": row.id}))
            ids |= {row.id} - {""}
            own = replace(row, id="") if again else row
            marks += returned_marks(text, own, year) if row.id else _row_marks(text, row)
        marks += _other_lines(text, block.span, rows)
    return replace(document, marks=document.marks + tuple(marks), diagnostics=document.diagnostics + tuple(repeated))


def _row_marks(text: str, row: ListRow) -> Iterator[Mark]:
    yield Mark("task", row.task, {"row": True}, RULE)
    led = any(meaning == "lead" and any(entries(text, span)) for meaning, span in row.cells)
    for meaning, span in row.cells:
        if meaning in PARTY_ROLES:
            usual = "support" if meaning == "duty_support" and led else PARTY_ROLES[meaning]
            for entry in _names(text, span):
                name, role = party_of(text, entry, usual)
                yield Mark("party", name, {"task": row.task, "role": role}, RULE)
        elif meaning == "unit" and is_party(text[span.start : span.end]):
            yield Mark("party", span, {"task": row.task, "role": "duty"}, "tables/units")
        elif meaning == "due" and any(entries(text, span)):
            yield Mark("limit", span, {"task": row.task, "whole": True}, RULE)
        elif meaning == "goal":
            yield Mark("goal", span, {"task": row.task}, RULE)


def _names(text: str, span: Span) -> Iterator[Span]:
    for entry in entries(text, span):
        yield from split_names(text, entry.start, entry.end) or [entry]


def _other_lines(text: str, span: Span, rows: list[ListRow]) -> Iterator[Mark]:
    """The words that are no task; a line is looked up by where it starts."""
    tasks = sorted(row.task for row in rows)
    openings = {row.opening.start: row.opening for row in rows if row.opening}
    for match in re.compile(r"[^\n]+").finditer(text, span.start, span.end):
        if opening := openings.get(match.start()):
            yield Mark("cell", opening)
            continue
        before = bisect_right(tasks, match.start(), key=lambda t: t.start)
        if not before or match.start() >= tasks[before - 1].end:
            yield Mark("cell", Span(*match.span()))
