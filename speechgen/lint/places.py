"""Whether the places that a spec names still hold its words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from speechgen.chinese.script import simplified
from speechgen.diagnostics import Diagnostic
from speechgen.source import Source, Where
from speechgen.spec.model import Model, Quantity, Section, Spec, TaskItem, TextItem
from speechgen.spec.shape import parts_of
from speechgen.spec.text import Steps, item_text, walk_items, walk_sections
from speechgen.yamlfile import KeyPath

ENOUGH = 0.5
"""The share of a sentence's characters that must stand at its place; cleaning changes the others."""


def check_places(spec: Spec, source_text: str, locate: Callable[[KeyPath], Where]) -> tuple[Diagnostic, ...]:
    """An info for each `at` that names no place of the source, or one that holds other words.

    Of parties, time limits, numbers and the like the value must stand there; sentences and headings are compared
    loosely. All this holds for the text that the spec was parsed from, as its reader produced it.
    """
    source = Source("", source_text)
    found: list[Diagnostic] = []
    for path, model in _placed(spec):
        at = getattr(model, "at", None)
        words = _words(model)
        if at is None:
            continue
        try:
            span = source.find_place(at)
        except ValueError:
            found.append(Diagnostic("lint.no-such-place", "info", locate((*path, "at")), {"place": at}))
            continue
        there = source.text[span.start : span.end]
        if not _holds(there, words, exact=not isinstance(model, TextItem | TaskItem | Section)):
            data = {"place": at, "value": words, "there": there}
            found.append(Diagnostic("lint.other-words", "info", locate((*path, "at")), data))
    return tuple(found)


def _placed(spec: Spec) -> Iterator[tuple[Steps, Model]]:
    """Every model that may have an `at`, with its path."""
    for name, i, part in parts_of(spec):
        yield (name, i), part
    for path, sections in walk_sections(spec):
        yield path, sections[-1]
    for path, _, item in walk_items(spec):
        yield path, item
        for name, i, part in parts_of(item):
            yield (*path, name, i), part


def _words(model: Model) -> str:
    """What must stand at a model's place."""
    if isinstance(model, TextItem | TaskItem):
        return item_text(model)
    if isinstance(model, Quantity):
        return model.value
    if isinstance(model, Section):
        return model.number + model.title
    return str(getattr(model, "text", "") or getattr(model, "name", ""))


def _holds(there: str, words: str, *, exact: bool) -> bool:
    """Whether words stand in what the source has; cleaning may have taken out what stood between their characters."""
    there, words = _folded(there), _folded(words)
    if words in there:
        return True
    there = simplified(there)
    if exact:
        rest = iter(there)
        return all(character in rest for character in words)
    shared = sum((Counter(there) & Counter(words)).values())
    return shared >= ENOUGH * len(words)


def _folded(text: str) -> str:
    """Full-width letters as half-width ones, without spaces: differences that cleaning makes everywhere."""
    return "".join(unicodedata.normalize("NFKC", text).split())
