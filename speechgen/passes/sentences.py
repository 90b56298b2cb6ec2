"""Sentences of every paragraph, and the brackets that name owners, as marks."""

from __future__ import annotations

from dataclasses import replace

from speechgen.chinese.sentences import sentence_ranges
from speechgen.document import Document, Mark, Paragraph
from speechgen.passes._brackets import party_brackets
from speechgen.source import Span

STOPS = "。；！"


def run(document: Document) -> Document:
    """`sentence` and `owners` marks which together are the text of all paragraphs."""
    marks: list[Mark] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role in ("body", "closing") and block.span:
            marks += _paragraph_marks(document.view.text, block.span)
        elif isinstance(block, Paragraph) and block.role == "note" and block.span:
            marks.append(Mark("text", block.span, {}, "lines.note"))
    return replace(document, marks=document.marks + tuple(marks))


def _paragraph_marks(text: str, span: Span) -> list[Mark]:
    marks: list[Mark] = []
    begin = span.start
    for bracket in party_brackets(text, span.start, span.end):
        marks += _sentence_marks(text, begin, bracket.start)
        begin = bracket.end
        if begin < span.end and text[begin] in STOPS:
            begin += 1
        marks.append(Mark("owners", Span(bracket.start, begin)))
    return marks + _sentence_marks(text, begin, span.end)


def _sentence_marks(text: str, start: int, end: int) -> list[Mark]:
    return [Mark("sentence", Span(*r)) for r in sentence_ranges(text, start, end)]
