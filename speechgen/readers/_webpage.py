"""A web page as the lines and tables that a reader sees, each with the element that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import problem
from speechgen.readers._counting import count
from speechgen.readers._lines import GridCell
from speechgen.source import Where

if TYPE_CHECKING:
    from lxml.etree import _Element

SKIPPED = frozenset({
    "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "svg", "canvas", "audio",
    "video", "map", "input", "select", "option", "textarea", "button", "rp", "rt",
})  # fmt: skip
"""Elements whose text is not shown as text, or is no text of the page."""
BLOCKS = frozenset({
    "html", "body", "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a line."""
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SERVER_CODE = (("<%", "%>"), ("<?php", "?>"), ("<?=", "?>"))
"""What a server would have run, in a page saved from its source: JSP, ASP, PHP."""
SERVER_VALUE = re.compile(r"\$\{[^{}<>]*\}")
LIST_NUMBERS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
WIDE = "[\u2014-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
"""Characters between which the end of a line in the file is no space."""
SENTENCE_ENDS = "。；：！？”）"
LARGEST_SPAN = 1000
"""Of a cell, as browsers limit it."""
LARGEST_CELL = 300
"""Characters in a cell that alone holds most of a table's text, above which the table only lays out the page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `links` of its characters lead elsewhere."""

    text: str
    links: int
    element: _Element
    """The innermost block that it stands in."""
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data: its rows, each with its cells and whether it is a header."""

    rows: tuple[tuple[tuple[GridCell, ...], bool], ...]
    element: _Element
    ids: tuple[str, ...]
    """Of the tasks in the rows, in a list that speechgen made."""


def parse_page(text: str, name: str) -> _Element:
    """The root of a page; a parser mends what is malformed, as browsers do. Raises `Problem` for a page without
    elements, and for one whose elements are nested beyond all reason."""
    from lxml import etree

    # huge_tree: otherwise elements nested deeper than 256 would be lost, and unclosed <font> tags get there.
    parser: Any = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    for start, end in SERVER_CODE:
        text = _drop_between(text, start, end)
    root: _Element | None = etree.fromstring(SERVER_VALUE.sub("", text).encode("utf-8", "replace"), parser)
    if any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
        raise problem("readers.too-deep", Where(name))
    if root is None:
        raise problem("readers.empty", Where(name))
    return root


def _drop_between(text: str, start: str, end: str) -> str:
    """The text without what stands between two marks; in one go, where a regular expression would search to the end
    for every start."""
    kept, at = [], 0
    while (begin := text.find(start, at)) >= 0 and (close := text.find(end, begin)) >= 0:
        kept.append(text[at:begin])
        at = close + len(end)
    return "".join(kept) + text[at:]


def read_flow(root: _Element) -> list[Line | Grid]:
    """All lines and tables of a page, or of a part of it, in order."""
    return _Flow(root).items


def is_data_table(table: _Element) -> bool:
    """Whether a table holds data, rather than laying out a page: two rows or more with two cells or more, no table
    in it, and no cell that alone holds most of the text; or speechgen's own block to be signed, which has one row."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [r for r in table.iter("tr") if len(list(r.iterchildren("td", "th"))) >= 2]
    if len(rows) < 2:
        return len(rows) == 1 and table.get("class") == "form"
    cells = table.iter("td", "th")
    sizes = [sum(len("".join(str(t).split())) for t in c.itertext()) for c in cells]
    return max(sizes) <= LARGEST_CELL or 2 * max(sizes) <= sum(sizes)


class _Flow:
    """Walks a tree once, not recursively, and cuts its text into lines where blocks begin and end."""

    def __init__(self, root: _Element) -> None:
        from lxml import etree

        self.items: list[Line | Grid] = []
        self._parts: list[str] = []
        self._links = 0
        self._in_link = 0
        self._in_pre = 0
        self._blocks: list[_Element] = [root]
        self._label = ""
        self._numbers: dict[_Element, int] = {}
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: _Element | None = None
        for event, element in walker:
            if event == "start" and _is_skipped(element):
                walker.skip_subtree()
                skipped = element
            elif event == "start" and element.tag == "table" and is_data_table(element):
                self._end_line()
                self.items += _read_table(element)
                walker.skip_subtree()
                skipped = element
            elif event == "start":
                self._start(element)
            else:
                if element is not skipped:
                    self._end(element)
                if element is not root:
                    self._add(element.tail)
        self._end_line()

    def _start(self, element: _Element) -> None:
        if element.tag in BLOCKS:
            self._end_line()
            self._blocks.append(element)
        if element.tag == "br" and not (self._blocks and _is_title(self._blocks[-1])):
            self._end_line()
        elif element.tag == "pre":
            self._in_pre += 1
        elif element.tag == "a" and element.get("href"):
            self._in_link += 1
        elif element.tag == "li":
            self._label = self._number(element)
        self._add(element.text)

    def _end(self, element: _Element) -> None:
        if element.tag in BLOCKS:
            self._end_line()
            self._blocks.pop()
        if element.tag == "pre":
            self._in_pre -= 1
        elif element.tag == "a" and element.get("href"):
            self._in_link -= 1
        elif element.tag == "li":
            self._label = ""

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._in_link:
            self._links += len("".join(text.split()))
        if self._in_pre:
            for line in text.split("\n")[:-1]:
                self._parts.append(line)
                self._end_line()
            text = text.rpartition("\n")[2]
        *before, text = _paragraphs(text)
        for paragraph in before:
            self._parts.append(paragraph)
            self._end_line()
        self._parts.append(text)

    def _end_line(self) -> None:
        text = join_text(self._parts)
        if text:
            label = "" if re.match(r"[(（]?[\d一二三四五六七八九十]", text) else self._label
            role = "caption" if self._blocks[-1].tag == "caption" else "body"
            self.items.append(Line(label + text, self._links, self._blocks[-1], role))
            self._label = ""
        self._parts, self._links = [], 0

    def _number(self, item: _Element) -> str:
        """The number that a browser shows before an item of an ordered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or "none" in parent.get("style", ""):
            return ""
        start = _whole(parent.get("start"), 1, -9999, 9999)
        self._numbers[parent] = _whole(item.get("value"), self._numbers.get(parent, start - 1) + 1, -9999, 9999)
        return count(self._numbers[parent], LIST_NUMBERS.get(parent.get("type", ""), "decimal")) + ". "


def _paragraphs(text: str) -> list[str]:
    """A text as its author broke it: where every line of it ends like a sentence, the lines are its paragraphs, though
    a browser shows them as one. Else it is broken for the file's sake."""
    *lines, last = (line for line in text.split("\n") if line.strip()) if text.strip() else [text]
    if not lines or any(line.rstrip()[-1] not in SENTENCE_ENDS for line in lines):
        return [text]
    return [*lines, last + text[len(text.rstrip()) :]]


def join_text(parts: list[str]) -> str:
    """Pieces of text as one line: white space becomes one space, or nothing between Chinese characters where it
    only broke the line in the file."""
    text = "".join(parts).strip()
    if not text:
        return ""
    text = re.sub(r"[ \t\r\n\f]+", lambda m: "\n" if "\n" in m[0] else " ", text)
    return re.sub(rf"(?<={WIDE})\n(?={WIDE})", "", text).replace("\n", " ")


def _is_title(element: _Element) -> bool:
    """Whether line breaks in an element are there for its looks only."""
    return element.tag == "h1" or "title" in element.get("class", "").split()


def _is_skipped(element: _Element) -> bool:
    if element.get("class", "").split() == ["title", "proposed"]:  # speechgen's own, for a text that has no title
        return True
    if element.tag in SKIPPED or element.get("hidden") is not None or HIDDEN_STYLE.search(element.get("style", "")):
        return True
    # the mark of a note: <sup><a href="#note1">[1]</a></sup>
    return element.tag == "sup" and any(a.get("href", "").startswith("#") for a in element.iter("a"))


def _read_table(table: _Element) -> Iterator[Line | Grid]:
    """The caption of a data table as a line, and the table."""
    for caption in table.iterchildren("caption"):
        yield from read_flow(caption)
    rows = [r for r in table.iter("tr") if not _is_skipped(r)]
    built = []
    for i, row in enumerate(rows):
        cells = [c for c in row.iterchildren("td", "th") if not _is_skipped(c)]
        parent = row.getparent()
        heads = parent is not None and parent.tag == "thead"
        header = heads or (bool(cells) and all(c.tag == "th" for c in cells))
        built.append((tuple(_read_cell(c, len(rows) - i) for c in cells), header))
    yield Grid(tuple(built), table, tuple(r.get("data-task", "") for r in rows))


def _read_cell(cell: _Element, rows_left: int) -> GridCell:
    lines = tuple(item.text for item in read_flow(cell) if isinstance(item, Line))
    rows = _whole(cell.get("rowspan"), 1, 0, rows_left) or rows_left  # rowspan="0" reaches to the end
    return GridCell(lines, rows, _whole(cell.get("colspan"), 1, 1, LARGEST_SPAN), _opening(cell))


def _opening(cell: _Element) -> int:
    """Characters of the bold words that a cell begins with, as speechgen writes a heading before its task."""
    first = next(iter(cell), None)
    if cell.text or first is None or "strong" not in (first.tag, first.get("class")):
        return 0
    return len(join_text(["".join(map(str, first.itertext()))]))


def _whole(text: str | None, default: int, least: int, most: int) -> int:
    found = re.match(r"\s*(-?[0-9]{1,9})", text or "")
    return min(max(int(found[1]), least), most) if found else default
