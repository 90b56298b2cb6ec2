"""The year's targets, each with what the review says of the year before (`rules/lists/year-targets`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speechgen.render.lines import walk
from speechgen.render.tasks import TargetView, TaskView, view_target
from speechgen.rules import load_rule
from speechgen.spec.measure import SCALES
from speechgen.spec.model import Quantity, Spec, TextItem

Key = tuple[str, str]
"""What is measured, and in which unit without its magnitude."""


@dataclass(frozen=True, slots=True)
class YearTarget:
    """A target of the year."""

    target: TargetView
    actual: TargetView | None
    """What was reached the year before; None where the review does not say it, or says it twice."""
    task: TaskView


def find_year_targets(spec: Spec, tasks: Sequence[TaskView]) -> tuple[YearTarget, ...]:
    """Every target in the order of the text, paired only where there is one reading.

    One figure of the same measure is the actual of each such target; several of one sentence (分别增长4.9%和6.7%) are
    paired in order with as many targets of one task. A target for part of the year has none.
    """
    facts: dict[Key, list[list[Quantity]]] = defaultdict(list)
    for sentence in _review(spec):
        of_key: dict[Key, list[Quantity]] = defaultdict(list)
        for fact in sentence:
            of_key[measure_key(fact.name, fact.unit)].append(fact)
        for key, several in of_key.items():
            facts[key].append(several)
    return tuple(view for task in tasks for view in _of_task(task, facts))


def _of_task(task: TaskView, facts: dict[Key, list[list[Quantity]]]) -> Iterator[YearTarget]:
    peers: dict[Key, list[TargetView]] = defaultdict(list)
    for target in task.targets:
        peers[measure_key(target.name, target.unit)].append(target)
    for target in task.targets:
        key = measure_key(target.name, target.unit)
        known = facts.get(key, [])
        one = known[0] if len(known) == 1 and not target.period else []
        place = next(n for n, peer in enumerate(peers[key]) if peer is target)
        fits = len(one) == 1 == len(peers[key]) or (len(one) > 1 and len(one) == len(peers[key]))
        yield YearTarget(target, view_target(one[place]) if fits else None, task)


def _review(spec: Spec) -> Iterator[Sequence[Quantity]]:
    """The figures of each sentence that looks back."""
    for above, section in walk(spec.sections):
        if (above[0] if above else section).role == "review":
            yield from (item.facts for item in section.content if isinstance(item, TextItem))


def measure_key(name: str, unit: str) -> Key:
    """By what two numbers measure the same."""
    rule = load_rule("lists/year-targets")
    plain = re.sub(rule["verbs"], "", re.sub(r"\W", "", name))
    for word, short in sorted(rule["aliases"].items(), key=lambda pair: -len(pair[0])):
        plain = plain.replace(word, short)
    return plain, unit.lstrip("".join(SCALES)) or unit
