"""Pages of several kinds in one file: a letter upright, its list in landscape, the end upright again."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from docx_text import W, part, parts, value
from lxml import html
from pages import LIBRARY, MM, MOMENT, body, document, long_list, made, page_words, pages

from speechgen.document import Document, PageBreak, page_frames, split_stretches
from speechgen.writers import Written, writer
from speechgen.writers._scoping import scoped

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def mixed(even: bool = False) -> Document:
    letter, listing = document("arrangement"), document("responsibility")
    return made(
        body("信", role="title"), body("正文"), PageBreak(), body("信第二页"),
        PageBreak("landscape"), *listing.blocks,
        PageBreak("landscape"), body("第二份", role="title"), long_list(2, words=3),
        PageBreak("portrait", even), body("末页"),
        **letter.meta,
    )  # fmt: skip


def written(blocks: Document, format_name: str) -> Written:
    frame = LIBRARY.frame("portrait", page_frames(blocks.blocks))
    return writer(format_name).write(blocks, frame, MOMENT)


def test_stretches_keep_every_block() -> None:
    found = split_stretches(mixed().blocks, "portrait")
    assert [s.frame for s in found] == ["portrait", "landscape", "landscape", "portrait"]
    assert sum(len(s.blocks) for s in found) == len(mixed().blocks) - 3
    assert [s.frame for s in split_stretches((PageBreak("landscape"), body("甲")), "portrait")] == ["landscape"]
    assert split_stretches((), "portrait")[0].blocks == ()


def test_pdf_pages_turn_and_their_numbers_go_on() -> None:
    found = pages(written(mixed(), "pdf").data)
    upright = [page.width < page.height for page in found]
    assert upright[:2] == [True, True] and upright[-1] and not any(upright[2:-1]) and len(found) > 4
    for number, page in enumerate(found, 1):
        outside = [c for c in page.chars if c["x1"] < 35 * MM or c["top"] > (297 - 35) * MM]
        edge = [c for c in outside if upright[number - 1] or c["x1"] < 35 * MM]
        numbers = [c for c in edge if c["fontname"].endswith("FandolSong") and not c["text"].isspace()]
        printed = "".join(c["text"] for c in numbers)
        assert printed == f"—{number}—"
        if not upright[number - 1]:  # clause 8: turned, low on odd pages and high on even ones
            low = max(c["bottom"] for c in edge) > 105 * MM
            assert low == bool(number % 2) and not any(c["upright"] for c in edge)


def test_pdf_each_stretch_has_the_look_of_its_own_frame() -> None:
    alone = {c["fontname"].split("+")[1]: c["size"] for c in pages(_alone().data)[0].chars}
    inside = {c["fontname"].split("+")[1]: c["size"] for c in pages(written(mixed(), "pdf").data)[2].chars}
    assert inside == alone
    assert page_words(pages(written(mixed(), "pdf").data)[2]) == page_words(pages(_alone().data)[0])


def _alone() -> Written:
    return writer("pdf").write(document("responsibility"), LIBRARY.frame("landscape"), MOMENT)


def test_pdf_an_even_page_has_an_empty_one_before_it_where_it_must() -> None:
    import pdfplumber

    for count in (1, 2):
        blocks = made(*[b for n in range(count) for b in (PageBreak("landscape"), body(f"第{n}页"))],
                      PageBreak("portrait", even=True), body("末页"))  # fmt: skip
        with pdfplumber.open(io.BytesIO(written(blocks, "pdf").data)) as file:
            words = [page_words(page) for page in file.pages]
        assert words[-1] == "末页" and len(words) % 2 == 0
        assert words[count:-1] == [""] * (len(words) - count - 1)


def test_word_sections() -> None:
    data = written(mixed(even=True), "docx").data
    sections = list(part(data, "word/document.xml").iter(f"{W}sectPr"))
    sizes = [(s.find(f"{W}pgSz").get(f"{W}w"), s.find(f"{W}pgSz").get(f"{W}orient", "")) for s in sections]
    assert sizes == [("11906", ""), ("16838", "landscape"), ("16838", "landscape"), ("11906", "")]
    assert [value(s, "type") for s in sections] == ["", "nextPage", "nextPage", "evenPage"]
    assert not list(part(data, "word/document.xml").iter(f"{W}pgNumType"))  # the numbers go on
    assert sections[-1].getparent().tag == f"{W}body"  # the last stands behind all paragraphs
    relations = {r.get("Id"): r.get("Target") for r in part(data, "word/_rels/document.xml.rels")}
    for section in sections:
        footers = [relations[f.get(f"{R}id")] for f in section.findall(f"{W}footerReference")]
        turned = section.find(f"{W}pgSz").get(f"{W}orient") == "landscape"
        assert footers == [f"{'landscape-' if turned else ''}footer{n}.xml" for n in (1, 2)]
        for footer in footers:
            assert (b'vert="vert"' in parts(data)[f"word/{footer}"]) == turned


def test_word_parts_and_styles_are_all_there() -> None:
    data = written(mixed(), "docx").data
    types = {t.get("PartName") for t in part(data, "[Content_Types].xml") if t.get("PartName")}
    assert types <= {f"/{name}" for name in parts(data)} and "/word/landscape-footer1.xml" in types
    styles = [s.get(f"{W}styleId") for s in part(data, "word/styles.xml").iter(f"{W}style")]
    assert len(styles) == len(set(styles))
    assert len([s for s in part(data, "word/styles.xml").iter(f"{W}style") if s.get(f"{W}default")]) == 3
    body_xml = part(data, "word/document.xml")
    used = {e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in body_xml.iter(f"{W}{tag}")}
    assert used <= set(styles) and {"Title", "landscape-Title", "BodyText"} <= used
    assert "landscape-BodyText" not in styles  # alike in both frames
    marks = [b.get(f"{W}id") for b in body_xml.iter(f"{W}bookmarkStart")]
    assert marks and len(marks) == len(set(marks))


def test_word_a_document_may_end_in_another_frame() -> None:
    blocks = made(body("信"), PageBreak("landscape"), document("responsibility").blocks[-1], long_list(1))
    sections = list(part(written(blocks, "docx").data, "word/document.xml").iter(f"{W}sectPr"))
    assert [s.find(f"{W}pgSz").get(f"{W}w") for s in sections] == ["11906", "16838"]


def test_word_a_frame_with_a_picture_in_its_header(tmp_path: Any) -> None:
    """An office's own landscape, drawn in Word under a Chinese name, brings all parts of its header along."""
    import docx
    from PIL import Image

    from speechgen.templating import Library

    Image.new("RGB", (4, 4), "red").save(tmp_path / "seal.png")
    drawn = docx.Document()
    drawn.add_paragraph("{{ body }}")
    drawn.sections[0].header.paragraphs[0].add_run("{{ title }}").add_picture(str(tmp_path / "seal.png"))
    (tmp_path / "_frames").mkdir()
    drawn.save(tmp_path / "_frames" / "横表.docx")
    blocks = made(body("信"), PageBreak("横表"), body("表"), title="清单")
    frame = Library([tmp_path, *LIBRARY.folders]).frame("portrait", page_frames(blocks.blocks))
    data = writer("docx").write(blocks, frame, MOMENT).data
    docx.Document(io.BytesIO(data))
    assert all(name.isascii() for name in parts(data))
    (header,) = [n for n in parts(data) if "header" in n and not n.endswith(".rels")]
    (picture,) = [n for n in parts(data) if n.endswith(".png")]
    relations = part(data, f"word/_rels/{header.removeprefix('word/')}.rels")
    assert [r.get("Target") for r in relations] == [f"/{picture}"]
    assert "清单" in "".join(part(data, header).itertext())


def test_web_page_has_a_sheet_for_each_stretch() -> None:
    page = html.fromstring(written(mixed(), "html").data.decode("utf-8"))
    sheets = page.find("body").findall("div")
    assert [s.get("class") for s in sheets] == [
        f"frame-{f}" for f in ("portrait", "landscape", "landscape", "portrait")
    ]
    assert [s.get("style") for s in sheets] == [None, *["break-before: page"] * 3]
    assert all(s.find("main").get("class") == "sheet" for s in sheets)


def test_one_frame_alone_stays_as_it_is() -> None:
    page = written(made(body("甲"), PageBreak(), body("乙")), "html").data.decode("utf-8")
    assert "frame-portrait" not in page and '<hr class="page">' in page


def test_workbook_has_a_sheet_for_each_stretch() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(mixed(), "xlsx").data))
    assert len(book.worksheets) == 4 and len({s.title.lower() for s in book.worksheets}) == 4
    assert [s.page_setup.orientation for s in book.worksheets] == ["portrait", "landscape", "landscape", "portrait"]


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p, .a > b { x: y }", ".frame-f p, .frame-f .a > b { x: y }"),
        ("html { x: y }", ".frame-f { x: y }"),
        ("body.notice p { x: y }", "body.notice .frame-f p { x: y }"),
        ("html p { x: y }", ".frame-f p { x: y }"),
        ("bodyguard { x: y }", ".frame-f bodyguard { x: y }"),
        (":is(p, b), i { x: y }", ".frame-f :is(p, b), .frame-f i { x: y }"),
        ("@page { x: y }", "@page frame-f { x: y }"),
        ("@page :left { x: y }", "@page frame-f:left { x: y }"),
        ("@page other:left { x: y }", "@page other:left { x: y }"),
        ("@media screen { p { x: y } }", "@media screen { .frame-f p { x: y } }"),
        ("@font-face { x: y }", "@font-face { x: y }"),
        (":root { --a: b }", ".frame-f { --a: b } :root { --a: b } @page frame-f { --a: b }"),
    ],
)
def test_a_style_sheet_for_its_own_stretch(css: str, expected: str) -> None:
    assert " ".join(scoped(css, "f").split()) == f"{expected} .frame-f {{ page: frame-f }}"
