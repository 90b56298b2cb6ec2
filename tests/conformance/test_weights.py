"""Plain where plain is asked for: by what the font inside the file calls itself, whatever name it goes by."""

from __future__ import annotations

import pytest
from measured import MOMENT, SPEECH, p

from benchmarks.conformance import sheets
from benchmarks.conformance.sheets import read_sheets
from speechgen.document import Block, Document
from speechgen.templating import Library, builtin_folder
from speechgen.writers import writer


def weights(data: bytes) -> dict[str, set[bool]]:
    """The families, and whether their characters are heavy."""
    found: dict[str, set[bool]] = {}
    for sheet in read_sheets(data):
        for glyph in sheet.glyphs:
            found.setdefault(glyph.face.partition("-")[0], set()).add(glyph.bold)
    return found


def pdf(*blocks: Block) -> bytes:
    frame = Library([builtin_folder()]).frame("portrait")
    return writer("pdf").write(Document(blocks, meta={"title": "样张", "frame": "portrait"}), frame, MOMENT).data


def test_headings_and_page_numbers_are_not_bold() -> None:
    """Both files of FandolHei, and of FandolSong, call themselves of ordinary weight; only their styles differ."""
    assert weights(pdf(*SPEECH[1:])) == {
        "FandolKai": {False},
        "FandolFang": {False, True},  # the third level is bold by custom
        "FandolHei": {False},
        "FandolSong": {False},
    }


def test_the_font_inside_tells_what_its_name_hides(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(p("在全县经济工作会议上的讲话", "title"))
    monkeypatch.setattr(sheets, "_face", lambda text, n: "FandolSong")
    assert weights(data)["FandolSong"] == {True, False}  # the title, the page number
