"""Reports that say nothing (`rules/ledger/phrases`)."""

from __future__ import annotations

import re
from functools import cache

from speechgen.rules import load_rule

PARTS = re.compile(r"[，。；、！,.;!\s：:]+")


def is_empty_phrase(text: str) -> bool:
    """Whether a report has words, and none that tells a figure, a stage or an event."""
    empty, filler, stage = _patterns()
    if stage.search(text):
        return False
    parts = [filler.sub("", part) for part in PARTS.split(text)]
    return bool(text.strip()) and all(not part or empty.fullmatch(part) for part in parts)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rule = load_rule("ledger/phrases")
    empty = "|".join(f"(?:{pattern})" for pattern in rule["empty"])
    return re.compile(empty), re.compile(rule["filler"]), re.compile(rule["stage"])
