"""What templates may name, described for people: every name of the table with a value that it has in a sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from speechgen.templating.bounds import Unprintable, text_of
from speechgen.templating.names import Name, names

LONGEST = 30
"""Characters of an example."""


@dataclass(frozen=True)
class Described:
    """One name: the way to what it belongs to ("" for a variable), and what it holds in the sample."""

    path: str
    path_zh: str
    name: Name
    example: str


def describe(values: Mapping[str, Any]) -> Iterator[Described]:
    """Every variable, then every attribute of what they hold, each kind of thing once, at the first way to it."""
    known = names()
    waiting: list[tuple[str, str, Mapping[str, Name], Sequence[Any]]] = [("", "", known.variables, [values])]
    seen: set[str] = set()
    while waiting:
        path, path_zh, rows, things = waiting.pop(0)
        for row in rows.values():
            found = [value for thing in things if (value := _get(thing, row.english)) is not None]
            yield Described(path, path_zh, row, next(filter(None, map(_example, found)), ""))
            if row.kind in known.kinds and row.kind not in seen:
                seen.add(row.kind)
                inner = [item for value in found for item in (value if row.many else (value,))]
                mark = "[…]" if row.many else ""
                waiting.append(
                    (
                        f"{path}.{row.english}{mark}".lstrip("."),
                        f"{path_zh}.{row.chinese}{mark}".lstrip("."),
                        known.kinds[row.kind],
                        inner,
                    )
                )


def _get(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def _example(value: Any) -> str:
    """The value in a few words; "" for what is empty or no text."""
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, bool):
        return str(value).lower()
    if value in ("", (), []):
        return ""
    try:
        words = str(text_of(value)).replace("\n", " ")
    except Unprintable:
        return ""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
