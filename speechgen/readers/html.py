"""Reads web pages: the speech out of the site's menus."""

from __future__ import annotations

import re

from speechgen.diagnostics import problem
from speechgen.document import Document
from speechgen.readers import Reader
from speechgen.readers._encoding import CONTROLS, NAMES, check_text, declared_encoding, decode, report_encoding
from speechgen.readers._lines import Lines
from speechgen.readers._maincontent import choose_content, find_title
from speechgen.readers._webpage import Line, parse_page, read_flow
from speechgen.source import Where

TAG = re.compile(r"<[A-Za-z!]")


def read_html(data: bytes, name: str) -> Document:
    """A web page, one block a line of its main content that is not blank, or a table.

    Raises `Problem` for a file that is not text or has no tags, and for a page on which there is no text.
    """
    decoded = decode(data, declared_encoding(data))
    check_text(decoded, data, name)
    if not TAG.search(decoded.text):
        raise problem("readers.not-this", Where(name), kind="HTML")
    root = parse_page(CONTROLS.sub("", decoded.text), name)
    items = read_flow(root)
    content, prose = choose_content(root, items)
    lines = Lines(name, diagnostics=list(report_encoding(decoded, name)))
    if decoded.broken:
        lines.warn("readers.bad-bytes-page", count=len(decoded.broken), encoding=NAMES[decoded.encoding])
    title = find_title(root, items, content)
    if title:
        lines.add_paragraph(title, "title")
    for item in content:
        if isinstance(item, Line):
            lines.add_paragraph(item.text, item.role)
        else:
            lines.add_table(item.rows, item.ids)
    if not lines.text:
        raise problem("readers.empty-page", Where(name))
    if not prose:
        lines.warn("readers.no-prose", count=len(lines.text))
    return lines.document()


READER = Reader(
    "html", (".html", ".htm", ".xhtml", ".shtml"), "web pages, without the site around the text", read_html, plain=True
)
