"""Texts that are no speech, report or task list: said in a diagnostic, and nothing in them is a task.

A false verdict loses work, a missed one costs a glance; so whatever speaks for a text keeps its tasks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice

from speechgen.diagnostics import Diagnostic
from speechgen.document import Document, Mark, Table
from speechgen.passes._tables import list_rows
from speechgen.rules import load_rule
from speechgen.source import Where

HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]")
SENTENCE = re.compile("[，。；！？]")
FEWEST = 12
"""Characters of a text that is judged at all."""
DOUBT = "doubtful-kind"


def run(document: Document) -> Document:
    """A text of another kind has sentences and no tasks; one that may be of this kind keeps them, with a warning.

    A table that lists tasks is never of another kind.
    """
    text = document.view.text
    if any(isinstance(b, Table) and list_rows(text, b) for b in document.blocks):
        return document
    code = find_fault(text)
    if not code:
        return document
    found = Diagnostic(f"passes.{code}", "warning", Where(document.source.name))
    marks = document.marks if code == DOUBT else tuple(map(_no_task, document.marks))
    return replace(document, marks=marks, diagnostics=(*document.diagnostics, found))


def _no_task(mark: Mark) -> Mark:
    return replace(mark, kind="text", rule="outline/genre") if mark.kind == "task" else mark


def find_fault(text: str) -> str:
    """Why a text is no document of this kind: not-chinese, not-this-kind, no-sentences; doubtful-kind where one thing
    speaks for it nevertheless; "" where nothing speaks against it, or more for it."""
    against = _against(text)
    signs = find_signs(text) if against else []
    if not against or not signs:
        return against
    weak = load_rule("outline/genre")["weak"]
    return DOUBT if len(signs) == 1 or set(signs) <= set(weak) else ""


def _against(text: str) -> str:
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    rule = load_rule("outline/genre")
    if latin > 2 * han and latin >= rule["shortest"]:
        return "not-chinese"
    if han >= rule["shortest"] and 100 * sum(map(len, _words().findall(text))) < rule["least"] * han:
        return "not-this-kind"
    return "" if han < FEWEST or SENTENCE.search(text) or not _is_menu(text) else "no-sentences"


def _is_menu(text: str) -> bool:
    menu = load_rule("outline/genre")["menu"]
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return bool(len(lines) >= menu["lines"] and sum(map(len, lines)) <= menu["longest"] * len(lines))


def find_signs(text: str) -> list[str]:
    """What speaks for a document of this kind: the names of the signs in `rules/outline/genre` that it shows."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    top = "\n".join(lines[: load_rule("outline/genre")["title_lines"]])
    found = ((name, least, pattern.finditer(top if name == "title" else text)) for name, (pattern, least) in _signs())
    return [name for name, least, matches in found if sum(1 for _ in islice(matches, least)) == least]


@cache
def _signs() -> tuple[tuple[str, tuple[re.Pattern[str], int]], ...]:
    signs = load_rule("outline/genre")["signs"]
    return tuple((name, (re.compile(sign["find"], re.M), sign["least"])) for name, sign in signs.items())


@cache
def _words() -> re.Pattern[str]:
    return re.compile(load_rule("outline/genre")["words"])
