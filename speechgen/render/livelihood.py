"""Which tasks are promises to the people 民生实事: by headings, sentences, own words (`rules/lists/livelihood`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from speechgen.render.lines import item_text
from speechgen.rules import load_rule
from speechgen.spec.model import Item, Section, Spec, TaskItem


def names_livelihood(words: str) -> bool:
    """Whether some words name such promises."""
    return bool(re.search(load_rule("lists/livelihood")["pattern"], words))


def announces_livelihood(words: str) -> bool:
    """Whether they announce that such promises follow."""
    return names_livelihood(words) and bool(re.search(load_rule("lists/livelihood")["announces"], words))


def find_livelihood(spec: Spec) -> tuple[frozenset[int], tuple[str, ...]]:
    """The numbers of such tasks (from 1, over the whole spec), and the headings and sentences that tell so."""
    found = _Found()
    found.items(spec.preamble, told=False)
    for section in spec.sections:
        found.section(section, told=False)
    found.items(spec.closing, told=False)
    return frozenset(found.numbers), tuple(dict.fromkeys(found.reasons))


class _Found:
    """What has been found on the way through the spec."""

    def __init__(self) -> None:
        self.number = 0
        self.numbers: set[int] = set()
        self.reasons: list[str] = []

    def section(self, section: Section, told: bool) -> None:
        """A section with all that stands under it; `told`: a heading or sentence above has named it."""
        if not told and names_livelihood(section.title):
            told = True
            self.reasons.append(f"{section.number}{section.title}")
        told = self.items(section.content, told)
        for child in section.sections:
            self.section(child, told)

    def items(self, items: Iterable[Item], told: bool) -> bool:
        """Sentences in order; whether what follows them is told to be such promises."""
        for item in items:
            words = item_text(item)
            if isinstance(item, TaskItem):
                self.number += 1
                if told or names_livelihood(words):
                    self.numbers.add(self.number)
            if not told and announces_livelihood(words):
                told = True
                self.reasons.append(words)
        return told
