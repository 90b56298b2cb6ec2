"""HTML: one file, the same words, nothing from outside, nothing that runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pages import LIBRARY, body, document, made, words, written

from speechgen.document import Inline, PageBreak


def text_of(data: bytes) -> str:
    root = html.fromstring(data.decode("utf-8"))
    return re.sub(r"\s", "", root.find("body").text_content())


@pytest.mark.parametrize("template", LIBRARY.names(forms=False))
def test_the_words(template: str) -> None:
    expected = "".join(w for block in document(template).blocks for w in words(block))
    assert text_of(written(document(template), "html").data) == expected


@pytest.mark.parametrize("template", LIBRARY.names(forms=False))
def test_one_file_alone(template: str) -> None:
    data = written(document(template), "html").data
    root = html.fromstring(data.decode("utf-8"))
    assert root.get("lang") == "zh-CN"
    assert not root.xpath("//script | //link | //img[not(starts-with(@src, 'data:image/png;base64,'))]")
    own = {e.get("style") for e in root.xpath("//*[@style and not(self::col or self::img)]")}
    assert all(re.fullmatch(r"margin-right: [\d.]+em|break-before: (page|left)", style) for style in own)
    assert b"url(" not in data and b"http" not in data


@given(st.text(alphabet="<>&\"'县;#x0 \u3000", min_size=1))
def test_a_value_stays_a_value(value: str) -> None:
    data = written(made(body(value, Inline(value, "unknown")), title=value), "html").data.decode("utf-8")
    root = html.fromstring(data)
    assert root.xpath("//main/p")[0].text_content() == value * 2
    assert root.xpath("//title")[0].text_content() == value


def test_breaks() -> None:
    data = written(made(body("甲", Inline("", "break"), "乙"), PageBreak()), "html").data.decode("utf-8")
    assert '<p class="body">甲<br>乙</p>\n<hr class="page">' in data


def test_an_offices_own_faces() -> None:
    fonts = {"fangsong": '仿宋"_x', "title": "方正小标宋简体", "nonsense": "a"}
    data = written(made(body("甲"), fonts=fonts), "html").data.decode("utf-8")
    assert '--fangsong-own: "仿宋\\22 _x";' in data and "--title-weight: normal" in data
    assert "nonsense" not in data
