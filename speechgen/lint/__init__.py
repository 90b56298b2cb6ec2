"""What is doubtful in a spec that loads: rules as data (`rules/lint/*.yaml`) over a few kinds of check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from speechgen.diagnostics import Diagnostic
from speechgen.lint.checks import KINDS, Check
from speechgen.lint.figures import FIGURE_KINDS
from speechgen.lint.places import check_places
from speechgen.lint.units import unit_kinds
from speechgen.rules import load_rules
from speechgen.source import Where
from speechgen.spec.model import Spec
from speechgen.units import Registry, load_registry
from speechgen.yamlfile import KeyPath

__all__ = ["check_places", "lint_kinds", "lint_spec"]


def lint_kinds(registry: Registry) -> dict[str, Check]:
    """What a lint rule's `kind` may be, and the check it stands for."""
    return {**KINDS, **FIGURE_KINDS, **unit_kinds(registry)}


def lint_spec(
    spec: Spec,
    locate: Callable[[KeyPath], Where],
    rules: Mapping[str, Mapping[str, Any]] | None = None,
    registry: Registry | None = None,
) -> tuple[Diagnostic, ...]:
    """Everything the rules find, in the order of the file; `locate` gives a value's place there (`YamlFile.where`).

    `rules`: by name; those of `rules/lint` where none are given. `registry`: the office's units; those of the rules
    where none is given.
    """
    kinds = lint_kinds(registry or load_registry())
    found = [
        Diagnostic(f"lint.{name}", rule["severity"], locate(path), data, dict(rule["message"]))
        for name, rule in (load_rules("lint") if rules is None else rules).items()
        for path, data in kinds[rule["kind"]](spec, rule, locate)
    ]
    return tuple(sorted(found, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    where = diagnostic.where
    return (where.line, where.column) if where else (0, 0)
