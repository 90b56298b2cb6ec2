"""`explain`: a rule with its why, its data and its examples; or a message by its code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speechgen.diagnostics import Language, catalogue, nearest, problem


@dataclass(frozen=True)
class Explanation:
    """A name and its parts, each under a label of the catalogue (`cli.<label>`)."""

    name: str
    parts: tuple[tuple[str, str], ...]


def explain(name: str, language: Language) -> Explanation:
    """What is known of a rule (`room/name`, or its name alone) or of a code (`room.name`).

    A code such as `ocr.permille` of one row of a rule's file explains that file. Problem where there is neither.
    """
    from speechgen.rules import rule_names

    if rule := _find_rule(name, rule_names()):
        return _rule(rule, language)
    if found := _message(name, language):
        return found
    raise problem("app.unknown-rule", given=name, near=nearest(name, (*rule_names(), *_codes())))


def _find_rule(name: str, known: tuple[str, ...]) -> str:
    """The rule meant: `room/name`, `room.name`, `name`, or the `name` in `name.row` and `name:row`."""
    bare = name.removesuffix(".yaml").split(":")[0]
    for wanted in (bare, bare.replace(".", "/", 1), bare.split(".")[0] if "/" not in bare else bare):
        found = [rule for rule in known if wanted in (rule, rule.split("/")[1])]
        if len(found) == 1:
            return found[0]
    return ""


def _rule(name: str, language: Language) -> Explanation:
    """The rule's why, and the rest of its file as it stands there: its author wrote it for people."""
    from importlib.resources import files

    from speechgen.rules import why

    text = (files("speechgen") / "rules" / f"{name}.yaml").read_text(encoding="utf-8")
    top = {m[1]: m[0] for m in re.finditer(r"^(\w+):.*\n(?:(?:[ #-].*)?\n)*", text, re.M)}
    rest = "".join(words for key, words in top.items() if key not in ("kind", "why", "why_zh", "examples"))
    parts = (
        ("explain-why", why(name, language)),
        ("explain-file", f"speechgen/rules/{name}.yaml"),
        ("explain-data", rest),
        ("explain-examples", top.get("examples", "").partition("\n")[2]),
    )
    return Explanation(name, tuple((label, words) for label, words in parts if words.strip()))


def _message(code: str, language: Language) -> Explanation | None:
    room, _, name = code.partition(".")
    if room not in _rooms() or name not in catalogue(room):
        return None
    entry = catalogue(room)[name]
    parts = (
        ("explain-message", entry[language]),
        ("explain-advice", entry.get(f"hint_{language}", "")),
        ("explain-file", f"speechgen/messages/{room}.toml"),
    )
    return Explanation(code, tuple((label, text) for label, text in parts if text))


def _codes() -> list[str]:
    return [f"{room}.{name}" for room in _rooms() for name in catalogue(room)]


def _rooms() -> list[str]:
    from importlib.resources import files

    folder = files("speechgen") / "messages"
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
