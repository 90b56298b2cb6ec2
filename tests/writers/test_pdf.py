"""PDF: the words, the page of GB/T 9704, the faces, and nothing from outside."""

from __future__ import annotations

import logging
import sys
from itertools import pairwise

import pytest
from pages import LIBRARY, MM, MOMENT, body, document, long_list, made, page_words, pages, pdf, words, written

from speechgen.diagnostics import Problem
from speechgen.document import Heading, Inline
from speechgen.templating import Frame
from speechgen.writers import writer

TEMPLATES = LIBRARY.names(forms=False)


def test_an_arrangement_prints_its_words_in_order() -> None:
    expected = "".join(w for block in document("arrangement").blocks for w in words(block))
    assert "".join(page_words(p) for p in pages(pdf("arrangement"))) == expected


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_cell_and_paragraph_is_on_some_page(template: str) -> None:
    """Whole; on two pages, where a page end cuts it."""
    printed = [page_words(p) for p in pages(pdf(template))]
    for block in document(template).blocks:
        for text in words(block):
            assert any(text in page for page in printed) or any(
                text[:n] in one and text[n:] in other for one, other in pairwise(printed) for n in range(len(text))
            )


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_same_input_gives_the_same_bytes(template: str) -> None:
    again = written(document(template), "pdf")
    assert again.data == pdf(template)
    assert not again.diagnostics


@pytest.mark.parametrize(("template", "size"), [("arrangement", (210, 297)), ("responsibility", (297, 210))])
def test_the_paper_is_a4(template: str, size: tuple[int, int]) -> None:
    for page in pages(pdf(template)):
        assert (round(page.width / MM), round(page.height / MM)) == size


def test_22_lines_of_28_characters() -> None:
    (page, *_) = pages(written(made(body("国" * 28 * 40)), "pdf").data)
    lines: dict[int, list[dict[str, float]]] = {}
    for char in page.chars:
        if char["text"] == "国":
            lines.setdefault(round(char["top"]), []).append(char)
    assert len(lines) == 22
    full = list(lines.values())[1:]
    assert {len(line) for line in full} == {28}
    assert min(c["x0"] for line in full for c in line) / MM == pytest.approx(28, abs=0.3)
    assert (page.width - max(c["x1"] for line in full for c in line)) / MM == pytest.approx(26, abs=0.3)
    assert min(lines) / MM >= 37 and (page.height - max(c["bottom"] for c in full[-1])) / MM >= 35


def test_lines_end_even() -> None:
    text = "县里要求，各部门（含直属单位）在2026年3月31日前，把“三张清单”报上来；逾期不报的，按12345号文件办理。" * 12
    page = pages(written(made(body(text)), "pdf").data)[0]
    ends: dict[int, float] = {}
    for char in page.chars:
        if not char["text"].isspace() and char["top"] < 250 * MM:
            ends[round(char["top"])] = max(ends.get(round(char["top"]), 0), char["x1"])
    full = sorted(ends.items())[:-1]
    assert len(full) > 15
    for _, end in full:
        assert (page.width - end) / MM == pytest.approx(26, abs=0.6)


def test_a_row_of_quoted_words_breaks_and_leaves_no_trace() -> None:
    text = "工作要在" + "“实”“快”“准”“优”" * 30 + "上下功夫。"
    page = pages(written(made(body(text)), "pdf").data)[0]
    assert page_words(page) == text
    starts = {round(c["top"]): c["text"] for c in reversed(page.chars) if c["text"] in text}
    assert len(starts) > 8 and all(c not in "”。" for c in starts.values())
    ends = {round(c["top"]): c["x1"] for c in page.chars if c["text"] in text}
    for _, end in sorted(ends.items())[:-1]:
        assert (page.width - end) / MM == pytest.approx(26, abs=0.6)


def test_page_numbers_alternate_outside() -> None:
    for number, page in enumerate(pages(pdf("arrangement")), 1):
        found = [c for c in page.chars if c["top"] > page.height - 35 * MM]
        assert "".join(c["text"] for c in found if not c["text"].isspace()) == f"—{number}—"
        dash = found[0]
        assert (dash["top"] + dash["bottom"]) / 2 / MM == pytest.approx(297 - 35 + 7, abs=0.8)
        if number % 2:
            assert (page.width - 26 * MM - max(c["x1"] for c in found)) == pytest.approx(14, abs=2)
        else:
            assert min(c["x0"] for c in found) - 28 * MM == pytest.approx(14, abs=2)


def test_page_numbers_of_a_turned_page_keep_their_portrait_place() -> None:
    """Clause 8: in the left margin, turned; low on odd pages, high on even ones."""
    for number, page in enumerate(pages(pdf("responsibility")), 1):
        found = [c for c in page.chars if c["x1"] < 35 * MM]
        assert "".join(c["text"] for c in found if not c["text"].isspace()) == f"—{number}—"
        assert not any(c["upright"] for c in found)
        middle = (min(c["x0"] for c in found) + max(c["x1"] for c in found)) / 2
        assert middle / MM == pytest.approx(35 - 7, abs=0.8)
        if number % 2:
            assert (210 - 26) * MM - max(c["bottom"] for c in found) == pytest.approx(14, abs=2)
        else:
            assert min(c["top"] for c in found) - 26 * MM == pytest.approx(14, abs=2)


def test_each_role_has_its_face() -> None:
    faces = {}
    for page in pages(pdf("arrangement")):
        for char in page.chars:
            faces.setdefault(char["text"], set()).add(char["fontname"].split("+")[1])
    assert faces["顾"] == {"FandolHei"}  # a heading of the first level
    assert faces["扭"] == {"FandolKai"}  # of the second
    assert faces["碰"] == faces["“"] == faces["；"] == {"FandolFang"}  # body, its quotation marks too
    assert "FandolSong-Bold" in faces["域"]  # the title


def test_a_face_without_bold_is_drawn_bold() -> None:
    data = written(made(body(Inline("一是抓项目。", "head3"), "甲乙丙。")), "pdf").data
    page = pages(data)[0]
    assert {c["fontname"].split("+")[1] for c in page.chars if c["text"] == "抓"} == {"FandolFang-Bold"}
    assert b" Tr" in _streams(data)


def test_a_face_with_bold_is_not_drawn_twice() -> None:
    assert b" Tr" not in _streams(written(made(body("标题", role="title")), "pdf").data)


def _streams(data: bytes) -> bytes:
    import re
    import zlib

    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S)
    out = []
    for stream in found:
        try:
            out.append(zlib.decompress(stream))
        except zlib.error:
            out.append(stream)
    return b"\n".join(s for s in out if b" Tf" in s)


def test_a_merged_cell_is_repeated_on_every_page_it_reaches() -> None:
    table = long_list(3, 30, 1, 20)
    printed = [page_words(p) for p in pages(written(made(table, frame="landscape"), "pdf").data)]
    assert len(printed) > 3
    for text in printed:
        assert text.startswith("序号类别任务") and "类" in text.removeprefix("序号类别任务")
    assert sum(text.count("类1") for text in printed) == sum("类1" in text for text in printed)


def test_a_rare_character_falls_back_and_is_no_error() -> None:
    result = written(made(body("副县长喆珺")), "pdf")
    assert page_words(pages(result.data)[0]) == "副县长喆珺"
    assert [(d.code, d.severity) for d in result.diagnostics] == [("writers.pdf-rare", "info")]


def test_a_character_that_no_font_has_is_told() -> None:
    result = written(made(body("甲\U000f1234乙")), "pdf")
    assert "writers.pdf-glyph" in [d.code for d in result.diagnostics]


def test_a_missing_face_is_told() -> None:
    result = written(made(body("甲"), Heading(1, (Inline("题"),)), fonts={"hei": "某某黑体"}), "pdf")
    (found,) = result.diagnostics
    assert found.code == "writers.pdf-face" and "黑体" in found.message("zh") and found.hint("en")


def test_nothing_is_fetched(caplog: pytest.LogCaptureFixture) -> None:
    css = "@import url('http://127.0.0.1:9/x.css'); p { background: url('file:///etc/passwd') }"
    with caplog.at_level(logging.DEBUG):
        result = writer("pdf").write(made(body("甲")), Frame("x", css=css, css_file="x.css"), MOMENT)
    notes = [d.message("zh") for d in result.diagnostics if d.code == "writers.pdf-note"]
    assert len(notes) == 2 and all("not fetched" in n for n in notes)
    assert b"root:" not in result.data
    assert not [r for r in caplog.records if r.name.startswith("weasyprint")]


def test_a_style_sheet_cannot_leave_its_element() -> None:
    css = "p { color: black } </style><p>漏</p>"
    result = writer("pdf").write(made(body("甲")), Frame("x", css=css), MOMENT)
    assert "".join(page_words(p) for p in pages(result.data)) == "甲"


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_a_frame_without_a_style_sheet(name: str) -> None:
    with pytest.raises(Problem) as caught:
        writer(name).write(made(body("甲")), Frame("mine", word_file="mine.docx"), MOMENT)
    assert caught.value.diagnostics[0].code == "writers.no-css"


def test_an_unknown_format() -> None:
    with pytest.raises(Problem) as caught:
        writer("pfd")
    assert "pdf" in caught.value.diagnostics[0].hint("zh")


def test_an_empty_document() -> None:
    assert written(made(), "pdf").data.startswith(b"%PDF")


def test_a_system_without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Problem) as caught:
        written(made(body("甲")), "pdf")
    (found,) = caught.value.diagnostics
    assert found.code == "writers.pdf-library" and "doctor" in found.hint("zh")


def test_a_system_without_the_subset_library(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.pdf import fonts
    from weasyprint.text import ffi

    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    monkeypatch.setattr(fonts, "harfbuzz_subset", None)
    result = written(made(body("甲乙")), "pdf")
    assert page_words(pages(result.data)[0]) == "甲乙"
    assert "writers.pdf-subset" in [d.code for d in result.diagnostics]
