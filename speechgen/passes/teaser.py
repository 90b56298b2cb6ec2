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

LONG_LEAD = 60
"""Characters of a lead that is taken for one although no dots show that it was cut."""

Line = tuple[int, int, str]
"""Start, end, and what is compared: `words_of` the line."""
WIDTHS = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | dict.fromkeys(map(ord, "—–−‐"), "-") | {ord("〜"): "~"}
MARK = r"[^\w\s%‰*×+~○□■℃]"
IDLE = re.compile(rf"(?<![0-9A-Za-z])\s+|\s+(?![0-9A-Za-z])|[“”‘’\"']|(?<!\d){MARK}(?!\d)")
"""What makes no two lines different: spaces, quotation marks, and marks that do not stand at a number."""


def words_of(line: str) -> str:
    """What of a line is compared. Signs at numbers and redactions count: 1.5 is not 15, and 5% is not 5."""
    return IDLE.sub("", re.sub("-+", "-", line.translate(WIDTHS)))


def run(document: Document) -> Document:
    """The text without the first of two copies; tables, whose rows may well be alike, are left alone."""
    document = apply(document, "teaser.teaser", _teasers(document.view.text, _lines(document)))
    document = apply(document, "teaser.repeated-line", _repeated_lines(document.view.text, _lines(document)))
    return _without_repeated_blocks(document)


def _lines(document: Document) -> list[Line]:
    text, starts = document.view.text, document.view.starts
    tables = [b.span for b in document.blocks if isinstance(b, Table) and b.span]
    found = ((m.start(), m.end(), words_of(m[0])) for m in re.finditer(r"[^\n]+", text))
    return [line for line in found if line[2] and not any(t.start <= starts[line[0]] < t.end for t in tables)]


def _teasers(text: str, lines: list[Line]) -> list[Edit]:
    """The last of the first lines that the lines behind it begin with; what stands above it stays."""
    for i in range(min(load_rule("cleaning/teaser")["lines"], len(lines)) - 1):
        start, end, _ = lines[i]
        lead = text[start:end].rstrip()
        words = words_of(lead.rstrip("….。"))
        following, taken = "", 0
        for line in lines[i + 1 : i + 12]:
            following, taken = following + line[2], taken + 1
            if len(following) >= len(words):
                break
        same = len(following) > len(words) >= SHORTEST_TEASER and following.startswith(words)
        if same and not lead.endswith(("：", ":")) and (taken > 1 or _is_cut(lead)):
            return [(*whole_lines(text, start, end), "")]
    return []


def _is_cut(lead: str) -> bool:
    """Whether a line was cut out of a longer one: two items of a list may begin alike, but not for sentences."""
    return lead.endswith(("…", "...", "。。。")) or (len(lead) >= LONG_LEAD and bool(re.search("[。！？；].", lead)))


def _repeated_lines(text: str, lines: list[Line]) -> list[Edit]:
    """Titles that stand there twice; two lines of a list may be alike on purpose."""
    rule = load_rule("cleaning/teaser")
    title = re.compile(rule["title"])
    edits: list[Edit] = []
    for a, b in itertools.pairwise(lines[: rule["lines"]]):
        line = text[a[0] : a[1]].strip()
        if len(a[2]) < SHORTEST_LINE or not title.search(line):
            if re.search(rule["body"], line):
                break
        elif a[2] == b[2]:
            edits.append((*whole_lines(text, a[0], a[1]), ""))
    return edits


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
