"""A first copy of what the text says again directly behind it: a page's lead, a title or paragraphs pasted twice."""

from __future__ import annotations

import itertools
import re

from speechgen.document import Document, Table
from speechgen.passes._cleaning import whole_lines
from speechgen.passes._edit import Edit, apply
from speechgen.rules import load_rule

SHORTEST_TEASER = 30
SHORTEST_LINE = 12
SHORTEST_BLOCK = 150
LONGEST_BLOCK = 200
"""Lines that a repeated block may have; bounds the search on a text made of one line again and again."""
MOST_BLOCKS = 20

Line = tuple[int, int, str]
"""Start, end, and the words without spaces and punctuation."""


def run(document: Document) -> Document:
    """The text without the first of two copies; tables, whose rows may well be alike, are left alone."""
    document = apply(document, "teaser.teaser", _teasers(document.view.text, _lines(document)))
    document = apply(document, "teaser.repeated-line", _repeated_lines(document.view.text, _lines(document)))
    return _without_repeated_blocks(document)


def _lines(document: Document) -> list[Line]:
    text, starts = document.view.text, document.view.starts
    tables = [b.span for b in document.blocks if isinstance(b, Table) and b.span]
    found = ((m.start(), m.end(), re.sub(r"[\W_]+", "", m[0])) for m in re.finditer(r"[^\n]+", text))
    return [line for line in found if line[2] and not any(t.start <= starts[line[0]] < t.end for t in tables)]


def _teasers(text: str, lines: list[Line]) -> list[Edit]:
    """The last of the first lines that the lines behind it begin with; what stands above it stays."""
    for i in range(min(load_rule("cleaning/teaser")["lines"], len(lines)) - 1):
        start, end, words = lines[i]
        following = ""
        for line in lines[i + 1 : i + 12]:
            following += line[2]
            if len(following) >= len(words):
                break
        cut = not text[start:end].endswith(("：", ":")) and len(following) > len(words)
        if len(words) >= SHORTEST_TEASER and cut and following.startswith(words):
            return [(*whole_lines(text, start, end), "")]
    return []


def _repeated_lines(text: str, lines: list[Line]) -> list[Edit]:
    pairs = itertools.pairwise(lines[: load_rule("cleaning/teaser")["lines"]])
    return [(*whole_lines(text, a[0], a[1]), "") for a, b in pairs if a[2] == b[2] and len(a[2]) >= SHORTEST_LINE]


def _without_repeated_blocks(document: Document) -> Document:
    """Blocks of lines that follow each other twice, found one after the other."""
    for _ in range(MOST_BLOCKS):
        lines = _lines(document)
        block = _repeated_block([line[2] for line in lines])
        if block is None:
            break
        before = document
        gone = whole_lines(document.view.text, lines[block[0]][0], lines[block[1] - 1][1])
        document = apply(document, "teaser.repeated-lines", [(*gone, "")])
        if document is before:
            break
    return document


def _repeated_block(words: list[str]) -> tuple[int, int] | None:
    """The first block of lines [i, j) that stands once more at j."""
    seen: dict[str, int] = {}
    for j, line in enumerate(words):
        i = seen.get(line, -1)
        seen[line] = j
        twice = i >= 0 and 2 <= j - i <= LONGEST_BLOCK and words[i:j] == words[j : 2 * j - i]
        if twice and sum(map(len, words[i:j])) >= SHORTEST_BLOCK:
            return i, j
    return None
