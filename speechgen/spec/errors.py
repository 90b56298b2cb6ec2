"""What pydantic finds wrong with a spec, in words a clerk understands, at the key or value that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from speechgen.diagnostics import Diagnostic
from speechgen.spec.model import Model, Spec, TaskItem, TextItem
from speechgen.spec.shape import HOLDS
from speechgen.yamlfile import KeyPath, YamlFile

MOST = 1000
"""Nobody reads more; a file of nothing but errors would keep the machine busy."""
ITEM_LISTS = frozenset(["preamble", "content", "closing"])
_CODES = {
    "missing": "spec.missing-key",
    "extra_forbidden": "spec.unknown-key",
    "literal_error": "spec.not-allowed",
    "model_type": "spec.not-mapping",
    "tuple_type": "spec.not-list",
    "string_type": "spec.not-text",
    "string_too_short": "spec.empty-value",
    "string_pattern_mismatch": "spec.not-place",
    "int_type": "spec.not-number",
    "int_parsing": "spec.not-number",
    "int_parsing_size": "spec.not-number",
    "greater_than_equal": "spec.not-year",
    "less_than_equal": "spec.not-year",
    "bool_type": "spec.not-yes-no",
    "bool_parsing": "spec.not-yes-no",
    "value_error": "spec.not-date",
    "date_type": "spec.not-date",
}


def explain(error: ValidationError, file: YamlFile) -> tuple[Diagnostic, ...]:
    """One diagnostic for each thing wrong (of the first MOST), in the order of the file."""
    found: dict[tuple[KeyPath, bool], Diagnostic] = {}
    for detail in error.errors(include_url=False, include_context=False)[:MOST]:
        path = tuple(_path(detail["loc"]))
        found.setdefault((path, detail["type"] == "missing"), _diagnostic(detail, path, file))
    misspelt = {((*path[:-1], d.data["near"]), True) for (path, _), d in found.items() if d.data.get("near")}
    kept = [d for place, d in found.items() if place not in misspelt]
    return tuple(sorted(kept, key=lambda d: (d.where.line, d.where.column) if d.where else (0, 0)))


def _path(loc: tuple[str | int, ...]) -> Iterator[str | int]:
    """A pydantic location as a path in the file: without the tag of an item's kind, and of a date's alternatives."""
    for i, step in enumerate(loc):
        if i >= 2 and isinstance(loc[i - 1], int) and loc[i - 2] in ITEM_LISTS:
            continue
        if i == 1 and loc[0] == "date":
            continue
        yield step


def _diagnostic(detail: ErrorDetails, path: KeyPath, file: YamlFile) -> Diagnostic:
    kind = detail["type"]
    code = _CODES.get(kind, "spec.invalid")
    data: dict[str, Any] = {"name": str(path[-1]), "value": _short(detail["input"]), "detail": detail["msg"]}
    where = file.where(path[:-1] if kind == "missing" else path, key=kind == "extra_forbidden")
    if detail["input"] is None and not _is_item(path):
        code = "spec.empty-value"
    elif kind == "extra_forbidden":
        code = _unknown_key(path, file, data)
    elif kind == "literal_error":
        data["allowed"] = _allowed(path, file)
    elif _is_item(path) or (kind == "missing" and _model(path, file) is TextItem):
        code = "spec.not-item"
    return Diagnostic(code, "error", where, data)


def _is_item(path: KeyPath) -> bool:
    return isinstance(path[-1], int) and path[-2] in ITEM_LISTS


def _unknown_key(path: KeyPath, file: YamlFile, data: dict[str, Any]) -> str:
    """The code that says most of an unknown key; adds the nearest right key, or all of them, to the data."""
    from difflib import get_close_matches

    model = _model(path, file)
    name = str(path[-1])
    if model is TextItem and name in TaskItem.model_fields:
        return "spec.task-key-in-text"
    if model is TaskItem and name in TextItem.model_fields:
        return "spec.text-key-in-task"
    near = get_close_matches(name.lower(), model.model_fields, 1, 0.6)
    data["near"] = near[0] if near else ""
    data["known"] = ", ".join(model.model_fields)
    return "spec.near-key" if near else "spec.unknown-key"


def _model(path: KeyPath, file: YamlFile) -> type[Model]:
    """The model whose key the last step of a path is."""
    holder = next((step for step in reversed(path[:-1]) if isinstance(step, str)), None)
    if holder in ITEM_LISTS:
        return TaskItem if "task" in file.node(path[:-1]).data else TextItem
    return HOLDS[holder] if isinstance(holder, str) else Spec


def _allowed(path: KeyPath, file: YamlFile) -> str:
    """The values a key may have, each with its Chinese word, as the model describes them."""
    description = _model(path, file).model_fields[str(path[-1])].description or ""
    return description.split(": ")[-1].rstrip(".").replace(" | ", ", ")


def _short(value: object, limit: int = 24) -> str:
    """A value as the message quotes it."""
    text = "[…]" if isinstance(value, list) else "{…}" if isinstance(value, dict) else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
