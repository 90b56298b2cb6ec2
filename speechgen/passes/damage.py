"""Places where the text is broken beyond certainty, besides those that cleaning found: years and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speechgen.document import Document
from speechgen.passes._edit import warn

YEAR = re.compile(r"(?<![\d—\-])(?!19\d\d|20\d\d|2100)\d{4}年")
"""Four digits before 年 that are no year of our time (0402年); a number of years is written with fewer."""
PAIRS = {"（": "）", "《": "》", "【": "】", "〔": "〕"}
AROUND = 6


def run(document: Document) -> Document:
    """Warnings with their places; the text stays as it is."""
    text = document.view.text
    document = warn(document, "passes.corrupted-year", (m.span() for m in YEAR.finditer(text)))
    return warn(document, "passes.unpaired-bracket", _unpaired(text))


def _unpaired(text: str) -> Iterator[tuple[int, int]]:
    """Brackets without a partner in their paragraph; one that only numbers an item (1）) is none."""
    for line in re.finditer(r"[^\n]+", text):
        stack: list[int] = []
        for i in range(line.start(), line.end()):
            if text[i] in PAIRS:
                stack.append(i)
            elif text[i] in PAIRS.values():
                if stack and PAIRS[text[stack[-1]]] == text[i]:
                    stack.pop()
                elif not re.match(r"\d{1,2}$", text[max(line.start(), i - 2) : i]):
                    yield max(line.start(), i - AROUND), i + 1
        for i in stack:
            yield i, min(i + AROUND, line.end())
