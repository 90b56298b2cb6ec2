"""Tasks of several specs that are the same, or that contradict each other. Found and shown, never resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from speechgen.diagnostics import Diagnostic
from speechgen.source import Where
from speechgen.spec.differences import Difference, compare_tasks
from speechgen.spec.likeness import bare
from speechgen.spec.measure import Measure, measured, number_of
from speechgen.spec.model import Party, Quantity, Spec, TaskItem
from speechgen.spec.text import Steps, walk_items
from speechgen.templating.filters import quantity
from speechgen.yamlfile import KeyPath

SAME = 80
"""Per cent of the characters that two tasks of different specs share, figures aside, to be taken for one."""
CLASHING = {"target": ("raised", "lowered", "changed", "bound"), "due": ("earlier", "later")}
"""By field, the kinds of difference in which two tasks contradict each other."""

Given = tuple[str, Spec, Callable[[KeyPath], Where]]
"""A spec with its file's name, and the place of a value there."""


@dataclass(frozen=True)
class _Task:
    given: int
    path: Steps
    task: TaskItem
    words: str


def find_clashes(specs: Sequence[Given], rule: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """A warning for each pair of tasks of different specs, in the order of the files; both places are named.

    `rule` is that of lint/contradicting-targets.
    """
    tasks = [
        _Task(n, path, item, bare(item.task))
        for n, (_, spec, _) in enumerate(specs)
        for path, _, item in walk_items(spec)
        if isinstance(item, TaskItem)
    ]
    found: list[tuple[_Task, _Task, Diagnostic]] = []
    for one, other in _same(tasks):
        found += [(one, other, d) for d in _compared(one, other, specs)]
    told = {(one, other) for one, other, d in found if d.code == "merge.target"}
    found += [(a, b, d) for a, b, d in _contradictions(tasks, specs, rule) if (a, b) not in told]
    order = {task: n for n, task in enumerate(tasks)}
    return tuple(d for _, _, d in sorted(found, key=lambda each: (order[each[1]], order[each[0]])))


def _same(tasks: list[_Task]) -> Iterator[tuple[_Task, _Task]]:
    from rapidfuzz import fuzz

    for one, other in combinations(tasks, 2):
        if one.given != other.given and fuzz.ratio(one.words, other.words, score_cutoff=SAME):
            yield one, other


def _compared(one: _Task, other: _Task, specs: Sequence[Given]) -> Iterator[Diagnostic]:
    """What two tasks that are one contradict each other in; that they are the same where they do not."""
    found = compare_tasks(one.task, other.task)
    clashes = [(d.field, d) for d in found if d.kind in CLASHING.get(d.field, ())]
    if leads := _other_leads(one.task.parties, other.task.parties):
        clashes.append(("lead", leads))
    for what, difference in clashes:
        data = {"before": difference.old, "value": difference.new}
        yield _diagnostic(f"merge.{what}", one, other, specs, data)
    if not clashes:
        yield _diagnostic("merge.duplicate", one, other, specs, {"before": one.task.task})


def _other_leads(one: tuple[Party, ...], other: tuple[Party, ...]) -> Difference | None:
    """Who leads on either side, where both name somebody and nobody is named by both."""
    leads = [[p for p in parties if p.role == "lead"] for parties in (one, other)]
    names = [{p.unit or p.name for p in side} | {p.name for p in side} for side in leads]
    if not leads[0] or not leads[1] or names[0] & names[1]:
        return None
    return Difference("party", "changed", *("、".join(p.name for p in side) for side in leads))


def _contradictions(
    tasks: list[_Task], specs: Sequence[Given], rule: Mapping[str, Any]
) -> Iterator[tuple[_Task, _Task, Diagnostic]]:
    """Targets of one measure with different numbers, in specs that give that measure once each."""
    of_measure: dict[Measure, list[tuple[_Task, Quantity]]] = defaultdict(list)
    for task in tasks:
        for target in task.task.targets:
            measure = measured(task.task, target, specs[task.given][1].year, rule)
            if measure and number_of(target.value) is not None:
                of_measure[measure].append((task, target))
    for entries in of_measure.values():
        once = len({task.given for task, _ in entries}) == len(entries)
        for (one, before), (other, after) in combinations(entries, 2) if once else ():
            if number_of(before.value) != number_of(after.value):
                data = {"before": quantity(before), "value": quantity(after)}
                yield one, other, _diagnostic("merge.target", one, other, specs, data)


def _diagnostic(code: str, one: _Task, other: _Task, specs: Sequence[Given], data: dict[str, str]) -> Diagnostic:
    places = [specs[task.given][2]((*task.path, "task")) for task in (one, other)]
    return Diagnostic(code, "warning", places[1], {**data, "other": f"{places[0].file}:{places[0].line}"})
