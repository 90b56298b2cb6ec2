"""Helpers: a text through the cleaning passes, and what they did as lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from speechgen.document import Document, View
from speechgen.passes import CLEANING, load_pass
from speechgen.source import Source

PASSES = tuple(name for name in CLEANING if name != "split_lines")
"""The passes that mend characters; cutting lines is the outline's."""


def clean(text: str, passes: Iterable[str] = PASSES, undo: Iterable[str] = ()) -> Document:
    """A text after the named cleaning passes."""
    document = Document(source=Source("speech.txt", text), view=View.of(text), meta={"undo": frozenset(undo)})
    for name in passes:
        document = load_pass(name)(document)
    return document


def report(document: Document) -> str:
    """One line a change, `rule@line:column [before] -> [after]`, and one a warning, `! code@line:column [text]`."""
    source = document.source
    lines = []
    for change in document.changes:
        line, column = source.line_column(change.span.start)
        lines.append(f"{change.rule}@{line}:{column} [{_flat(change.before)}] -> [{_flat(change.after)}]")
    for found in document.diagnostics:
        place = f"{found.where.line}:{found.where.column}" if found.where else "-"
        lines.append(f"! {found.code}@{place} [{_flat(found.data['text'])}]")
    return "".join(line + "\n" for line in lines)


def _flat(text: str) -> str:
    return text.replace("\n", "⏎").replace("\u3000", "␣␣")
