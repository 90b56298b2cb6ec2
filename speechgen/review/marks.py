"""The places of the source that the page shows: what was recognised, what cleaning changed, what is damaged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import Diagnostic, Language
from speechgen.document import Document, Heading, Mark, Paragraph
from speechgen.passes._edit import change_id
from speechgen.review.wording import word
from speechgen.source import Source, Span

KINDS = ("task", "party", "due", "target", "fact", "heading", "change", "damage")
"""The kinds that a reader looks for first, in the order of the page; others follow in alphabetical order."""
BACKGROUND = ("front", "role", "text", "owners", "cell")
"""The kinds that are of use only when something is wrong; they come last."""
HEAD_ROLES = ("title", "subtitle", "salutation")


@dataclass(frozen=True)
class PageMark:
    """One place of the source, and what there is to say about it."""

    kind: str
    span: Span
    """In the source."""
    rule: str = ""
    details: tuple[tuple[str, str], ...] = ()
    """Label and value, in the page's language."""
    change: tuple[str, str, str] | None = None
    """Of a change: its id for `--undo`, before, after."""


class PageMarks:
    """All marks of a page; one that says the same of the same place as another is kept once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.all: list[PageMark] = []
        self.head: dict[str, int] = {}
        """Where what a spec says of the whole speech (title, year, speaker …) was found."""
        self._index: dict[tuple[str, Span, str], int] = {}

    def add(self, mark: PageMark) -> int:
        """The index of a mark, new or known."""
        key = (mark.kind, mark.span, f"{mark.rule} {mark.details}" if mark.kind in ("change", "damage") else "")
        if key not in self._index:
            self._index[key] = len(self.all)
            self.all.append(mark)
        return self._index[key]

    def find(self, kind: str, at: str | None) -> int:
        """The index of the mark of a kind at a place (`line:column+length`); -1 where there is none."""
        span = self.span(at)
        return -1 if span is None else self._index.get((kind, span, ""), -1)

    def span(self, at: str | None) -> Span | None:
        """The span of a place; None where the source has no such place."""
        try:
            return self.source.find_place(at) if at else None
        except ValueError:
            return None


def collect_marks(document: Document, language: Language) -> PageMarks:
    """Everything to be shown in the source of a document that has been through all passes."""
    marks = PageMarks(document.source)
    for block in document.blocks:
        if isinstance(block, Heading):
            _add(marks, document, Mark("heading", block.span or Span(0, 0)), language)
        elif isinstance(block, Paragraph) and block.role in HEAD_ROLES:
            known = _add(marks, document, Mark("heading", block.span or Span(0, 0)), language)
            marks.head.setdefault(block.role, known)
    for mark in document.marks:
        known = _add(marks, document, mark, language)
        if mark.kind == "front":
            marks.head.setdefault(mark.data["key"], known)
    for change in document.changes:
        name = change_id(document, change)
        marks.add(PageMark("change", change.span, change.rule, change=(name, change.before, change.after)))
    for diagnostic in document.diagnostics:
        add_damage(marks, diagnostic, language)
    return marks


def add_damage(marks: PageMarks, diagnostic: Diagnostic, language: Language) -> int:
    """The index of the mark of a diagnostic; -1 where it is about the file as a whole."""
    where = diagnostic.where
    span = marks.span(f"{where.line}:{where.column}+{where.length}") if where else None
    if not span:
        return -1
    labels = ("what", diagnostic.message(language)), ("advice", diagnostic.hint(language))
    details = tuple((word(f"review.key-{key}", language), text) for key, text in labels if text)
    return marks.add(PageMark("damage", span, diagnostic.code, details))


def _add(marks: PageMarks, document: Document, mark: Mark, language: Language) -> int:
    """The index of a mark of the document; -1 where it stands at no place, as a guess from the whole text."""
    span = document.view.span(mark.span.start, mark.span.end)
    return marks.add(PageMark(mark.kind, span, mark.rule, _details(mark, language))) if span else -1


def _details(mark: Mark, language: Language) -> tuple[tuple[str, str], ...]:
    """A mark's data for people; what is empty is left out, and so are spans and switches, which are for the passes."""
    shown = [(k, v) for k, v in mark.data.items() if not isinstance(v, Span | bool) and v not in ("", None)]
    return tuple((word(f"review.key-{key}", language, key), _shown(value, language)) for key, value in shown)


def _shown(value: Any, language: Language) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return word(f"review.value-{value}", language, str(value)) if isinstance(value, str) else str(value)
