"""Single changes that a person has made to a spec, each to be taken or left by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from speechgen.spec.model import Item, Section, Spec, TaskItem
from speechgen.spec.text import Steps, iter_tasks

Act = Literal["set", "remove", "insert"]


@dataclass(frozen=True)
class Amendment:
    """One change: of a field, of an item as a whole, or a new item behind another."""

    path: Steps
    """Of the item or section that changes; () for the spec itself; of a new item, that of the one before it, whose last
    step is -1 where it comes first."""
    what: str
    """What of it changes, as a person reads it: task, text, parties, due, targets, title …; item for a whole one."""
    old: str
    new: str
    act: Act = "set"
    values: dict[str, Any] = field(default_factory=dict)
    """Of `set`: the new values by key; of `insert`: the new item under `item`."""
    id: str = ""
    """Of the task that it is about."""


@dataclass
class _Plan:
    changed: dict[Steps, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    removed: set[Steps] = field(default_factory=set)
    inserted: dict[Steps, list[Item]] = field(default_factory=lambda: defaultdict(list))


def apply_amendments(spec: Spec, amendments: Iterable[Amendment]) -> Spec:
    """The spec with the changes made; all else, ids above all, as it was. A new task gets the next free id."""
    plan = _Plan()
    ids = {task.id for _, task in iter_tasks(spec)}
    for amendment in amendments:
        if amendment.act == "remove":
            plan.removed.add(amendment.path)
        elif amendment.act == "insert":
            plan.inserted[amendment.path].append(_with_id(amendment.values["item"], ids))
        else:
            plan.changed[amendment.path].update(amendment.values)
    update = {
        "preamble": _items(spec.preamble, ("preamble",), plan),
        "sections": _sections(spec.sections, ("sections",), plan),
        "closing": _items(spec.closing, ("closing",), plan),
    }
    return spec.model_copy(update={**update, **plan.changed.get((), {})})


def _with_id(item: Item, ids: set[str]) -> Item:
    if not isinstance(item, TaskItem):
        return item
    number = 1
    while f"t-{number:03}" in ids:
        number += 1
    ids.add(f"t-{number:03}")
    return item.model_copy(update={"id": f"t-{number:03}"})


def _sections(sections: tuple[Section, ...], path: Steps, plan: _Plan) -> tuple[Section, ...]:
    return tuple(
        section.model_copy(
            update={
                "content": _items(section.content, (*path, n, "content"), plan),
                "sections": _sections(section.sections, (*path, n, "sections"), plan),
                **plan.changed.get((*path, n), {}),
            }
        )
        for n, section in enumerate(sections)
    )


def _items(items: tuple[Item, ...], path: Steps, plan: _Plan) -> tuple[Item, ...]:
    return tuple(_each(items, path, plan))


def _each(items: tuple[Item, ...], path: Steps, plan: _Plan) -> Iterator[Item]:
    yield from plan.inserted.get((*path, -1), ())
    for n, item in enumerate(items):
        here = (*path, n)
        if here not in plan.removed:
            values = plan.changed.get(here)
            yield item.model_copy(update=values) if values else item
        yield from plan.inserted.get(here, ())
