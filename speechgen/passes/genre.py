"""Texts that are no speech, report or task list: said in a diagnostic, and nothing in them is a task."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from speechgen.diagnostics import Diagnostic
from speechgen.document import Document, Heading, Table
from speechgen.passes._tables import list_rows
from speechgen.rules import load_rule
from speechgen.source import Where

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]")
SENTENCE = re.compile("[，。；！？]")
FEWEST = 12
"""Characters of a text that is judged at all."""


def run(document: Document) -> Document:
    """A text of another kind has sentences and no tasks; a table that lists tasks is never of another kind."""
    text = document.view.text
    if any(isinstance(b, Table) and list_rows(text, b) for b in document.blocks):
        return document
    numbered = any(isinstance(block, Heading) and block.number for block in document.blocks)
    code = find_fault(text, numbered=numbered)
    if not code:
        return document
    marks = tuple(replace(m, kind="text", rule="outline/genre") if m.kind == "task" else m for m in document.marks)
    found = Diagnostic(f"passes.{code}", "warning", Where(document.source.name))
    return replace(document, marks=marks, diagnostics=(*document.diagnostics, found))


def find_fault(text: str, *, numbered: bool) -> str:
    """Why a text is no document of this kind: not-chinese, not-this-kind, no-sentences; "" where nothing speaks
    against it."""
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    rule = load_rule("outline/genre")
    if latin > 2 * han and latin >= rule["shortest"]:
        return "not-chinese"
    if han >= rule["shortest"] and 100 * sum(map(len, _words().findall(text))) < rule["least"] * han:
        return "not-this-kind"
    return "" if numbered or han < FEWEST or SENTENCE.search(text) else "no-sentences"


@cache
def _words() -> re.Pattern[str]:
    return re.compile(load_rule("outline/genre")["words"])
