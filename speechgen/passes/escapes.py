"""Escapes, entities, tags and invisible characters that a program left in the text; lines trimmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from speechgen.document import Document
from speechgen.passes._cleaning import replace_all
from speechgen.passes._edit import Edit, warn

_NAMES = (
    "nbsp|ensp|emsp|thinsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|bull|times|permil|yen"
    "|laquo|raquo|deg|plusmn|copy|reg|shy|zwj|zwnj"
)
_AMPERSANDS = r"&(?:(?:amp|\#38|\#[xX]26);)"
_ENTITY = re.compile(
    rf"{_AMPERSANDS}*+(?:(?:{_NAMES}|\#[0-9]{{2,7}}|\#[xX][0-9a-fA-F]{{2,6}});|(?:nbsp|ensp|emsp)(?![A-Za-z;]))"
    rf"|{_AMPERSANDS}++"
)
_ENTITIES = re.compile(rf"(?:{_ENTITY.pattern})++")
_ASCII = frozenset("\"&'<>% ")
_LOST = re.compile("[\ufffd\ue000-\ue5e4\ue5e6-\uf8ff]+")
"""Bytes that could not be decoded, and the private code points that some decoders give them."""


def run(document: Document) -> Document:
    """The text without escapes; a warning where a character is lost beyond reading."""
    document = replace_all(document, "escapes", entities=_entities)
    return warn(document, "passes.lost-characters", (m.span() for m in _LOST.finditer(document.view.text)))


def _entities(text: str) -> Iterator[Edit]:
    for run_ in _ENTITIES.finditer(text):
        yield run_.start(), run_.end(), _ENTITY.sub(lambda m: _character(m[0]), run_[0])


def _character(entity: str) -> str:
    """What an entity stands for, however often its & was escaped; itself where it names a control or nothing."""
    last = re.sub(rf"^{_AMPERSANDS}*", "&", entity)
    if last == "&":
        return "&"
    character = unescape(last if last.endswith(";") else f"{last};")
    if len(character) != 1 or character == "\ufffd" or "\ud800" <= character <= "\udfff":
        return entity
    if character.isspace() and character != "\u3000":
        return " "
    return character if character in _ASCII or character > "\x9f" else entity
