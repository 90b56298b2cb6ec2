"""Cleaning rules by their own examples: `after` is the text behind the pass; without it nothing may change."""

from __future__ import annotations

from typing import Any

import pytest
from cleaning import PASSES, clean

from speechgen.rules import load_rule

EXAMPLES = [
    pytest.param(name, example, id=f"{name}:{n}")
    for name in PASSES
    for n, example in enumerate(load_rule(f"cleaning/{name}")["examples"], 1)
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(name: str, example: dict[str, Any]) -> None:
    document = clean(example["before"], [name])
    assert document.view.text == example.get("after", example["before"])
    if "rule" in example:
        assert f"{name}.{example['rule']}" in {change.rule for change in document.changes}


@pytest.mark.parametrize("name", PASSES)
def test_every_rule_is_described_and_shown(name: str) -> None:
    loaded = load_rule(f"cleaning/{name}")
    shown = {example.get("rule") for example in loaded["examples"]}
    for key, rule in loaded["rules"].items():
        assert rule["zh"] and rule["en"] and rule["why"], key
        assert key in shown or rule.get("layout"), key


def test_readings_are_of_gbk_characters() -> None:
    readings = load_rule("cleaning/readings")
    for example in readings["examples"]:
        assert example["character"] in readings["readings"][example["reading"]]
    for characters in readings["readings"].values():
        assert all(len(c.encode("gbk")) == 2 for c in characters)
