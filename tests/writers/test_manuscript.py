"""讲话稿: the whole speech, larger, measured on paper."""

from __future__ import annotations

from collections import Counter

import pytest
from docx_text import W, dump, part
from pages import LIBRARY, body, document, made, page_words, pages, words, written

from speechgen.render import render_document
from speechgen.render.titles import make_byline
from speechgen.spec.model import Spec


@pytest.mark.parametrize(
    ("frame", "size", "lines", "characters"), [("reading", 18, 20, 24), ("reading-large", 22, 17, 20)]
)
def test_a_page_is_full_of_larger_characters(frame: str, size: int, lines: int, characters: int) -> None:
    (page, *_) = pages(written(made(body("国" * characters * 60), frame=frame), "pdf").data)
    found = Counter(round(c["top"]) for c in page.chars if c["text"] == "国")
    assert len(found) == lines and max(found.values()) == characters
    assert {round(c["size"], 2) for c in page.chars if c["text"] == "国"} == {size}


@pytest.mark.parametrize(("frame", "lines"), [("reading", 20), ("reading-large", 17)])
def test_a_word_page_holds_as_many_lines(frame: str, lines: int) -> None:
    """In 225 mm, 12756 twips, even where a program rounds the distance of lines up by a twip, as LibreOffice does."""
    styles = part(LIBRARY.frame(frame).word, "word/styles.xml")
    (body_text,) = (s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "BodyText")
    line = int(body_text.find(f"{W}pPr/{W}spacing").get(f"{W}line"))
    assert (line + 1) * lines <= 12756 < line * (lines + 1)


def test_it_holds_every_word_of_the_speech() -> None:
    """As the arrangement does; only speaker and date may come on top."""
    printed = "".join(page_words(page) for page in pages(written(document("manuscript"), "pdf").data))
    assert printed == "".join(w for block in document("manuscript").blocks for w in words(block))
    plain = [w for block in document("arrangement").blocks for w in words(block)]
    assert [w for block in document("manuscript").blocks for w in words(block)] == plain


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ({}, ()),
        ({"speaker": "县长 林知远", "date": "2026-02-03"}, ("县长 林知远", "（2026年2月3日）")),
        (
            {"speaker": "县长 林知远", "subtitle": ["县长　林知远"], "date": "2026-02-03"},
            ("县长　林知远", "（2026年2月3日）"),
        ),
        ({"speaker": "林知远", "subtitle": ["（2026年2月3日）"], "date": "2026-02-03"}, ("林知远", "（2026年2月3日）")),
        ({"subtitle": ["——稳字当头"]}, ("——稳字当头",)),
    ],
)
def test_the_lines_under_the_title(head: dict[str, object], byline: tuple[str, ...]) -> None:
    assert make_byline(Spec.model_validate(head)) == byline


def test_the_mark_of_a_copy() -> None:
    spec = Spec.model_validate({"title": "在全县大会上的讲话"})
    for given in ("送审稿", "【送审稿】"):
        copy = render_document(spec, "manuscript", library=LIBRARY, options={"proof": given})
        assert dump(written(copy, "docx").data).splitlines()[:2] == ["Proof | 【送审稿】", "Title | 在全县大会上的讲话"]


def test_the_size_is_a_choice() -> None:
    spec = Spec.model_validate({"title": "讲话"})
    copy = render_document(spec, "manuscript", library=LIBRARY, options={"frame": "reading-large"})
    assert copy.meta["frame"] == "reading-large"
