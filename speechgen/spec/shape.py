"""Which key of a spec holds which model, read off the models: a new key needs no word here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from speechgen.spec.model import MODELS, Model


def _held(declared: Any) -> type[Model] | None:
    """The model in `tuple[Party, ...]` or `SourceFile | None`; None for text and for items, which are of two kinds."""
    held = (a for a in (declared, *get_args(declared)) if isinstance(a, type) and issubclass(a, Model))
    return next(held, None)


_FIELDS = [(name, field.annotation) for model in MODELS for name, field in model.model_fields.items()]

HOLDS: dict[str, type[Model]] = {name: held for name, declared in _FIELDS if (held := _held(declared))}
"""The model that stands under a key, or in the list under it."""

PARTS = frozenset(
    name
    for name, declared in _FIELDS
    if get_origin(declared) is tuple and name in HOLDS and not HOLDS[name].model_fields.keys() & HOLDS.keys()
)
"""Lists of models that hold no other ones: parties, due, targets, facts …"""


def parts_of(model: Model) -> Iterator[tuple[str, int, Model]]:
    """What stands in a model's lists of PARTS: the list's key, the index, the part."""
    for name in (name for name in type(model).model_fields if name in PARTS):
        for i, part in enumerate(getattr(model, name)):
            yield name, i, part
