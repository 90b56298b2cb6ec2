"""Checks of numbers against each other: targets that contradict, counts that do not match what follows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from speechgen.chinese.numerals import numeral_value
from speechgen.lint.checks import Check, Finding, Locate, Rule, walk_tasks
from speechgen.spec.measure import Measure, measured, number_of
from speechgen.spec.model import Quantity, Section, Spec, TaskItem
from speechgen.spec.text import Steps, item_text, walk_sections


def find_contradictions(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
    """Targets of two tasks that measure the same by the same day, with different values.

    `verbs` are left out of a name (实现, 力争); names of the rule's `general` measure something else each time, and so
    does what one task gives twice (分别) or three tasks give.
    """
    of_measure: dict[Measure, list[tuple[Steps, Quantity]]] = defaultdict(list)
    for path, task in walk_tasks(spec):
        for i, target in enumerate(task.targets):
            measure = measured(task, target, spec.year, rule)
            if measure and number_of(target.value) is not None:
                of_measure[measure].append(((*path, "targets", i, "value"), target))
    for given in of_measure.values():
        (place, before), (here, target) = given[0], given[-1]
        two_tasks = len(given) == 2 and place[:-3] != here[:-3]
        if two_tasks and number_of(before.value) != number_of(target.value):
            data = {"name": target.name, "value": _shown(target), "before": _shown(before)}
            yield here, {**data, "line": locate(place).line}


def _shown(target: Quantity) -> str:
    behind = target.op in ("左右", "以上", "以下", "以内")
    return f"{target.value}{target.unit}{target.op}" if behind else f"{target.op}{target.value}{target.unit}"


def find_wrong_counts(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
    """Counts that announce what follows (以下六项工作) where another number of numbered sections follows."""
    pattern = re.compile(rule["pattern"])
    for path, words, sections in _announcements(spec):
        stated = pattern.search(words)
        number = numeral_value(stated["number"]) if stated else None
        count = _count(sections)
        if stated and number and count > 1 and number != count:
            yield path, {"words": stated[0].strip("：:。"), "number": number, "count": count}


def _announcements(spec: Spec) -> Iterator[tuple[Steps, str, tuple[Section, ...]]]:
    """What stands right before numbered sections, with them: the last sentence, or the heading itself."""
    if spec.preamble:
        last = len(spec.preamble) - 1
        yield ("preamble", last, _key(spec.preamble[last])), item_text(spec.preamble[last]), spec.sections
    for path, sections in walk_sections(spec):
        section = sections[-1]
        if section.sections and not section.content:
            yield (*path, "title"), section.title, section.sections
        elif section.sections:
            last = len(section.content) - 1
            item = section.content[last]
            yield (*path, "content", last, _key(item)), item_text(item), section.sections


def _key(item: object) -> str:
    return "task" if isinstance(item, TaskItem) else "text"


def _count(sections: tuple[Section, ...]) -> int:
    """How many numbered sections follow; 0 where one of them has no number, so that nobody can say what was meant."""
    return len(sections) if all(section.number for section in sections) else 0


FIGURE_KINDS: dict[str, Check] = {"contradiction": find_contradictions, "stated count": find_wrong_counts}
"""What a rule's `kind` may be besides."""
