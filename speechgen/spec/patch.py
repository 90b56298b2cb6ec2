"""Rewriting a spec that a person has edited: only what changed is touched.

The old file is parsed with places, the old and the new content are compared as trees, and each difference becomes an
edit of the text: a value replaced where it stands, an entry's lines taken out or put in. So comments, blank lines, key
order, indentation and quoting of all else stay as the person left them, byte for byte. The result is read back; where
it does not say what it should (a layout that this module does not foresee), the file is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from speechgen.diagnostics import Problem
from speechgen.spec.layout import Tree, element_lines, entry_lines, write_flow, written_tree
from speechgen.spec.model import Spec
from speechgen.spec.store import HEAD, dump_spec, load_spec, load_spec_file
from speechgen.yamlfile import Node

_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*(?P<comment>[ \t]+#[^\n]*)?")
_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)+")
_GAP = re.compile(r"(?:\s|#[^\n]*)*,")
"""What stands between an entry in brackets and the comma behind it."""


def update_spec_text(old_text: str, new_spec: Spec) -> str:
    """The text of a spec file, changed so that it says `new_spec`. Problem where the old text is not a valid spec."""
    old_spec, file = load_spec_file(old_text, "")
    if old_spec == new_spec:
        return old_text
    patch = _Patch(file.source.text)
    patch.mapping(file.root, written_tree(old_spec), written_tree(new_spec))
    text = patch.apply() or ""
    if not _says(text, new_spec):
        head = _COMMENTS.match(file.source.text)
        text = (head[0] if head else HEAD) + dump_spec(new_spec).removeprefix(HEAD)
    text = text.replace("\n", "\r\n") if "\r\n" in old_text else text
    return "\ufeff" + text if old_text.startswith("\ufeff") else text


def _says(text: str, spec: Spec) -> bool:
    try:
        return load_spec(text, "") == spec
    except Problem:
        return False


@dataclass
class _Changes:
    """How the entries of a list or mapping become new ones."""

    deleted: set[int] = field(default_factory=set)
    inserted: dict[int, list[tuple[str, list[str]]]] = field(default_factory=dict)
    """New entries, on one line and as lines, behind the old entry of that index, which stays; -1: in front of all."""

    def insert(self, behind: int, flow: str, lines: list[str]) -> None:
        self.inserted.setdefault(behind, []).append((flow, lines))


@dataclass
class _Patch:
    text: str
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def apply(self) -> str | None:
        """The text with all edits made; None where two of them want the same place."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            if start < done:
                return None
            parts += [self.text[done:start], new]
            done = end
        return "".join([*parts, self.text[done:]])

    # ---- what differs ----

    def mapping(self, node: Node, old: Tree, new: Tree) -> None:
        keys = list(node.children)
        changes = _Changes({i for i, key in enumerate(keys) if key in old and key not in new})
        behind = -1
        for key, value in new.items():
            if key in node.children:
                behind = keys.index(key)
                if key not in old or old[key] != value:
                    self.value(node, key, old.get(key), value)
            elif key not in old or old[key] != value:
                changes.insert(behind, f"{key}: {write_flow(value, key)}", entry_lines(key, value, 0))
        spans = [(node.keys[key].start, node.children[key].end) for key in keys]
        self.entries(node, spans, changes)

    def value(self, node: Node, key: str, old: Any, new: Any) -> None:
        """Change the value of a key that the text has."""
        child = node.children[key]
        if isinstance(new, dict) and new and old:
            self.mapping(child, old, new)
        elif isinstance(new, list) and new and old:
            self.sequence(child, key, old, new)
        elif not node.flow and (child.children or (isinstance(new, list) and new)):
            start = node.keys[key].start
            lines = entry_lines(key, new, self.column(start))
            self.edits.append((start, self.trimmed(child), "\n".join(lines).lstrip(" ")))
        else:
            self.replace(child, write_flow(new, key))

    def sequence(self, node: Node, key: str, old: list[Any], new: list[Any]) -> None:
        changes = _Changes()
        behind = -1
        for i, j in _pairs(old, new):
            if i is not None and j is not None:
                behind = i
                if isinstance(new[j], dict):
                    self.mapping(node.children[i], old[i], new[j])
                elif old[i] != new[j]:
                    self.replace(node.children[i], write_flow(new[j]))
            elif i is not None:
                changes.deleted.add(i)
            elif j is not None:
                changes.insert(behind, write_flow(new[j]), element_lines(key, new[j], 0))
        nodes = list(node.children.values())
        starts = [child.start for child in nodes] if node.flow else self.dashes(node)
        self.entries(node, [(start, child.end) for start, child in zip(starts, nodes, strict=True)], changes)

    # ---- what is to be written where ----

    def entries(self, node: Node, spans: list[tuple[int, int]], changes: _Changes) -> None:
        """Take entries out of a list or mapping, and put entries in; `spans` are the places of those it has."""
        if not node.flow:
            self.in_lines(spans, changes)
        elif len(changes.deleted) == len(spans):
            inside = ", ".join(flow for entries in changes.inserted.values() for flow, _ in entries)
            self.edits.append((node.start + 1, node.end - 1, inside))
        else:
            self.in_brackets(node, spans, changes)

    def in_lines(self, spans: list[tuple[int, int]], changes: _Changes) -> None:
        """The entries stand on lines of their own, but for the first, which may stand behind a dash."""
        stay = next((i for i in range(len(spans)) if i not in changes.deleted), 0)
        for i in sorted(changes.deleted):
            start, end = spans[i]
            if self.alone(spans[0][0]) or i > stay:
                self.edits.append((self.line_begin(start), self.next_line(end), ""))
            elif i == 0:
                self.edits.append((start, spans[stay][0], ""))
        first = spans[0][0]
        pad = " " * self.column(first)
        for behind, entries in changes.inserted.items():
            lines = [pad + line for _, new in entries for line in new]
            at = self.next_line(spans[behind][1]) if behind >= 0 else self.line_begin(first)
            if behind < 0 and not self.alone(first):
                self.edits.append((first, first, "\n".join([*lines, pad]).lstrip(" ")))
            elif at == len(self.text) and not self.text.endswith("\n"):
                self.edits.append((at, at, "".join(f"\n{line}" for line in lines)))
            else:
                self.edits.append((at, at, "".join(f"{line}\n" for line in lines)))

    def in_brackets(self, node: Node, spans: list[tuple[int, int]], changes: _Changes) -> None:
        """The entries stand behind one another, with commas between; some of them stay."""
        last = max(i for i in range(len(spans)) if i not in changes.deleted)
        gaps = (self.text[end:start] for (_, end), (start, _) in pairwise(spans[last:]))
        tail = len(spans) if any("\n" in gap for gap in gaps) else last + 1
        if tail < len(spans):
            self.edits.append((spans[last][1], spans[-1][1], ""))
        for i in sorted(i for i in changes.deleted if i < tail):
            start, end = spans[i]
            comma = _GAP.match(self.text, end)
            end = comma.end() if comma else end
            ends_line = not self.text[end : self.text.find("\n", end)].strip(" ")
            if self.alone(start) and ends_line:
                self.edits.append((self.line_begin(start), self.next_line(end), ""))
            else:
                self.edits.append((start, end + (self.text[end : end + 1] == " "), ""))
        for behind, entries in changes.inserted.items():
            at = node.start + 1 if behind < 0 else spans[behind][1]
            self.edits.append((at, at, "".join(f"{flow}, " if behind < 0 else f", {flow}" for flow, _ in entries)))

    def replace(self, node: Node, new: str) -> None:
        """One value by another, on one line; a comment behind the sign of a block scalar is kept."""
        block = _BLOCK_SCALAR.match(self.text, node.start, node.end)
        comment = block["comment"] or "" if block else ""
        gap = " " if node.start == node.end and self.text[node.start - 1 : node.start] in (":", "-") else ""
        self.edits.append((node.start, self.trimmed(node), gap + new + comment))

    # ---- places in the text ----

    def trimmed(self, node: Node) -> int:
        """Where the words of a value end; a block scalar ends where the next line begins."""
        return node.start + len(self.text[node.start : node.end].rstrip())

    def line_begin(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def column(self, offset: int) -> int:
        return offset - self.line_begin(offset)

    def alone(self, offset: int) -> bool:
        """Nothing stands before it on its line."""
        return not self.text[self.line_begin(offset) : offset].strip(" ")

    def next_line(self, offset: int) -> int:
        """Where the line behind an entry's last one begins; the end of the text where there is none."""
        if self.text[offset - 1 : offset] == "\n":
            return offset
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def dashes(self, node: Node) -> list[int]:
        """Where the dash of each entry of a list stands: all in the column of the first."""
        dash = re.compile(rf"^ {{{self.column(node.start)}}}-(?=\s)", re.MULTILINE)
        nodes = list(node.children.values())
        starts = [node.start]
        for before, child in pairwise(nodes):
            found = dash.search(self.text, before.end, child.start + 1)
            starts.append(found.end() - 1 if found else child.start)
        return starts


def _pairs(old: list[Any], new: list[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Which old entry becomes which new one, in order; None where one goes or comes."""
    matcher = SequenceMatcher(None, [_mark(e) for e in old], [_mark(e) for e in new], autojunk=False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        while i < i_end and j < j_end and _kind(old[i]) == _kind(new[j]):
            yield i, j
            i, j = i + 1, j + 1
        yield from ((k, None) for k in range(i, i_end))
        yield from ((None, k) for k in range(j, j_end))


def _mark(entry: Any) -> object:
    """What tells an entry from its neighbours, whatever else in it changes."""
    if not isinstance(entry, dict):
        return entry
    if entry.get("id"):
        return entry["id"]
    return tuple(entry.get(key) for key in ("task", "text", "number", "title", "name", "value"))


def _kind(entry: Any) -> object:
    """Entries of one kind can become each other: a task a task, but not a narrative text."""
    return next(iter(entry)) if isinstance(entry, dict) else None
