"""Rules and lexicons as data: `rules/<room>/<name>.yaml`, each with `why` (in Chinese `why_zh`) and `examples`.

The folder names the room, the file names the rule: `outline/numbering`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from speechgen.diagnostics import Language

REQUIRED = ("kind", "why", "why_zh", "examples")


@cache
def rule_names() -> tuple[str, ...]:
    """Every rule as `room/name`, in alphabetical order."""
    root = files("speechgen") / "rules"
    rooms = [room for room in root.iterdir() if room.is_dir() and not room.name.startswith("_")]
    return tuple(
        sorted(f"{room.name}/{f.name[:-5]}" for room in rooms for f in room.iterdir() if f.name.endswith(".yaml"))
    )


@cache
def load_rule(name: str) -> dict[str, Any]:
    """The rule `room/name`; KeyError where there is none, ValueError where a required key is missing."""
    if name not in rule_names():
        raise KeyError(name)
    text = (files("speechgen") / "rules" / f"{name}.yaml").read_text(encoding="utf-8")
    rule: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    missing = [key for key in REQUIRED if key not in rule]
    if missing:
        raise ValueError(f"rule {name} lacks {', '.join(missing)}")
    return rule


def why(name: str, language: Language) -> str:
    """Why the rule `room/name` is there, in one line; KeyError where there is none."""
    return " ".join(str(load_rule(name)["why_zh" if language == "zh" else "why"]).split())


def load_rules(room: str) -> dict[str, dict[str, Any]]:
    """Every rule of a room by its name without the room."""
    return {name.split("/", 1)[1]: load_rule(name) for name in rule_names() if name.startswith(f"{room}/")}
