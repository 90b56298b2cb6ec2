"""Which task of a spec that a person has edited is which of those that parse finds today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter

from speechgen.spec.model import Model, TaskItem

KEYS: tuple[Callable[[TaskItem], Hashable], ...] = (attrgetter("at"), attrgetter("task"), attrgetter("id"))
"""What makes two tasks the same, the surest first."""

Pair = tuple[TaskItem | None, TaskItem | None]
"""The spec's task and the one found today; None where one side lacks it."""


def pair_tasks(kept: Sequence[TaskItem], found: Sequence[TaskItem], *, same_source: bool) -> list[Pair]:
    """Every task of both sides once: the spec's in their order, those that it lacks behind their neighbours.

    Tasks are the same at the same place of the same source, or with the same words, or else by their id.
    """
    partner = _partners(kept, found, same_source=same_source)
    pairs: list[Pair] = [(task, found[partner[i]] if i in partner else None) for i, task in enumerate(kept)]
    for j in sorted(set(range(len(found))) - set(partner.values())):
        before = next((n for n, pair in enumerate(pairs) if j and pair[1] is found[j - 1]), -1)
        pairs.insert(before + 1, (None, found[j]))
    return pairs


def _partners(kept: Sequence[TaskItem], found: Sequence[TaskItem], *, same_source: bool) -> dict[int, int]:
    """The index in `found` for an index in `kept`."""
    partner: dict[int, int] = {}
    for key in KEYS if same_source else KEYS[1:]:
        open_ones: dict[Hashable, list[int]] = defaultdict(list)
        for j in sorted(set(range(len(found))) - set(partner.values()), reverse=True):
            open_ones[key(found[j])].append(j)
        for i, task in enumerate(kept):
            if i not in partner and key(task) and open_ones[key(task)]:
                partner[i] = open_ones[key(task)].pop()
    return partner


def lacks(values: Sequence[Model], others: Sequence[Model]) -> list[bool]:
    """For each value, whether the others lack it; places and order do not matter."""
    rest = [_said(other) for other in others]
    result = []
    for value in values:
        said = _said(value)
        result.append(said not in rest)
        if said in rest:
            rest.remove(said)
    return result


def differ(values: Sequence[Model], others: Sequence[Model]) -> bool:
    """Whether one side has a value that the other lacks."""
    return any(lacks(values, others)) or any(lacks(others, values))


def same_place(one: Model, other: Model) -> bool:
    """Whether two values of one task are readings of the same words."""
    places, words = ([getattr(value, key, None) for value in (one, other)] for key in ("at", "name"))
    texts = [getattr(value, "text", None) for value in (one, other)]
    return any(pair[0] is not None and pair[0] == pair[1] for pair in (places, words, texts))


def _said(value: Model) -> dict[str, object]:
    """What a person decides about a value, without what speechgen knows by itself."""
    return value.model_dump(exclude={"at", "period_at", "precision", "unit", "reason"})
