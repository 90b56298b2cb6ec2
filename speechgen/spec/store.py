"""Specs to and from YAML. Every error of a file is reported at once, each with its line and column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from speechgen.diagnostics import Problem, problem
from speechgen.source import Where
from speechgen.spec.errors import explain
from speechgen.spec.layout import mapping_lines, written_tree
from speechgen.spec.model import MODELS, Spec
from speechgen.yamlfile import YamlFile, load_yaml

VERSION = 1
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""How the content of a version becomes that of the next one. Empty as long as there is only one version."""

HEAD = "# yaml-language-server: $schema=spec.schema.json\n"
"""Editors with a YAML language server complete and check by the schema that this line names."""

_FIELDS = [(name, field.is_required()) for model in MODELS for name, field in model.model_fields.items()]
_MAY_BE_EMPTY = {name for name, _ in _FIELDS} - {name for name, required in _FIELDS if required}


def load_spec(text: str, name: str) -> Spec:
    """The spec in a YAML text. Problem (not fatal) with every error found, each with its place."""
    return load_spec_file(text, name)[0]


def load_spec_file(text: str, name: str) -> tuple[Spec, YamlFile]:
    """The spec, and the file that knows where each of its values stands (`YamlFile.where`)."""
    try:
        file = load_yaml(text, name)
    except Problem as stop:
        raise Problem(*stop.diagnostics, fatal=False) from None
    data = _upgrade(_without_nulls(_mapping(file)), file)
    try:
        return Spec.model_validate(data), file
    except ValidationError as error:
        raise Problem(*explain(error, file), fatal=False) from None


def dump_spec(spec: Spec) -> str:
    """A new file: fixed layout, key order of the model, one line a sentence, a party, a time limit, a number."""
    return HEAD + "\n".join(mapping_lines(written_tree(spec), 0)) + "\n"


def _mapping(file: YamlFile) -> dict[str, Any]:
    if file.data is None:
        raise problem("spec.empty", Where(file.source.name), fatal=False)
    if not isinstance(file.data, dict):
        raise problem("spec.not-a-spec", file.where(()), fatal=False)
    return file.data


def _without_nulls(value: Any) -> Any:
    """The data without optional keys that hold nothing, which says the same as leaving the key out."""
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None or k not in _MAY_BE_EMPTY}
    return [_without_nulls(v) for v in value] if isinstance(value, list) else value


def _upgrade(data: dict[str, Any], file: YamlFile) -> dict[str, Any]:
    """The data as the current version writes it. Problem for a version that is none, or newer than this program."""
    said = data.get("version", str(VERSION))
    version = int(said) if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 10 else 0
    if version > VERSION:
        raise problem("spec.newer-version", file.where(("version",)), fatal=False, version=version, known=VERSION)
    while version in UPGRADES:
        data = UPGRADES[version](data)
        version += 1
    if version != VERSION:
        raise problem("spec.bad-version", file.where(("version",)), fatal=False, known=VERSION)
    return {**data, "version": VERSION}
