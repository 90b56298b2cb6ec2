"""What each top-level section is for: review, situation, plan, requirements, other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from speechgen.chinese.sentences import sentence_ranges
from speechgen.document import Document, Heading, Mark, Paragraph, plain
from speechgen.rules import load_rule

PAST = re.compile(r"同比|去年|过去|今年以来|一年来|五年来|截至|取得|荣获|成效|增长[\d*X]|了[^解]|差距|不足|仍然|存在")
AHEAD = re.compile(r"要|确保|力争|加快|推进|着力|全力|深入|切实|进一步")
SUB_HEADING_SHARE = 0.5
"""A section whose sub-headings speak of the past or the situation in this share is one."""


def run(document: Document) -> Document:
    """A `role` mark over each level-1 heading."""
    tops = [i for i, b in enumerate(document.blocks) if isinstance(b, Heading) and b.level == 1]
    marks = []
    for n, i in enumerate(tops):
        end = tops[n + 1] if n + 1 < len(tops) else len(document.blocks)
        heading = document.blocks[i]
        assert isinstance(heading, Heading)
        if heading.span:
            role, rule = _role(document, i, end)
            marks.append(Mark("role", heading.span, {"role": role}, rule))
    return replace(document, marks=document.marks + tuple(marks))


def role_by_words(title: str) -> str | None:
    """The role that a heading's words name, None where they name none; the words that stand first win a tie.

    What a plan names is looked back on where the title says that it was reached.
    """
    found = [
        (title.find(word), role)
        for role, words in load_rule("outline/roles")["roles"].items()
        for word in words
        if word in title
    ]
    role = min(found)[1] if found else None
    return "review" if role == "plan" and re.match(load_rule("outline/roles")["reached"], title) else role


def _role(document: Document, start: int, end: int) -> tuple[str, str]:
    heading = document.blocks[start]
    assert isinstance(heading, Heading)
    by_words = role_by_words(plain(heading.content))
    if by_words:
        return by_words, "outline/roles"
    below = [b for b in document.blocks[start + 1 : end] if isinstance(b, Heading) and b.level == 2]
    titles = Counter(role_by_words(plain(b.content)) for b in below)
    looking_back = titles["situation"] + titles["review"]
    text = _section_text(document, start, end)
    if looking_back and looking_back >= SUB_HEADING_SHARE * len(below):
        return "situation", "outline/roles"
    return ("situation" if _looks_back(text) else "plan"), "roles.text"


def _section_text(document: Document, start: int, end: int) -> str:
    spans = [b.span for b in document.blocks[start:end] if isinstance(b, Paragraph) and b.span]
    return "".join(document.view.text[s.start : s.end] for s in spans)


def _looks_back(text: str) -> bool:
    """Whether more sentences tell of what was than of what is to be done."""
    sentences = [text[a:b] for a, b in sentence_ranges(text)]
    past = sum(bool(PAST.search(s)) and not AHEAD.search(s) for s in sentences)
    return past * 2 > len(sentences)
