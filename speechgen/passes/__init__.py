"""The passes that turn what a reader made into a marked document, in the one order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module

from speechgen.document import Document

Pass = Callable[[Document], Document]

CLEANING = (
    "escapes", "site_lines", "teaser", "pinyin_glue", "script", "page_labels", "wrapped_lines", "punctuation", "ocr",
    "censored", "spaces", "split_lines",
)  # fmt: skip
OUTLINE = ("parts", "damage", "lines", "flat_tables", "front", "headings", "roles", "front_values")
EXTRACTION = (
    "sentences", "tasks", "genre", "tables", "parties", "owners", "dues", "quantities", "milestones",
    "mentions",
)  # fmt: skip
PASSES = (*CLEANING, *OUTLINE, *EXTRACTION)
"""Names of the passes in order, each a module beside this one with `run(document) -> document`."""


def load_pass(name: str) -> Pass:
    """The function of a pass; KeyError for a name that is none."""
    if name not in PASSES:
        raise KeyError(name)
    run: Pass = import_module(f"speechgen.passes.{name}").run
    return run


def run_passes(
    document: Document,
    *,
    until: str | None = None,
    without: Iterable[str] = (),
    undo: Iterable[str] = (),
    part: int = 1,
) -> Document:
    """The document after all passes, or after the one named `until`.

    `without` names cleaning passes to leave out, `undo` changes to leave out by their id (`pass@line:column`), `part`
    says which document to take of a file that holds several (0: all of them as one).
    """
    left_out = set(without)
    document = replace(document, meta={**document.meta, "undo": frozenset(undo), "part": part})
    for name in PASSES:
        if name not in left_out:
            document = load_pass(name)(document)
        if name == until:
            break
    return document
