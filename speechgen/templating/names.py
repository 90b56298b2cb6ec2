"""The names that templates may use, in both languages: read from names.yaml, translated while a template runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from speechgen.yamlfile import load_yaml


@dataclass(frozen=True)
class Name:
    """One variable, attribute or filter."""

    english: str
    chinese: str
    about: Mapping[str, str]
    """What it is, by language."""
    kind: str = ""
    """The kind of what it holds, or of each thing in the list that it holds; "" for a plain value."""
    many: bool = False
    """Whether it holds a list."""
    gives: str = ""
    """Of a filter: what comes out of it, `same` (a list of the same), `item` (one of them), or a kind."""


@dataclass(frozen=True)
class Names:
    """The whole table."""

    variables: Mapping[str, Name]
    kinds: Mapping[str, Mapping[str, Name]]
    """For each kind of thing its attributes."""
    filters: Mapping[str, Name]
    changes: Mapping[str, Name]
    """What a template of changes may name, in place of the variables."""
    fields: Mapping[str, Name]
    """What a frame may name, in place of the variables."""
    classes: Mapping[str, str]
    """Name of a class to its kind."""

    def kind_of(self, value: Any) -> str:
        """The kind of a value, as the table calls it; "" where it knows none."""
        return self.classes.get(type(value).__name__, "")

    def attribute(self, value: Any, word: str) -> str:
        """The English name of an attribute of the value; the word itself where it is none in Chinese."""
        return word if word.isascii() else self.english(self.kind_of(value), word)

    def english(self, kind: str, word: str) -> str:
        """The same for a kind."""
        return _english(kind).get(word, word)


@cache
def names() -> Names:
    """The table of names.yaml."""
    file = Path(__file__).with_suffix(".yaml")
    data: Any = load_yaml(file.read_text(encoding="utf-8"), file.name).data
    variables = _rows(data["variables"])
    variables |= {key: _row(key, kind["variable"], key) for key, kind in data["kinds"].items() if "variable" in kind}
    return Names(
        variables=variables,
        kinds={key: _rows(kind["names"]) for key, kind in data["kinds"].items()},
        filters=_rows(data["filters"]),
        changes=_rows(data["changes"]),
        fields=_rows(data["fields"]),
        classes={kind["class"]: key for key, kind in data["kinds"].items()},
    )


@cache
def _english(kind: str) -> dict[str, str]:
    return {name.chinese: name.english for name in names().kinds.get(kind, {}).values()}


def _rows(rows: Mapping[str, Any]) -> dict[str, Name]:
    return {key: _row(key, row) for key, row in rows.items()}


def _row(key: str, row: Mapping[str, Any], kind: str = "") -> Name:
    holds = row.get("holds", kind)
    many = isinstance(holds, list)
    held = holds[0] if many else holds
    about = {"en": row["en"], "zh": row["about"]}
    return Name(key, row["zh"], about, "" if held == "text" else held, many, row.get("gives", ""))


def in_both_languages(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values under their English and their Chinese names."""
    known = {**names().fields, **names().changes, **names().variables}
    return {**{known[key].chinese: value for key, value in values.items() if key in known}, **values}
