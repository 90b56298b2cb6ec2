"""Traditional characters become simplified, where the text as a whole is traditional."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speechgen.chinese.script import simplified
from speechgen.document import Document
from speechgen.passes._edit import Edit, apply
from speechgen.rules import load_rule

_CLAUSE = re.compile(r"[㐀-鿿豈-﫿]+")


def run(document: Document) -> Document:
    """The text in simplified characters; unchanged unless it is traditional."""
    text = document.view.text
    rule = load_rule("cleaning/script")
    if sum(map(text.count, rule["common"])) < rule["least"]:
        return document
    converted = re.sub(rule["zhe"], "着", simplified(text))
    different = sum(a != b for a, b in zip(text, converted, strict=True))
    written = sum(len(m[0]) for m in _CLAUSE.finditer(text))
    if different < max(rule["least"], rule["share"] * written):
        return document
    return apply(document, "script.traditional", _clauses(text, converted))


def _clauses(text: str, converted: str) -> Iterator[Edit]:
    """Every run of Chinese characters in which one has changed; apply() drops the others."""
    for match in _CLAUSE.finditer(text):
        yield match.start(), match.end(), converted[match.start() : match.end()]
