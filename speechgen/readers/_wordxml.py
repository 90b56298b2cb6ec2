"""Names in Word's XML: both of its dialects ("transitional" and "strict") by the same short names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
WORD_NAMESPACES = tuple(uri for uri, prefix in PREFIXES.items() if prefix == "w:")


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return PREFIXES.get(namespace[1:], "") + local


def tag(element: _Element) -> str:
    """The short name of an element, `w:p`; without a prefix where the namespace is none of `PREFIXES`."""
    name = element.tag
    return _short(name) if isinstance(name, str) else ""  # what is no element (an entity) has no name


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of a name, the first child of that …; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: _Element, name: str) -> Iterator[_Element]:
    """All children of a name."""
    return (e for e in element if tag(e) == name)


def attribute(element: _Element | None, name: str, default: str = "") -> str:
    """The value of an attribute in Word's namespace."""
    if element is not None:
        for uri in WORD_NAMESPACES:
            value = element.get(f"{{{uri}}}{name}")
            if value is not None:
                return value
    return default


def value(element: _Element | None, *path: str, default: str = "") -> str:
    """The `w:val` of the element at a path below this one."""
    return attribute(child(element, *path), "val", default)


def number(text: str, default: int) -> int:
    """A whole number as files give it; `default` for anything else, and for absurdly large ones."""
    return int(text) if re.fullmatch(r"\s*-?[0-9]{1,6}\s*", text) else default


def is_on(properties: _Element | None, name: str) -> bool | None:
    """Whether a property such as `w:vanish` is on or off; None where nothing is said of it."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val", "true").lower() not in ("false", "0", "off", "none")
