"""The tags of a template, one by one: so one that is wrong does not hide the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from speechgen.templating.checking import Checked

_RAW = re.compile(r"{%-?\s*raw\s*-?%}.*?{%-?\s*endraw\s*-?%}|{#.*?#}", re.S)
_TAG = re.compile(r"{{.*?}}|{%.*?%}", re.S)
_LOOSE = re.compile(r"{{|}}|{%|%}")
_WORD = re.compile(r"{%[-+]?\s*(\w+)")
BLOCKS = ("for", "if", "macro", "call", "filter", "block", "autoescape", "with", "set")
_MIDDLE = {"else": ("for", "if"), "elif": ("if",)}
_TARGETS = re.compile(r"{%[-+]?\s*for\s+([\w\s,]+?)\s+in\b")


@dataclass
class _Open:
    """A block that waits for its end."""

    word: str
    line: int
    tag: str


def mended(text: str, checked: Checked) -> str:
    """The text without its wrong tags, with every block closed, so that it can be parsed; what was wrong is told.

    Lines stay where they are.
    """
    text = _RAW.sub(_blank, text)
    pieces: list[str] = []
    waiting: list[_Open] = []
    done = 0
    for tag in _TAG.finditer(text):
        pieces.append(_between(text, done, tag.start(), checked))
        pieces.append(_tag(tag[0], _line(text, tag.start()), waiting, checked))
        done = tag.end()
    pieces.append(_between(text, done, len(text), checked))
    for block in reversed(waiting):
        checked.tell("templating.unclosed", block.line, word=block.word, tag=block.tag)
        pieces.append(_end(block.word))
    return "".join(pieces)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _end(word: str) -> str:
    return f"{{% end{word} %}}"


def _between(text: str, start: int, end: int, checked: Checked) -> str:
    """Words between two tags; half a tag among them is told and left out."""
    for loose in _LOOSE.finditer(text, start, end):
        checked.tell("templating.half-a-tag", _line(text, loose.start()), sign=loose[0])
    return _LOOSE.sub("  ", text[start:end])


def _tag(tag: str, line: int, waiting: list[_Open], checked: Checked) -> str:
    """What stands in the mended text for a tag."""
    found = _WORD.match(tag)
    word = found[1] if found else ""
    if word.startswith("end"):
        return _closing(tag, word.removeprefix("end"), line, waiting, checked)
    if word in _MIDDLE:
        if not waiting or waiting[-1].word not in _MIDDLE[word]:
            checked.tell("templating.stray", line, tag=tag)
            return "\n" * tag.count("\n")
        wrong = _wrong("{% if 1 %}" + tag + "{% endif %}") if word == "elif" else ""
        return _told(tag, wrong, line, checked, "{% elif 1 %}")
    opens = word in BLOCKS and not (word == "set" and re.match(r"{%[-+]?\s*set\s+[^%]*=", tag))
    wrong = _wrong(tag + (_end(word) if opens else ""))
    if opens:
        waiting.append(_Open(word, line, tag))
    if wrong and word == "for":
        target = _TARGETS.match(tag)
        return _told(tag, wrong, line, checked, f"{{% for {target[1] if target else 'x'} in [] %}}")
    return _told(tag, wrong, line, checked, "{% if 1 %}" if opens else "")


def _told(tag: str, wrong: str, line: int, checked: Checked, instead: str) -> str:
    """The tag; where it is wrong, what stands instead, on as many lines."""
    if not wrong:
        return tag
    checked.tell("templating.syntax", line, reason=f"{wrong} {tag}")
    return instead + "\n" * tag.count("\n")


def _closing(tag: str, word: str, line: int, waiting: list[_Open], checked: Checked) -> str:
    """An end: of the block that was opened last, or of one before it, whose inner blocks were not closed then."""
    if word not in [block.word for block in waiting]:
        checked.tell("templating.stray", line, tag=tag)
        return "\n" * tag.count("\n")
    out = ""
    while (block := waiting.pop()).word != word:
        checked.tell("templating.unclosed", block.line, word=block.word, tag=block.tag)
        out += _end(block.word)
    return out + tag


def _wrong(text: str) -> str:
    """What Jinja says of a bit of a template; "" where it can read it."""
    try:
        parse(text)
    except Exception as error:  # whatever the parser trips over, the template's author wrote it
        return str(getattr(error, "message", "") or error)
    return ""


def parse(text: str) -> Any:
    """The tree of a template's text, as Jinja itself reads it."""
    import jinja2

    return jinja2.Environment(extensions=[]).parse(text)
