"""What frames the text: title, lines under it, salutation, and the closing appeal."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from speechgen.document import Block, Document, Heading, Paragraph, Table
from speechgen.passes._numbering import number_at
from speechgen.rules import load_rule

LONGEST_TITLE = 60
LONGEST_NAMED_TITLE = 120
"""Characters of a title that says what it is: …的通知."""
LONGEST_CLOSING = 700
"""Characters of a last appeal."""
LONGEST_JOINED = 200
"""Characters of an appeal in front of the last one."""
LATEST_CONTENTS = 40
"""Lines: 目录 further down is a word of the text."""
LEADERS = " .．…·\t\u3000"
"""What leads from a line of contents to its page number."""
LATEST_SALUTATION = 20
"""Lines: a greeting further down belongs to the text."""


def run(document: Document) -> Document:
    """Roles `title`, `subtitle`, `salutation`, `closing` for the paragraphs that have them."""
    blocks = list(document.blocks)
    front = _front_length(document, blocks)
    _name_front(document, blocks, front)
    for i in range(_closing_start(document, blocks, front), len(blocks)):
        blocks[i] = _with_role(blocks[i], "closing")
    for i in _contents(document, blocks):
        blocks[i] = _with_role(blocks[i], "note")
    return replace(document, blocks=tuple(blocks))


def _contents(document: Document, blocks: list[Block]) -> range:
    """The lines of a table of contents: behind 目录, each of them again further down."""
    words = [_words(document, b).rstrip("0123456789").rstrip(LEADERS) for b in blocks]
    start = next((i + 1 for i, line in enumerate(words[:LATEST_CONTENTS]) if line == "目录"), len(blocks))
    last = {line: n for n, line in enumerate(words)}
    end = start
    while end < len(blocks) and last[words[end]] > end:
        end += 1
    return range(start, end)


@cache
def _pattern(field: str) -> re.Pattern[str]:
    return re.compile(load_rule("outline/front")[field])


def _words(document: Document, block: Block) -> str:
    span = None if isinstance(block, Heading | Paragraph) and block.span is None else getattr(block, "span", None)
    return document.view.text[span.start : span.end] if span else ""


def _with_role(block: Block, role: str) -> Block:
    return replace(block, role=role) if isinstance(block, Paragraph) else block


def _front_length(document: Document, blocks: list[Block]) -> int:
    """How many lines stand before the text, the salutation included."""
    for i, block in enumerate(blocks[:LATEST_SALUTATION]):
        words = _words(document, block)
        if _pattern("salutation").fullmatch(words) or (i and _pattern("addressee").fullmatch(words)):
            return i + 1
        if not _could_be_front(words):
            break
    count = 0
    while count < len(blocks) and _could_be_front(_words(document, blocks[count])):
        count += 1
    return count if count < len(blocks) else 0


def _could_be_front(words: str) -> bool:
    """Lines of a title, or under it: short, unpunctuated at the end, not numbered."""
    longest = LONGEST_NAMED_TITLE if _pattern("named_title").search(words) else LONGEST_TITLE
    if not 0 < len(words) <= longest or words[-1] in "。；！？，：:":
        return False
    return number_at(words, 0) is None


def _name_front(document: Document, blocks: list[Block], front: int) -> None:
    behind = blocks[front] if front < len(blocks) else None
    for i in range(front):
        words = _words(document, blocks[i])
        if words.endswith(("：", ":")):
            blocks[i] = _with_role(blocks[i], "salutation")
        elif any(isinstance(b, Paragraph) and b.role == "title" for b in blocks[:i]):
            below = _is_subtitle(blocks[i:front], behind, words, document)
            blocks[i] = _with_role(blocks[i], "subtitle" if below else "body")
        else:
            blocks[i] = _with_role(blocks[i], "title")


def _is_subtitle(rest: list[Block], behind: Block | None, words: str, document: Document) -> bool:
    """Under the title: what reads like one, or anything that a salutation or a subtitle follows."""
    following = [_words(document, b) for b in rest[1:]]
    if isinstance(behind, Table):  # the caption of a list
        return True
    later = any(w.endswith(("：", ":")) or _pattern("subtitle").search(w) for w in following)
    return later or bool(_pattern("subtitle").search(words))


def _closing_start(document: Document, blocks: list[Block], front: int) -> int:
    """The last appeal (同志们，… 各位代表！…), or a glossary where no short appeal stands before it."""
    appended = _appended_start(document, blocks, front)
    length = 0
    for i in range(appended - 1, front, -1):
        words = _words(document, blocks[i])
        number = number_at(words, 0)
        length += len(words)
        if length > LONGEST_CLOSING or (number and number.style in ("part", "chapter", "一、", "（一）")):
            break
        if _pattern("closing").match(words) and not words.endswith(("：", ":")):
            return _first_of_run(document, blocks, i)
    last = appended - 1
    return last if last > front and _pattern("appeal").search(_words(document, blocks[last])) else appended


def _appended_start(document: Document, blocks: list[Block], front: int) -> int:
    """Where a glossary begins, in the last part of the document."""
    for i in range(max(front, len(blocks) // 2), len(blocks)):
        if _pattern("appended").match(_words(document, blocks[i])):
            return i
    return len(blocks)


def _first_of_run(document: Document, blocks: list[Block], i: int) -> int:
    """Short appeals in adjoining paragraphs belong together; a long one states what will be done."""
    while i > 1:
        words = _words(document, blocks[i - 1])
        if len(words) > LONGEST_JOINED or not _pattern("closing").match(words):
            break
        i -= 1
    return i
