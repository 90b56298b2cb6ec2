"""Word files: their structure, as text one can read; that they are valid; that no value can break them."""

from __future__ import annotations

import io
import os
import warnings
from pathlib import Path

import pytest
from docx_samples import COLUMNS, LIST, MOMENT, SAMPLES, SPEECH, cell, header, made, p
from docx_text import W, dump, part, parts
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from speechgen.diagnostics import Problem
from speechgen.document import Block, Cell, Column, Document, Heading, Inline, Paragraph, Row, Table
from speechgen.readers.docx import read_docx
from speechgen.templating import Frame
from speechgen.templating.words import harmless
from speechgen.writers import writer
from speechgen.writers.docx import write
from speechgen.writers.docx.tables import widths

CASES = Path(__file__).parents[1] / "cases" / "docx"


@pytest.mark.parametrize("name", SAMPLES)
def test_structure(name: str) -> None:
    """`SPEECHGEN_ACCEPT=1` writes what comes out as what is expected: read the difference in git."""
    blocks, look = SAMPLES[name]
    found = dump(made(*blocks, look=look))
    path = CASES / f"{name}.txt"
    if os.environ.get("SPEECHGEN_ACCEPT"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


def opened(data: bytes) -> object:
    import docx

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("name", SAMPLES)
def test_file_is_valid(name: str) -> None:
    blocks, look = SAMPLES[name]
    data = made(*blocks, look=look)
    opened(data)
    for content in parts(data).values():
        etree.fromstring(content)
    known = {style.get(f"{W}styleId") for style in part(data, "word/styles.xml").iter(f"{W}style")}
    document = part(data, "word/document.xml")
    used = {e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in document.iter(f"{W}{tag}")}
    assert used <= known
    relations = {e.get("Id") for e in etree.fromstring(parts(data)["word/_rels/document.xml.rels"])}
    assert set(document.xpath("//@r:id", namespaces={"r": document.nsmap["r"]})) <= relations


def test_same_input_same_bytes_and_properties_from_the_clock_given() -> None:
    meta = {"title": "云溪县<责任>清单", "fields": {"author": "云溪县人民政府"}}
    data = made(*LIST, look="landscape", **meta)
    assert data == made(*LIST, look="landscape", **meta)
    about = opened(data).core_properties  # type: ignore[attr-defined]
    assert (about.title, about.author, about.last_modified_by) == ("云溪县<责任>清单", "云溪县人民政府", "speechgen")
    assert about.created == about.modified == MOMENT
    assert opened(made()).core_properties.author == "speechgen"  # type: ignore[attr-defined]


def test_words_are_those_of_the_web_page_in_the_same_order() -> None:
    for blocks, look in SAMPLES.values():
        page = writer("html").write(Document(blocks), Frame(look, css="p {}"), MOMENT).data
        web = "".join(html.fromstring(page.decode()).find("body").itertext())
        word = "".join(part(made(*blocks, look=look), "word/document.xml").itertext(f"{W}t"))
        assert "".join(word.split()) == "".join(web.split())


def table_of(data: bytes) -> etree._Element:
    return next(part(data, "word/document.xml").iter(f"{W}tbl"))


@given(st.lists(st.floats(1, 200), min_size=1, max_size=15), st.integers(2000, 15000))
def test_widths_sum_to_the_type_area(columns: list[float], total: int) -> None:
    found = widths(columns, total)
    assert sum(found) == total
    assert all(abs(w - total * c / sum(columns)) <= 1 for w, c in zip(found, columns, strict=True))


@settings(deadline=None)
@given(st.data())
def test_every_row_fills_the_grid_whatever_is_merged(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 5))
    columns = tuple(Column(str(n), str(n), 20) for n in range(count))
    spans = st.builds(lambda r, c: cell("x", rows=r, columns=c), st.integers(1, 4), st.integers(1, 6))
    rows = data.draw(st.lists(st.lists(spans, max_size=count).map(lambda cells: Row(tuple(cells))), max_size=6))
    try:
        table = table_of(made(Table(columns, tuple(rows)), look="landscape"))
    except Problem as error:
        assert error.diagnostics[0].code == "writers.docx-row"
        return
    for row in table.iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tc"))
        spans_found = [int(c.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val")) for c in cells if c.findall(f"*/{W}gridSpan")]
        assert len(cells) + sum(spans_found) - len(spans_found) == count
        assert sum(int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in cells) == 12756


def test_a_row_with_too_many_cells_is_named() -> None:
    with pytest.raises(Problem) as caught:
        made(Table(COLUMNS[:1], (header(COLUMNS[:1]), Row((cell("1"), cell("2"))))))
    assert caught.value.diagnostics[0].message("en").startswith("Row 2 ")


def test_an_empty_table_and_an_empty_document_are_still_valid() -> None:
    assert len(table_of(made(Table(COLUMNS, ()), look="landscape")).findall(f"{W}tr")) == 1
    assert part(made(), "word/document.xml")[0][0].tag == f"{W}p"
    assert not part(made(Table((), (Row(()),))), "word/document.xml").findall(f".//{W}tbl")


def test_a_long_task_and_forty_parties_stay_in_their_cells() -> None:
    task, units = "修" * 3000, [Inline(f"第{n}单位") for n in range(40)]
    lines = [x for unit in units for x in (unit, Inline("", "break"))][:-1]
    row = Row((cell("1"), cell("类"), cell(task), cell(*lines)))
    data = made(Table(COLUMNS, (header(COLUMNS), row)), look="landscape")
    cells = list(table_of(data).iter(f"{W}tc"))
    assert "".join(cells[6].itertext()) == task
    assert len(list(cells[7].iter(f"{W}br"))) == 39


@pytest.mark.parametrize(
    ("words", "whole"),
    [("修" * 200, True), ("修" * 900, False), ("县水利局\n" * 12, True), ("县水利局\n" * 20, False)],
)
def test_only_a_row_higher_than_half_a_page_may_split(words: str, whole: bool) -> None:
    """Kept whole it would leave half of the page before it empty; and Word cuts off what no page can hold."""
    row = next(table_of(made(Table(COLUMNS, (Row((cell("1"), cell("类"), cell(words))),)))).iter(f"{W}tr"))
    assert (row.find(f"{W}trPr/{W}cantSplit") is not None) == whole


HOSTILE = (
    "<&>|\"'",
    "]]>",
    "a\nb",
    "{{ 7*7 }}{% raw %}{_{",
    "\x00\x0b\x1f\ufffe",
    "\ud800x\udfff",
    "𠮷㼆",
    "　x  y ",
    "&#0;",
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_any_text_arrives_everywhere(text: str) -> None:
    check_arrival(text)


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(codec=None)))
def test_no_text_can_break_the_file(text: str) -> None:
    check_arrival(text)


def check_arrival(text: str) -> None:
    blocks: tuple[Block, ...] = (
        Heading(1, (Inline(text),), text),
        Paragraph((Inline(text, "unknown"),), text),
        Table((Column("a", text, 20),), (Row((Cell((Paragraph((Inline(text, text),)),), role=text),)),)),
    )
    data = made(*blocks, title=text)
    opened(data)
    document = part(data, "word/document.xml")
    wanted = harmless(text).replace("\t", " ")
    found = "".join("\n" if e.tag == f"{W}br" else e.text or "" for e in document.iter(f"{W}t", f"{W}br"))
    assert found == ("" if text == "break" else wanted * 4)
    assert not document.findall(f".//{W}instrText") and not document.findall(f".//{W}fldSimple")


def test_shared_punctuation_is_set_as_chinese() -> None:
    """Without the hint Word takes quotation marks and dashes for Latin ones and sets them narrow."""
    document = part(made(*SPEECH), "word/document.xml")
    for run in document.iter(f"{W}r"):
        fonts = run.find(f"{W}rPr/{W}rFonts")
        shared = bool(set("".join(run.itertext())) & set("“”‘’—…"))
        assert (fonts is not None and fonts.get(f"{W}hint") == "eastAsia") == shared


def test_a_frame_without_a_word_file_is_an_error() -> None:
    with pytest.raises(Problem) as caught:
        write(Document(), Frame("red", css="p {}"), MOMENT)
    assert caught.value.diagnostics[0].code == "writers.docx-frame"


def test_own_faces_take_the_place_of_the_frames() -> None:
    data = made(p("正文"), fonts={"fangsong": "方正仿宋_GBK", "title": "仿宋_GB2312"})
    families = {v for e in part(data, "word/styles.xml").iter(f"{W}rFonts") for v in e.attrib.values()}
    assert families == {"方正仿宋_GBK", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}


@given(st.text(max_size=12))
def test_a_rows_id_comes_back(task: str) -> None:
    """Through the name of a bookmark, which has letters and digits only; one too long for that is left out."""
    shown = tuple(Cell((Paragraph((Inline(words),), "cell"),)) for words in "甲乙")
    columns = (Column("a", "甲", 40), Column("b", "乙", 40))
    data = made(Table(columns, (Row(shown, id=task), Row(shown))))
    (table,) = read_docx(data, "a.docx").blocks
    assert isinstance(table, Table)
    assert [row.id for row in table.rows] in ([harmless(task), ""], ["", ""])
    assert table.rows[0].id or not task or len(task) > 3
