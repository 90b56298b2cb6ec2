"""Targets of tasks, and facts in narrative sentences."""

from __future__ import annotations

from dataclasses import replace

from speechgen.document import Document, Mark, Paragraph
from speechgen.passes._quantities import find_quantities

RULE = "quantities/numbers"


def run(document: Document) -> Document:
    """`target` marks in tasks, `fact` marks in other sentences; the data are name, op, value and unit."""
    text = document.view.text
    appended = {b.span for b in document.blocks if isinstance(b, Paragraph) and b.role == "closing" and b.span}
    marks: list[Mark] = []
    for mark in document.marks:
        if mark.kind not in ("task", "text", "goal") or "goal" in mark.data.get("own", ()):
            continue
        for found in find_quantities(text, mark.span.start, mark.span.end):
            data = {"name": found.name, "op": found.op, "value": found.value, "unit": found.unit}
            if mark.kind == "text" and any(b.start <= mark.span.start < b.end for b in appended):
                continue  # an appeal or a glossary states no facts of the year
            if mark.kind != "text":
                marks.append(Mark("target", found.span, data | {"task": mark.data.get("task", mark.span)}, RULE))
            else:
                marks.append(Mark("fact", found.span, data, RULE))
    return replace(document, marks=document.marks + tuple(marks))
