"""Carets under Chinese text stand where a terminal shows the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechgen.cli.excerpt import excerpt
from speechgen.cli.width import columns, safe, wrap
from speechgen.source import Where


def under_the_carets(lines: list[str]) -> str:
    """The characters that stand above the carets, counted in columns."""
    _, shown, carets = lines
    first, last = carets.index("^"), carets.rindex("^")
    out, at = "", 0
    for character in shown:
        if first <= at <= last:
            out += character
        at += columns(character)
    return out


@pytest.mark.parametrize(
    ("text", "column", "length", "marked"),
    [
        ("owner: 县发改局", 1, 5, "owner"),
        ("责任单位: 县发改局", 7, 4, "县发改局"),
        ("（一）稳增长5%左右", 7, 2, "5%"),
        ("e\u0301clair 县", 9, 1, "县"),
        ("县\t局", 3, 1, "局"),
        ("到头了", 4, 1, ""),
    ],
)
def test_carets_stand_under_the_words(text: str, column: int, length: int, marked: str) -> None:
    lines = excerpt(Where("a.txt", 3, column, length, text))
    assert under_the_carets(lines) == marked


@given(st.text(alphabet="县局a5，。…“”\t\x1b（", min_size=1, max_size=400), st.data())
def test_a_window_of_a_long_line_fits_and_shows_the_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    lines = excerpt(Where("a.txt", 1, start + 1, 1, text), width=60)
    if not text.strip():
        assert lines == []
        return
    assert all(columns(line) <= 60 for line in lines)
    assert under_the_carets(lines) == safe(text[start])


def test_no_line_no_excerpt() -> None:
    assert excerpt(Where("a.txt")) == []
    assert excerpt(Where("a.txt", 4, 1, 1, "   ")) == []


@given(st.text(alphabet="县局 ab，。（\n", max_size=200), st.integers(10, 60))
def test_wrapping_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= width for line in lines)


def test_no_line_begins_with_a_closing_mark() -> None:
    assert wrap("一二三四五，六七", 10) == ["一二三四", "五，六七"]


def test_a_file_cannot_steer_the_terminal() -> None:
    assert safe("\x1b[31m红\x07") == "\ufffd[31m红\ufffd"
