"""The words for the user: both languages say the same, every code has its words, every entry is used."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "speechgen"
MODULES = sorted(PACKAGE.rglob("*.py"))
CATALOGUES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((PACKAGE / "messages").glob("*.toml"))
}
ENTRIES = [(room, name) for room, entries in CATALOGUES.items() for name in entries]


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


@pytest.mark.parametrize(("room", "name"), ENTRIES, ids=[f"{room}.{name}" for room, name in ENTRIES])
def test_a_message_says_the_same_in_both_languages(room: str, name: str) -> None:
    entry = CATALOGUES[room][name]
    assert entry.keys() in ({"zh", "en"}, {"zh", "en", "hint_zh", "hint_en"})
    assert placeholders(entry["zh"]) == placeholders(entry["en"])
    assert placeholders(entry.get("hint_zh", "")) == placeholders(entry.get("hint_en", ""))
    assert re.search(r"[\u4e00-\u9fff]", entry["zh"]), "the Chinese words are not Chinese"


def codes_in_use() -> tuple[set[tuple[str, str]], set[str]]:
    """(place, code) of every string in the package that is a message's code; and what codes put together begin with."""
    whole, begun = re.compile(r"(\w+)\.([a-z][a-z0-9-]*)"), re.compile(r"(\w+)\.[a-z0-9-]*")
    codes, beginnings = set(), set()
    for path in MODULES:
        pieces = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                pieces |= {id(piece) for piece in node.values}
                first = node.values[0]
                if isinstance(first, ast.Constant) and (match := begun.fullmatch(str(first.value))):
                    beginnings |= {match[0]} if match[1] in CATALOGUES else set()
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
                match = whole.fullmatch(node.value)
                if match and match[1] in CATALOGUES and match[2] not in {"toml", "yaml", "py", "json", "txt"}:
                    codes.add((f"{path.relative_to(PACKAGE)}:{node.lineno}", node.value))
    return codes, beginnings


def test_every_code_in_the_source_has_its_words() -> None:
    known = {f"{room}.{name}" for room, name in ENTRIES}
    codes, beginnings = codes_in_use()
    assert [(place, code) for place, code in sorted(codes) if code not in known] == []
    assert [begin for begin in sorted(beginnings) if not any(code.startswith(begin) for code in known)] == []


def test_every_message_is_used() -> None:
    """By its code in the source, by what a code put together begins with, or by its name in a table or a rule."""
    sources = "\n".join(p.read_text(encoding="utf-8") for p in [*MODULES, *PACKAGE.rglob("*.yaml")])
    beginnings = tuple(codes_in_use()[1])
    unused = [
        f"{room}.{name}"
        for room, name in ENTRIES
        if not f"{room}.{name}".startswith(beginnings) and not re.search(rf"(?<![\w-]){name}(?![\w-])", sources)
    ]
    assert unused == []
