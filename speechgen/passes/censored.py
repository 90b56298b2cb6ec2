"""Words that a site's filter replaced by X, where the phrase around the gap has one reading."""

from __future__ import annotations

import re
from functools import cache

from speechgen.document import Document
from speechgen.passes._edit import Edit, apply, warn
from speechgen.rules import load_rule

_GAP = "[XxＸ×*＊□■]"


def run(document: Document) -> Document:
    """The text with the filtered words put back; a warning for a gap that looks filtered but is not certain."""
    text = document.view.text
    edits = sorted({edit for word in _phrases() for edit in _restored(text, word)})
    certain = [e for i, e in enumerate(edits) if not i or edits[i - 1][1] <= e[0]]
    document = apply(document, "censored.set-phrase", certain)
    if not certain:
        return document
    return warn(document, "passes.filtered-word", [m.span() for m in _suspects().finditer(document.view.text)])


@cache
def _phrases() -> dict[str, tuple[re.Pattern[str], ...]]:
    """For each word its phrases, the gap as the group `gap`."""
    return {word: tuple(map(_pattern, found)) for word, found in load_rule("cleaning/censored")["phrases"].items()}


def _pattern(phrase: str) -> re.Pattern[str]:
    before, gap, after = re.split("(X+)", phrase, maxsplit=1)
    first = "" if before else rf"(?<!{_GAP})"
    return re.compile(rf"{first}{before}(?P<gap>{_GAP}{{{len(gap)}}})(?!{_GAP}){after}")


def _restored(text: str, word: str) -> list[Edit]:
    return [(*m.span("gap"), word) for pattern in _phrases()[word] for m in pattern.finditer(text)]


@cache
def _suspects() -> re.Pattern[str]:
    rule = load_rule("cleaning/censored")
    return re.compile(
        rf"(?<=[\u3400-\u9fff])(?<!{rule['not_filtered_behind']})X(?=[\u3400-\u9fff])(?!{rule['not_filtered_before']})"
    )
