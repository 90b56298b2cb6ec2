"""One document, every format: the same words in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from docx_text import W, part
from lxml import html
from pages import LIBRARY, document, long_list, made, page_words, pages, pdf, words, written

from speechgen.document import Document, Table


@pytest.mark.parametrize("template", LIBRARY.names(forms=False))
def test_word_file_and_web_page(template: str) -> None:
    expected = "".join(w for block in document(template).blocks for w in words(block))
    word = part(written(document(template), "docx").data, "word/document.xml")
    page = html.fromstring(written(document(template), "html").data.decode("utf-8")).find("body")
    shown = re.sub(r"\s", "", "".join(t.text or "" for t in word.iter(f"{W}t")))
    merged = [
        c for b in document(template).blocks if isinstance(b, Table) for r in b.rows for c in r.cells if c.rows > 1
    ]
    rest = iter(shown)  # a merged cell that may cross a page end says its words again
    assert shown == expected if not merged else all(character in rest for character in expected)
    assert re.sub(r"\s", "", page.text_content()) == expected


@pytest.mark.parametrize("template", LIBRARY.names(forms=False))
def test_pdf_adds_only_what_pages_repeat(template: str) -> None:
    """Row by row, and cell by cell, the same characters; beyond them only header rows and categories again.

    A row that a page end cuts shows the beginning of each of its cells on the one page and the rest on the next.
    """
    printed, at = "".join(page_words(p) for p in pages(pdf(template))), 0
    for texts in side_by_side(document(template)):
        ends = [found_behind(text, printed, at) for text in texts]
        assert -1 not in ends, texts
        at = max(ends, default=at)


def side_by_side(document: Document) -> Iterator[list[str]]:
    """What stands side by side: the cells of a row, or one paragraph."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (["".join(words(p)) for c in row.cells for p in c.paragraphs] for row in block.rows)
        else:
            yield words(block)


def found_behind(text: str, printed: str, at: int) -> int:
    """Where the text ends whose characters follow one another behind `at`, others between them; -1 where one lacks."""
    for character in text:
        at = printed.find(character, at) + 1
        if not at:
            return -1
    return at


def test_a_row_higher_than_a_page_loses_nothing() -> None:
    table = long_list(1, 1, 1, words=1200)
    printed = "".join(page_words(p) for p in pages(written(made(table, frame="landscape"), "pdf").data))
    assert printed.count("任务") >= 3 * 1200
