"""How a spec looks as YAML: which keys are written, on how many lines, in which quotes.

The format is fixed, so it is written by hand: a general YAML emitter takes seconds for 500 tasks, folds long Chinese
lines, and leaves `no`, `12:30` and `7` unquoted for the next program to misread.
"""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

from speechgen.spec.model import Due, Model, Party, Quantity, Section, Spec
from speechgen.spec.shape import PARTS

Tree = dict[str, Any]
"""What is written of a model: keys in order; values are text, numbers, dates, None, further trees and lists of them."""

FLOW = PARTS
"""Lists whose entries take one line each: `- {name: 县发改局, role: lead}`."""

SHOWN: dict[type[Model], frozenset[str]] = {
    Spec: frozenset(["version", "kind", "title", "year", "region", "occasion", "speaker", "date", "subtitle"])
    | {"salutation"},
    Section: frozenset(["number", "title"]),
    Party: frozenset(["role"]),
    Due: frozenset(["date"]),
    Quantity: frozenset(["op", "unit"]),
}
"""Keys that are written even where they hold their default: a person should see that they can be filled in."""

_ALWAYS_QUOTED = frozenset(["value"])
_INVISIBLE = r"\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\U000e0000-\U000e0fff"
_WIDE = rf"[^\x00-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000{_INVISIBLE}]"
_PLAIN = re.compile(rf"(?:[A-Za-z0-9]|{_WIDE})(?: ?(?:[A-Za-z0-9_./()+%*-]|{_WIDE}))*")
_PLAIN_ASCII = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*|[0-9]+:[0-9]+\+[0-9]+")
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
"""Words that YAML 1.1 or 1.2 reads as something else than text."""
_ESCAPED = re.compile(rf'[\x00-\x1f"\\\x7f-\x9f{_INVISIBLE}]')
_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t", '"': r"\"", "\\": r"\\"}


@cache
def _fields(model: type[Model]) -> tuple[tuple[str, Any, bool], ...]:
    """Of each field in order: its name, its default, and whether it is written all the same."""
    shown = SHOWN.get(model, frozenset())
    return tuple((name, f.default, f.is_required() or name in shown) for name, f in model.model_fields.items())


def written_tree(model: Model) -> Tree:
    """What of a model goes into the file, in order; defaults are left out, but for those in SHOWN."""
    tree: Tree = {}
    for name, default, always in _fields(type(model)):
        value = getattr(model, name)
        if not always and value == default:
            continue
        if isinstance(value, Model):
            value = written_tree(value)
        elif isinstance(value, tuple):
            value = [written_tree(v) if isinstance(v, Model) else v for v in value]
        tree[name] = value
    return tree


def write_scalar(value: object, *, quoted: bool = False) -> str:
    """A value on one line, in double quotes where it could be read as anything but this text."""
    if isinstance(value, str):
        return value if not quoted and _is_plain(value) else f'"{_ESCAPED.sub(_escape, value)}"'
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _is_plain(text: str) -> bool:
    if text.isascii():
        return bool(_PLAIN_ASCII.fullmatch(text)) and text.lower() not in _RESERVED
    return bool(_PLAIN.fullmatch(text))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] in _SHORT:
        return _SHORT[found[0]]
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def write_flow(value: object, key: str = "") -> str:
    """A value of any depth on one line: `{name: 县发改局, role: lead}`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {write_flow(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(write_flow(v) for v in value) + "]"
    return write_scalar(value, quoted=key in _ALWAYS_QUOTED)


def entry_lines(key: str, value: object, indent: int) -> list[str]:
    """`key: value` as lines, the first one indented by `indent` too."""
    pad = " " * indent
    if not isinstance(value, list) or not value:
        return [f"{pad}{key}: {write_flow(value, key)}"]
    lines = [f"{pad}{key}:"]
    for element in value:
        lines += element_lines(key, element, indent + 2)
    return lines


def element_lines(key: str, element: object, indent: int) -> list[str]:
    """One entry `- …` of the list under `key`, as lines."""
    pad = " " * indent
    if not isinstance(element, dict) or key in FLOW:
        return [f"{pad}- {write_flow(element)}"]
    lines = mapping_lines(element, indent + 2)
    return [f"{pad}- {lines[0][indent + 2 :]}", *lines[1:]]


def mapping_lines(tree: Tree, indent: int) -> list[str]:
    """All entries of a tree as lines."""
    lines: list[str] = []
    for key, value in tree.items():
        lines += entry_lines(key, value, indent)
    return lines
