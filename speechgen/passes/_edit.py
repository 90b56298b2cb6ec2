"""Edits of the cleaned text, each kept as a `Change` with its place, so that a person can check and undo it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from speechgen.diagnostics import Diagnostic
from speechgen.document import Change, Document
from speechgen.source import Span

MOST_WARNINGS = 200
"""Of one pass and kind; each holds the line it is about, and a damaged text is one long line."""

Edit = tuple[int, int, str]
"""Start and end in `document.view.text`, and what shall stand there."""


def apply(document: Document, rule: str, edits: Iterable[Edit], *, told: bool = True) -> Document:
    """The document with `edits` (in order, not overlapping) made in its view and, if `told`, kept as changes of `rule`.

    Edits that change nothing are left out, and those whose id stands in `document.meta["undo"]`. The source stays
    as it is. ValueError where edits overlap or are out of order.
    """
    text, view = document.view.text, document.view
    undo = frozenset(document.meta.get("undo", ()))
    made: list[Edit] = []
    changes: list[Change] = []
    for start, end, new in edits:
        if text[start:end] == new:
            continue
        span = view.span(start, end)
        change = Change(rule, span, document.source.text[span.start : span.end], new)
        if undo and change_id(document, change) in undo:
            continue
        made.append((start, end, new))
        changes.append(change)
    if not made:
        return document
    return replace(document, view=view.replace(made), changes=(*document.changes, *(changes if told else ())))


def change_id(document: Document, change: Change) -> str:
    """What a person names to undo a change: `rule@line:column`, the place in their file."""
    line, column = document.source.line_column(change.span.start)
    return f"{change.rule}@{line}:{column}"


def warn(document: Document, code: str, places: Iterable[tuple[int, int]]) -> Document:
    """The document with a warning for each range of its view; one that is there already is not repeated.

    The warning's data hold `text`, what stands in the source at that place. At most MOST_WARNINGS are taken.
    """
    known = {(d.code, d.where.line, d.where.column) for d in document.diagnostics if d.where}
    new: list[Diagnostic] = []
    for start, end in islice(places, MOST_WARNINGS):
        span: Span = document.view.span(start, end)
        where = document.source.where(span)
        if (code, where.line, where.column) not in known:
            new.append(Diagnostic(code, "warning", where, {"text": document.source.text[span.start : span.end]}))
    return replace(document, diagnostics=(*document.diagnostics, *new)) if new else document
