"""One document, every format: the same words in the same order."""

from __future__ import annotations

import re

import pytest
from docx_text import W, part
from lxml import html
from pages import LIBRARY, document, long_list, made, page_words, pages, pdf, words, written

from speechgen.document import Table


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
    """Row by row the same characters; beyond them only header rows and categories again."""
    expected = "".join(w for block in document(template).blocks for w in words(block))
    printed = "".join(page_words(p) for p in pages(pdf(template)))
    rest = iter(printed)
    assert all(character in rest for character in expected)


def test_a_row_higher_than_a_page_loses_nothing() -> None:
    table = long_list(1, 1, 1, words=1200)
    printed = "".join(page_words(p) for p in pages(written(made(table, frame="landscape"), "pdf").data))
    assert printed.count("任务") >= 3 * 1200
