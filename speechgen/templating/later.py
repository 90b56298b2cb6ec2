"""Values that are made when a template first names them: most templates name few of those that cost most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any


class Later:
    """A value of a template, not made yet; no template ever sees this itself (`sandbox`)."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def value(self) -> Any:
        """The value, made at the first call and kept."""
        return self._make()


def made(value: Any) -> Any:
    """The value, made where it is one for later."""
    return value.value if isinstance(value, Later) else value


def all_made(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by name, every one of them made."""
    return {name: made(value) for name, value in values.items()}
