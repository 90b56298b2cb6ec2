"""YAML as text that people write: scalars stay text, every node knows its place, every error says what to do.

Decision 7: `no`, `12:30`, `0123` and `2022-04-30` are strings here; only a bare `null`, `~` or nothing is None.
The C parser's events are read one by one instead of its composer, because the composer follows aliases and
recurses in C (a file of 50,000 brackets ends the process); events let us refuse both where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml._yaml import CParser

from speechgen.diagnostics import Problem, problem
from speechgen.source import Source, Span, Where

KeyPath = Sequence[str | int]
"""Keys and indices from the root: ("sections", 1, "content", 0, "parties", 0, "name")."""

MAX_CHARACTERS = 8_000_000
"""A real report of 15,000 characters becomes a spec of some 500 KB."""
MAX_DEPTH = 60
MAX_NODES = 1_000_000

_NULLS = frozenset(["", "~", "null", "Null", "NULL"])
_REFUSED = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow unescaped, and what only YAML takes for a line break (NEL, LS, PS)."""


class Node:
    """A value with its place: `data` is the plain Python value, `children` and `keys` the nodes inside it."""

    __slots__ = ("children", "data", "end", "flow", "keys", "start")

    def __init__(self, start: int, end: int, data: Any, flow: bool = False) -> None:
        self.start = start
        self.end = end
        """Of a block collection: where its last child ends."""
        self.data = data
        self.flow = flow
        """Written in brackets."""
        self.children: dict[str | int, Node] = {} if isinstance(data, (dict, list)) else _NONE
        self.keys: dict[str | int, Node] = {} if isinstance(data, dict) else _NONE


_NONE: dict[str | int, Node] = {}
"""Of every node that can have none: most nodes are scalars, and a dictionary costs more than the rest of one."""


@dataclass(frozen=True)
class YamlFile:
    """One YAML document: its text (line breaks as \\n, no byte order mark), its value, and the place of each node."""

    source: Source
    root: Node

    @property
    def data(self) -> Any:
        """Plain dicts, lists, strings and None; None for an empty file."""
        return self.root.data

    def node(self, path: KeyPath) -> Node:
        """The node at a path, or the nearest one above it that the file has."""
        node = self.root
        for step in path:
            if step not in node.children:
                break
            node = node.children[step]
        return node

    def where(self, path: KeyPath, *, key: bool = False) -> Where:
        """The place of the value at a path (of its key, when asked); of the nearest node above where there is none."""
        parent = self.node(path[:-1])
        node = parent.keys.get(path[-1]) if key and path else None
        return _where(self.source, node or self.node(path))


def load_yaml(text: str, name: str) -> YamlFile:
    """Read one YAML document. Raises Problem, with the place, for anything but plain mappings, lists and scalars."""
    source = Source(name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if len(source.text) > MAX_CHARACTERS:
        raise problem("yaml.too-large", Where(name), size=len(source.text), limit=MAX_CHARACTERS)
    if found := _REFUSED.search(source.text):
        raise problem("yaml.character", source.where(Span(*found.span())), character=f"U+{ord(found[0]):04X}")
    try:
        return YamlFile(source, _Builder(source).build())
    except yaml.MarkedYAMLError as error:
        raise _explain(error, source) from None


def _where(source: Source, node: Node) -> Where:
    """A node's place, no longer than the line it begins in."""
    first_line = source.text[node.start : node.end].split("\n", 1)[0]
    return source.where(Span(node.start, node.start + len(first_line)))


class _Builder:
    """Makes nodes of the parser's events, and refuses what a spec never needs."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.parser = CParser(source.text)
        self.root: Node | None = None
        self.open: list[Node] = []
        self.key: Node | None = None
        """The key that waits for its value, in the innermost mapping."""
        self.waiting: list[Node | None] = []
        self.count = 0

    def build(self) -> Node:
        acts: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            **dict.fromkeys((yaml.MappingStartEvent, yaml.SequenceStartEvent), self.begin),
            **dict.fromkeys((yaml.MappingEndEvent, yaml.SequenceEndEvent), self.finish),
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        next_event = self.parser.get_event
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            if kind in acts:
                acts[kind](event)
        return self.root or Node(0, 0, None)

    def alias(self, event: Any) -> None:
        raise self.refuse("yaml.quote", event, character="*")

    def document(self, event: Any) -> None:
        if self.root:
            raise self.refuse("yaml.documents", event)

    def check(self, event: Any) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise problem("yaml.too-many", Where(self.source.name), limit=MAX_NODES)
        if event.anchor is not None:
            raise self.refuse("yaml.quote", event, character="&")
        if event.tag is not None:
            raise self.refuse("yaml.quote", event, character="!")

    def scalar(self, event: Any) -> None:  # Any: the stubs call every mark optional, anchors and tags unknown
        self.check(event)
        data = None if not event.style and event.value in _NULLS else event.value
        self.add(Node(event.start_mark.index, event.end_mark.index, data))

    def begin(self, event: Any) -> None:
        self.check(event)
        if len(self.open) == MAX_DEPTH:
            raise self.refuse("yaml.too-deep", event, limit=MAX_DEPTH)
        data: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = Node(event.start_mark.index, event.end_mark.index, data, bool(event.flow_style))
        self.add(node)
        self.open.append(node)
        self.waiting.append(self.key)
        self.key = None

    def finish(self, event: Any) -> None:
        node = self.open.pop()
        self.key = self.waiting.pop()
        if node.flow:
            node.end = event.end_mark.index
        elif node.children:
            node.end = max(node.end, next(reversed(node.children.values())).end)

    def add(self, node: Node) -> None:
        """Put a new node where it belongs: the root, a list's next element, a mapping's key or its value."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        held, key = parent.data, self.key
        if key is not None:
            parent.children[key.data] = node
            held[key.data] = node.data
            self.key = None
        elif isinstance(held, dict):
            self.add_key(parent, node)
        else:
            parent.children[len(held)] = node
            held.append(node.data)

    def add_key(self, parent: Node, node: Node) -> None:
        if not isinstance(node.data, str):
            raise problem("yaml.key", _where(self.source, node))
        if node.data in parent.keys:
            first = self.source.line_column(parent.keys[node.data].start)[0]
            raise problem("yaml.duplicate-key", _where(self.source, node), name=node.data, first=first)
        parent.keys[node.data] = node
        self.key = node

    def refuse(self, code: str, event: Any, **data: Any) -> Problem:
        start = event.start_mark.index
        end = max(start + 1, event.end_mark.index)
        return problem(code, _where(self.source, Node(start, end, None)), **data)


# ---- what the parser's complaints mean to the person who wrote the file -------------------------------------------

_CAUSES: Mapping[str, str] = {
    r"mapping values are not allowed": "yaml.colon",
    r"could not find expected ':'": "yaml.no-colon",
    r"sequence entries are not allowed": "yaml.dash",
    r"tab character": "yaml.tab",
    r"quoted scalar.*(end of stream|document indicator)": "yaml.open-quote",
    r"escape|hexdecimal|Unicode character code": "yaml.escape",
    r"flow (sequence|mapping|node)": "yaml.bracket",
    r"document start": "yaml.indent",
    r"block (collection|mapping).*did not find expected": "yaml.indent",
}
_SIGNS = "*&!%@`|>,]}"
_KEY_SLIP = re.compile(r"\s*(?:- +)?[A-Za-z_]+(?:(：)|:(?=\S))")
"""A line that would be `key: value` but for a full-width colon, or a missing space."""


def _explain(error: yaml.MarkedYAMLError, source: Source) -> Problem:
    """The parser's error in words a clerk understands, at the place where the slip is rather than where it shows."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index if mark else 0, len(source.text))
    begin = error.context_mark.index if error.context_mark else at
    words = f"{error.context or ''} {error.problem or ''}"
    code = next((c for cause, c in _CAUSES.items() if re.search(cause, words)), "yaml.syntax")
    if code in ("yaml.open-quote", "yaml.bracket", "yaml.no-colon"):
        at = begin
    character = source.text[at : at + 1]
    if code == "yaml.syntax" and character == "\t":
        code = "yaml.tab"
    elif code == "yaml.syntax" and (sign := source.text[begin : begin + 1] or " ") in _SIGNS:
        code, at, character = "yaml.quote", begin, sign
    elif code in ("yaml.colon", "yaml.no-colon", "yaml.indent"):
        code, at = _slip(code, at, source)
    where = source.where(Span(at, min(at + 1, len(source.text))))
    return problem(code, where, character=character, detail=words.strip())


def _slip(code: str, at: int, source: Source) -> tuple[str, int]:
    """A closer look at the line of an error and the one before it: a colon that is none, words behind a quote."""
    text = source.text
    begin = text.rfind("\n", 0, at) + 1
    line = text[begin:].split("\n", 1)[0]
    before = text[:begin].rstrip()
    previous = before.rfind("\n") + 1
    for start, words in ((begin, line), (previous, before[previous:])):
        if slip := _KEY_SLIP.match(words):
            return ("yaml.wide-colon" if slip[1] else "yaml.no-space"), start + slip.end() - 1
    if code == "yaml.indent" and text[begin:at].rstrip(" ").endswith(('"', "'")):
        return "yaml.after-quote", at
    if code == "yaml.colon" and ":" not in text[begin:at]:
        return "yaml.indent", at - len(text[begin:at].lstrip(" "))
    return code, at
