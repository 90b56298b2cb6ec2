"""What is doubtful in a spec that loads: rules as data (`rules/lint/*.yaml`) over a few kinds of check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from speechgen.diagnostics import Diagnostic
from speechgen.lint.checks import KINDS
from speechgen.lint.places import check_places
from speechgen.rules import load_rules
from speechgen.source import Where
from speechgen.spec.model import Spec
from speechgen.yamlfile import KeyPath

__all__ = ["check_places", "lint_spec"]


def lint_spec(
    spec: Spec, locate: Callable[[KeyPath], Where], rules: Mapping[str, Mapping[str, Any]] | None = None
) -> tuple[Diagnostic, ...]:
    """Everything the rules find, in the order of the file; `locate` gives a value's place there (`YamlFile.where`).

    `rules`: by name; those of `rules/lint` where none are given.
    """
    found = [
        Diagnostic(f"lint.{name}", rule["severity"], locate(path), data, dict(rule["message"]))
        for name, rule in (load_rules("lint") if rules is None else rules).items()
        for path, data in KINDS[rule["kind"]](spec, rule, locate)
    ]
    return tuple(sorted(found, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    where = diagnostic.where
    return (where.line, where.column) if where else (0, 0)
