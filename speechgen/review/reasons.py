"""Why something was recognised: the rule behind a mark or a change, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import Language
from speechgen.review.wording import word
from speechgen.rules import load_rule, rule_names
from speechgen.rules import why as rule_why

CHINESE = re.compile("[\u4e00-\u9fff]")


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
        data, why = load_rule(name), rule_why(name, language)
        rows = data.get("rows", ())
        known = row.isdigit() and 0 < int(row) <= len(rows)
        return _reason(rule, plain, rows[int(row) - 1] if known else {}, why, language)
    cleaning, _, key = rule.partition(".")
    if f"cleaning/{cleaning}" in rule_names():
        data, why = load_rule(f"cleaning/{cleaning}"), rule_why(f"cleaning/{cleaning}", language)
        entry = data.get("rules", {}).get(key, {})
        return _reason(rule, entry.get(language, ""), entry, why, language)
    return Reason(rule, plain)


def _reason(rule: str, plain: str, entry: dict[str, Any], why: str, language: Language) -> Reason:
    """With the `why` of the entry that matched, in the reader's language or else among what there is to unfold."""
    own = _one_line(entry.get("why", ""))
    read = entry.get("why_zh", own if CHINESE.search(own) else "") if language == "zh" else own
    more = _one_line(why) if read == own else _one_line(f"{own} {why}")
    return Reason(rule, plain, read, more) if plain or read else Reason(rule, more)


def _one_line(text: str) -> str:
    return " ".join(str(text).split())
