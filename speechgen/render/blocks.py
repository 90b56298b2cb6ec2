"""The HTML that a template yields, read as blocks.

The language is small: h1–h4 (with <span class="number">), p, table/tr/td, hr (a page break), img (a picture that
speechgen draws, by its name), and inside them span, b, br. The class of a p is its role, of a span its style, of a td
its column; the id of a tr is that of its task. Anything else is an error with its place in the template's words, never
dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from speechgen.diagnostics import Problem, nearest, problem
from speechgen.document import Block, Cell, Column, Heading, Inline, PageBreak, Paragraph, Picture, Row, Table
from speechgen.source import Where
from speechgen.templating.words import BREAK, restore

CONTAINERS = ("body", "div", "section")
HEADINGS = ("h1", "h2", "h3", "h4")
STYLES = {"b": "strong", "strong": "strong"}
NUMBER = "number"
GROUP = "group"
"""The class of the only cell of a row that heads a group: it spans all columns."""
_LAYOUT = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
_BLANKS = re.compile(r"[ \t]+")

Columns = Callable[[str], tuple[Column, ...]]
Pictures = Mapping[str, Callable[[], Picture]]


@dataclass(frozen=True)
class _Reader:
    file: str
    columns: Columns
    names: Mapping[str, str]
    pictures: Pictures

    def wrong(self, code: str, element: Any = None, **data: Any) -> Problem:
        if element is not None:
            data.setdefault("tag", element.tag)
        return problem(f"render.{code}", Where(self.file), **data)


def read_blocks(
    html: str, file: str, columns: Columns, names: Mapping[str, str], pictures: Pictures = MappingProxyType({})
) -> tuple[Block, ...]:
    """The blocks of a template's output.

    `columns` gives a column set by name, `names` the office's own names of columns by key, `pictures` draws what
    an img names. Raises Problem `render.…`
    for what is not in the language.
    """
    from lxml import etree  # not lxml.html, whose elements are Python objects of their own: four times as slow

    if not html.strip():
        return ()
    root = etree.HTML(f"<html><body>{html}</body></html>")[0]
    return tuple(_blocks(root, _Reader(file, columns, names, pictures)))


def _blocks(parent: Any, reader: _Reader) -> Iterator[Block]:
    _no_words(parent.text, reader)
    for element in parent:
        _no_words(element.tail, reader)
        tag = element.tag
        if not isinstance(tag, str):  # a comment
            continue
        if tag in CONTAINERS:
            yield from _blocks(element, reader)
        elif tag in HEADINGS:
            yield _heading(element, reader)
        elif tag == "p":
            yield Paragraph(
                _content(element, reader), restore(element.get("class") or "body"), right=_right(element, reader)
            )
        elif tag == "table":
            yield _table(element, reader)
        elif tag == "img":
            yield _picture(element, reader)
        elif tag == "hr":
            yield _page_break(element, reader)
        else:
            raise reader.wrong("unknown-tag", element)


def _right(element: Any, reader: _Reader) -> float:
    """<p data-right="3.5">: so many characters are left free on its right."""
    given = element.get("data-right") or "0"
    if not re.fullmatch(r"\d{1,3}(\.\d{1,3})?", given):
        raise reader.wrong("not-right", element, given=given)
    return float(given)


def _page_break(element: Any, reader: _Reader) -> PageBreak:
    """<hr class="page">, or <hr class="page landscape even">: a page of another frame, an even one."""
    words = restore(element.get("class") or "").split()
    frames = [word for word in words if word not in ("page", "even")]
    if len(frames) > 1 or ("even" in words and not frames):
        raise reader.wrong("page-break", element, words=" ".join(words))
    return PageBreak("".join(frames), "even" in words)


def _no_words(text: str | None, reader: _Reader) -> None:
    if text and not text.isspace() and (words := restore(text).replace(BREAK, " ").strip()):
        raise reader.wrong("loose-words", words=words[:40])


def _picture(element: Any, reader: _Reader) -> Picture:
    """A picture that render knows by its name: never a file, never an address."""
    name = restore(element.get("src") or "")
    if name not in reader.pictures:
        near = nearest(name, reader.pictures)
        raise reader.wrong("unknown-picture", name=name, near=near, names="、".join(reader.pictures) or "—")
    return reader.pictures[name]()


def _heading(element: Any, reader: _Reader) -> Heading:
    content = _content(element, reader)
    number = "".join(i.text for i in content if i.style == NUMBER)
    rest = tuple(i for i in content if i.style != NUMBER)
    return Heading(int(element.tag[1]), rest, number)


def _content(element: Any, reader: _Reader) -> tuple[Inline, ...]:
    """The words of an element: neighbours of one style joined, layout white space gone, values untouched."""
    if not len(element) and element.text:  # most cells: a few words in one style
        text = restore(_collapsed(element.text).strip(" "))
        if BREAK not in text:
            return (Inline(text),) if text else ()
    merged: list[Inline] = []
    for piece in _trimmed(list(_inlines(element, "", reader))):
        for n, text in enumerate(restore(piece.text).split(BREAK)):
            if n or piece.style == "break":
                merged.append(Inline("", "break"))
            if not text:
                continue
            if merged and merged[-1].style == piece.style:
                merged[-1] = Inline(merged[-1].text + text, piece.style)
            else:
                merged.append(Inline(text, piece.style))
    return tuple(merged)


def _inlines(element: Any, style: str, reader: _Reader) -> Iterator[Inline]:
    if element.text:
        yield Inline(_collapsed(element.text), style)
    for child in element:
        if child.tag == "br":
            yield Inline("", "break")
        elif child.tag == "span" or child.tag in STYLES:
            yield from _inlines(child, child.get("class") or STYLES.get(child.tag, style), reader)
        elif isinstance(child.tag, str):
            raise reader.wrong("unknown-tag", child)
        if child.tail:
            yield Inline(_collapsed(child.tail), style)


def _collapsed(text: str) -> str:
    if "\n" in text:
        text = _LAYOUT.sub("", text)
    return _BLANKS.sub(" ", text) if "  " in text or "\t" in text else text


def _trimmed(pieces: list[Inline]) -> list[Inline]:
    """Without the layout's blanks at both ends; a value's own are protected and stay."""
    if pieces:
        pieces[0] = Inline(pieces[0].text.lstrip(" "), pieces[0].style)
        pieces[-1] = Inline(pieces[-1].text.rstrip(" "), pieces[-1].style)
    return pieces


def _table(element: Any, reader: _Reader) -> Table:
    """A table whose cells find their columns by key, so that a column set may leave out, add or reorder columns."""
    name = element.get("data-columns") or ""
    columns = tuple(replace(c, name=reader.names.get(c.key, c.name)) for c in reader.columns(name))
    role = element.get("class") or "list"
    rows = list(_form_rows(element, reader) if role == "form" else _rows(element, columns, reader))
    if role != "form":
        rows.insert(0, Row(tuple(_header(c) for c in columns), header=True))
    return Table(columns, tuple(rows), role)


def _header(column: Column) -> Cell:
    """A column's name over it; a line break in the name is one in print."""
    lines = [Inline(text) for text in column.name.split("\n")]
    content = [piece for line in lines for piece in (Inline("", "break"), line)][1:]
    return Cell((_paragraph(*content),), role=column.key)


def _rows(element: Any, columns: tuple[Column, ...], reader: _Reader) -> Iterator[Row]:
    covered: dict[str, int] = {}
    for tr in _row_elements(element, reader):
        given = {_key(td, reader): td for td in tr if isinstance(td.tag, str)}
        if given.keys() == {GROUP}:
            yield Row((replace(_cell(given[GROUP], GROUP, reader), columns=len(columns)),))
            continue
        cells: list[Cell] = []
        for column in columns:
            if covered.get(column.key, 0) > 0 and column.key not in given:
                covered[column.key] -= 1
                continue
            cell = _cell(given[column.key], column.key, reader) if column.key in given else Cell(role=column.key)
            covered[column.key] = cell.rows - 1
            cells.append(cell)
        yield Row(tuple(cells), id=restore(tr.get("id") or ""))


def _form_rows(element: Any, reader: _Reader) -> Iterator[Row]:
    """The rows of a block to fill in: its cells stand in order, their class says label or blank."""
    for tr in _row_elements(element, reader):
        yield Row(tuple(_cell(td, _key(td, reader), reader) for td in tr if isinstance(td.tag, str)))


def _row_elements(element: Any, reader: _Reader) -> Iterator[Any]:
    _no_words(element.text, reader)
    for child in element:
        _no_words(child.tail, reader)
        if child.tag == "tr":
            _no_words(child.text, reader)
            yield child
        elif child.tag in ("thead", "tbody"):
            yield from _row_elements(child, reader)
        elif isinstance(child.tag, str):
            raise reader.wrong("unknown-tag", child)


def _key(td: Any, reader: _Reader) -> str:
    _no_words(td.tail, reader)
    if td.tag not in ("td", "th"):
        raise reader.wrong("unknown-tag", td)
    key: str = td.get("class") or ""
    if not key:
        raise reader.wrong("cell-without-column", td)
    return key


def _cell(td: Any, key: str, reader: _Reader) -> Cell:
    paragraphs: Iterable[Paragraph]
    if len(td) and any(child.tag == "p" for child in td):
        _no_words(td.text, reader)
        paragraphs = [b for b in _blocks(td, reader) if isinstance(b, Paragraph)]
    else:
        content = _content(td, reader)
        paragraphs = [_paragraph(*content)] if content else []
    return Cell(tuple(paragraphs), rows=int(td.get("rowspan") or 1), role=key)


def _paragraph(*content: Inline) -> Paragraph:
    return Paragraph(content, "cell")
