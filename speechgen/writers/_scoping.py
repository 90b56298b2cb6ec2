"""The style sheets of several frames in one page: each holds for its own stretch only, its pages under its own name.

A frame's sheet is written for a document of its own (`@page`, `html`, `p`). Beside another it is set behind a class:
`.frame-landscape p`, `@page frame-landscape`. Old browsers know neither nesting nor `@scope`, so selectors are written
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from speechgen.document import Stretch

if TYPE_CHECKING:
    from tinycss2.ast import Node

_ROOT = re.compile(r"(:root|html|body)(?![\w-])([^\s>+~]*)\s*")
_GROUPS = ("media", "supports")
_NO_NAME = re.compile(r"[^\w-]")


def class_of(frame: str) -> str:
    """The class, and the name of the pages, of a frame's stretches."""
    return "frame-" + _NO_NAME.sub("_", frame)


def scoped(css: str, frame: str) -> str:
    """A frame's style sheet for its own stretches."""
    import tinycss2

    name = class_of(frame)
    rules = _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), name)
    return f"{''.join(rules)}.{name} {{ page: {name} }}\n"


def wrapped(stretches: Iterable[Stretch], sheets: Iterable[str]) -> str:
    """Each stretch's HTML in an element of its class, the second and all others on a new page."""
    return "".join(
        f'<div class="{class_of(stretch.frame)}"{_break(n, stretch.even)}>\n{sheet}</div>\n'
        for n, (stretch, sheet) in enumerate(zip(stretches, sheets, strict=True))
    )


def _break(number: int, even: bool) -> str:
    return f' style="break-before: {"left" if even else "page"}"' if number else ""


def _rules(nodes: Iterable[Node], name: str) -> Iterator[str]:
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule":
            yield from _qualified(node, name)
        elif node.type == "at-rule" and node.lower_at_keyword in _GROUPS and node.content is not None:
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            prelude = tinycss2.serialize(node.prelude).strip()
            yield f"@{node.lower_at_keyword} {prelude} {{\n{''.join(_rules(inside, name))}}}\n"
        elif node.type == "at-rule" and node.lower_at_keyword == "page" and node.content is not None:
            which = tinycss2.serialize(node.prelude).strip()
            page = which if which[:1] not in ("", ":") else f"{name}{which}"
            yield f"@page {page} {{{tinycss2.serialize(node.content)}}}\n"
        else:
            yield f"{tinycss2.serialize([node])}\n"


def _qualified(node: Any, name: str) -> Iterator[str]:
    """A rule behind the class. What :root names (--song) holds for the document and the frame's pages, too.

    Its page numbers ask for it, and so do the office's measures (`--level1: var(--hei)`), which stand on the root.
    """
    import tinycss2

    content = tinycss2.serialize(node.content)
    selectors = [tinycss2.serialize(tokens).strip() for tokens in _split(node.prelude)]
    yield f"{', '.join(_selector(s, name) for s in selectors)} {{{content}}}\n"
    if ":root" in selectors:
        yield f":root {{{content}}}\n"
        yield f"@page {name} {{{content}}}\n"


def _split(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    """A list of selectors, parted at its commas."""
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _selector(text: str, name: str) -> str:
    """`.frame-x p` for `p`; what is said of the whole document is said of the stretch."""
    root = _ROOT.match(text)
    if root is None:
        return f".{name} {text}"
    within = f"{root[1]}{root[2]} " if root[2] else ""
    return f"{within}.{name} {text[root.end() :]}".rstrip()
