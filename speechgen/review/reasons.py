"""Why something was recognised: the rule behind a mark or a change, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import Language
from speechgen.review.wording import word
from speechgen.rules import load_rule, rule_names


@dataclass(frozen=True)
class Reason:
    """What is known of a rule."""

    rule: str
    """As the mark names it: `due/limits:10`."""
    plain: str = ""
    """What such a rule goes by, for somebody who has never seen one."""
    why: str = ""
    """The `why` of the very row that matched."""
    more: str = ""
    """The `why` of the rule's file."""


def find_reason(rule: str, language: Language) -> Reason:
    """The reason that a rule's name stands for: `room/name`, `room/name:row` (from 1), or `pass.name` of a change."""
    name, _, row = rule.partition(":")
    plain = word(f"review.reason-{re.sub(r'[/._]', '-', name)}", language)
    if name in rule_names():
        data = load_rule(name)
        why, more = _row_why(data, row, language), _one_line(data["why"])
        return Reason(rule, plain, why, more) if plain or why else Reason(rule, plain, more)
    cleaning, _, key = rule.partition(".")
    if f"cleaning/{cleaning}" in rule_names():
        data = load_rule(f"cleaning/{cleaning}")
        entry = data.get("rules", {}).get(key, {})
        return Reason(rule, entry.get(language, ""), _why(entry, language), _one_line(data["why"]))
    return Reason(rule, plain)


def _row_why(data: dict[str, Any], row: str, language: Language) -> str:
    rows = data.get("rows", ())
    return _why(rows[int(row) - 1], language) if row.isdigit() and 0 < int(row) <= len(rows) else ""


def _why(entry: dict[str, Any], language: Language) -> str:
    """An entry's `why`; its `why_zh` for Chinese, where its author wrote one."""
    chosen = entry.get(f"why_{language}") or entry.get("why", "")
    return _one_line(chosen)


def _one_line(text: str) -> str:
    return " ".join(str(text).split())
