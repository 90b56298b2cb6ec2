"""A spec with its tasks changed; all else as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from speechgen.spec.model import Item, Model, Section, Spec, TaskItem

PLACES = ("at", "period_at")
Held = TypeVar("Held", bound=Model)
Change = Callable[[tuple[Section, ...], TaskItem], TaskItem]
"""What becomes of a task, which stands in these sections, outermost first."""


def change_tasks(spec: Spec, change: Change) -> Spec:
    """The spec with each task replaced by what `change` makes of it, in reading order."""
    return spec.model_copy(
        update={
            "preamble": _items(spec.preamble, (), change),
            "sections": _sections(spec.sections, (), change),
            "closing": _items(spec.closing, (), change),
        }
    )


def _sections(sections: tuple[Section, ...], above: tuple[Section, ...], change: Change) -> tuple[Section, ...]:
    return tuple(_section(section, (*above, section), change) for section in sections)


def _section(section: Section, here: tuple[Section, ...], change: Change) -> Section:
    content = _items(section.content, here, change)  # before the sub-sections, as it is read
    return section.model_copy(update={"content": content, "sections": _sections(section.sections, here, change)})


def _items(items: tuple[Item, ...], here: tuple[Section, ...], change: Change) -> tuple[Item, ...]:
    return tuple(change(here, item) if isinstance(item, TaskItem) else item for item in items)


def without_places(model: Held) -> Held:
    """A model, and all that it holds, without the places in a source that it no longer goes with."""
    changes: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in PLACES and value is not None:
            changes[name] = None
        elif isinstance(value, Model):
            changes[name] = without_places(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            changes[name] = tuple(without_places(entry) for entry in value)
    return model.model_copy(update=changes) if changes else model
