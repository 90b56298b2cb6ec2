"""The kinds a lint rule may have: each looks through a spec and yields what it finds, as a path and words for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from speechgen.source import Where
from speechgen.spec.model import Due, Model, Quantity, Spec, TaskItem
from speechgen.spec.shape import parts_of
from speechgen.spec.text import Steps, walk_items, walk_sections
from speechgen.yamlfile import KeyPath

Rule = Mapping[str, Any]
Locate = Callable[[KeyPath], Where]
Finding = tuple[Steps, dict[str, Any]]
Check = Callable[[Spec, Rule, Locate], Iterator[Finding]]


def find_missing(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
    """Tasks in which the rule's `field` is empty."""
    for path, task in walk_tasks(spec):
        if not getattr(task, rule["field"]):
            yield (*path, "task"), {}


def find_duplicates(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
    """Tasks whose `field` has been there before, punctuation and spaces left out; `first` is the line of the first."""
    first: dict[str, Steps] = {}
    for path, task in walk_tasks(spec):
        value = getattr(task, rule["field"])
        here = (*path, rule["field"])
        if words := re.sub(r"\W", "", value):
            if words in first:
                yield here, {"value": value, "first": locate(first[words]).line}
            first.setdefault(words, here)


def find_other_years(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
    """Time limits outside the year that the spec plans."""
    for path, part in _parts(spec):
        if isinstance(part, Due) and part.date and spec.year and part.date.year != spec.year:
            yield (*path, "date"), {"date": part.date.isoformat(), "year": spec.year}


def find_suggested(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
    """Parties, time limits and numbers that speechgen proposed and nobody has confirmed."""
    for path, part in _parts(spec):
        if getattr(part, "suggested", False):
            yield path, {"value": getattr(part, "name", "") or getattr(part, "text", "")}


def find_words(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
    """Values of the rule's `fields` in which its `pattern` occurs: one a party, time limit or number, and of a sentence
    only what none of these says."""
    pattern, fields = re.compile(rule["pattern"]), rule["fields"]
    yield from _matches(spec, (), pattern, fields)
    for path, sections in walk_sections(spec):
        yield from _matches(sections[-1], path, pattern, fields)
    for path, _, item in walk_items(spec):
        parts = [
            found for steps, part in _parts_of(item, path) for found in [*_matches(part, steps, pattern, fields)][:1]
        ]
        yield from parts or _matches(item, path, pattern, fields)


KINDS: dict[str, Check] = {
    "missing": find_missing,
    "duplicate": find_duplicates,
    "other year": find_other_years,
    "suggested": find_suggested,
    "words": find_words,
}
"""What a rule's `kind` may be."""


def walk_tasks(spec: Spec) -> Iterator[tuple[Steps, TaskItem]]:
    """The tasks in reading order, with their paths."""
    for path, _, item in walk_items(spec):
        if isinstance(item, TaskItem):
            yield path, item


def _parts(spec: Spec) -> Iterator[tuple[Steps, Model]]:
    """Parties, time limits, numbers and the like of all items, with their paths."""
    for path, _, item in walk_items(spec):
        yield from _parts_of(item, path)


def _parts_of(item: Model, path: Steps) -> Iterator[tuple[Steps, Model]]:
    for name, i, part in parts_of(item):
        yield (*path, name, i), part


def _matches(model: Model, path: Steps, pattern: re.Pattern[str], fields: list[str]) -> Iterator[Finding]:
    for name in fields:
        value = getattr(model, name, None)
        lines = enumerate(value) if isinstance(value, tuple) else ()
        texts: list[tuple[Steps, Any]] = [((i,), line) for i, line in lines] or [((), value)]
        for index, text in texts:
            if isinstance(text, str) and (found := pattern.search(text)):
                whole = model.name + model.value + model.unit if isinstance(model, Quantity) else _around(text, found)
                yield (*path, name, *index), {"found": found[0], "value": whole}


def _around(text: str, found: re.Match[str], reach: int = 12) -> str:
    """What was found, with a few characters on either side."""
    start, end = max(0, found.start() - reach), min(len(text), found.end() + reach)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
