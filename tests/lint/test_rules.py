"""Every lint rule finds what its own examples say, and nothing else."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest

from speechgen.lint import lint_kinds, lint_spec
from speechgen.rules import load_rules, rule_names
from speechgen.source import Where
from speechgen.spec.model import Spec
from speechgen.units import load_registry
from speechgen.yamlfile import KeyPath, load_yaml

RULES = load_rules("lint")
EXAMPLES = [(name, i) for name, rule in RULES.items() for i in range(len(rule["examples"]))]


def dotted(path: KeyPath) -> Where:
    """A place that tells the path, in place of a file's."""
    return Where(".".join(map(str, path)), line=1)


@pytest.mark.parametrize(("name", "i"), EXAMPLES, ids=[f"{name}-{i}" for name, i in EXAMPLES])
def test_rule_finds_what_its_example_says(name: str, i: int) -> None:
    example: dict[str, Any] = RULES[name]["examples"][i]
    found = lint_spec(Spec.model_validate(example["spec"]), dotted, {name: RULES[name]})
    assert [d.where.file for d in found if d.where] == example["found"]
    for diagnostic in found:
        assert diagnostic.code == f"lint.{name}"
        for language in ("zh", "en"):
            assert "{" not in re.sub(r"\{name: .*?\}|\{text: .*?\}", "", diagnostic.message(language))  # type: ignore[arg-type]
            assert diagnostic.hint(language)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", rule_names())
def test_no_rule_of_any_room_gives_a_key_twice(name: str) -> None:
    text = (files("speechgen") / "rules" / f"{name}.yaml").read_text(encoding="utf-8")
    assert isinstance(load_yaml(text, name).data, dict)


@pytest.mark.parametrize("name", RULES)
def test_rule_is_whole(name: str) -> None:
    rule = RULES[name]
    assert rule["kind"] in lint_kinds(load_registry())
    assert rule["severity"] in ("error", "warning", "info")
    assert rule["message"].keys() == {"zh", "en", "hint_zh", "hint_en"}
    assert re.search("[\u4e00-\u9fff]", rule["message"]["zh"])
    assert [e for e in rule["examples"] if e["found"]] and [e for e in rule["examples"] if not e["found"]]
