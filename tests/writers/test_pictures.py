"""A picture in every format: its bytes, its size, its words."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode

import pypdfium2
import pytest
from docx_samples import MOMENT
from pages import body, made, pages, written
from PIL import Image

from speechgen.document import Block, Cell, Column, Picture, Row, Table
from speechgen.templating import Frame
from speechgen.writers import writer


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 128).save(out, "png", dpi=(254, 254))
    return out.getvalue()


PICTURE = Picture(png(1000, 500), "各单位 <办结> & 情况", 100, 50)
BLOCKS: tuple[Block, ...] = (body("前"), PICTURE, body("中"), PICTURE, Picture(png(20, 10), "小", 20, 10), body("后"))


def test_word_holds_each_picture_once_in_its_size() -> None:
    with zipfile.ZipFile(io.BytesIO(written(made(*BLOCKS), "docx").data)) as file:
        names = [n for n in file.namelist() if n.startswith("word/media/")]
        document = file.read("word/document.xml").decode()
        relations = file.read("word/_rels/document.xml.rels").decode()
        assert b'Extension="png"' in file.read("[Content_Types].xml")
        assert file.read(names[0]) == PICTURE.data
    assert len(names) == 2
    assert re.findall(r'wp:extent cx="(\d+)" cy="(\d+)"', document) == [("3600000", "1800000")] * 2 + [
        ("720000", "360000")
    ]
    assert document.count("各单位 &lt;办结&gt; &amp; 情况") == 2
    assert all(name.removeprefix("word/") in relations for name in names)


def test_pdf_shows_it_in_its_size_between_its_neighbours() -> None:
    page = pages(written(made(*BLOCKS), "pdf").data)[0]
    sizes = [(round(i["width"] * 25.4 / 72), round(i["height"] * 25.4 / 72)) for i in page.images]
    assert sizes == [(100, 50), (100, 50), (20, 10)]


def test_web_page_carries_its_bytes_and_words() -> None:
    html = written(made(*BLOCKS), "html").data.decode()
    found = re.findall(r'src="data:image/png;base64,([^"]*)"', html)
    assert b64decode(found[0]) == PICTURE.data
    assert "各单位 &lt;办结&gt; &amp; 情况" in html


@pytest.mark.parametrize("wide", [60.0, 225.0])
def test_workbook_fits_it_into_the_width_of_the_sheet(wide: float) -> None:
    table = Table((Column("task", "任务", wide),), (Row((Cell((body("甲", role="cell"),), role="task"),)),))
    with zipfile.ZipFile(io.BytesIO(written(made(*BLOCKS, table), "xlsx").data)) as file:
        drawing = file.read("xl/drawings/drawing1.xml").decode()
        assert [n for n in file.namelist() if n.startswith("xl/media/")]
    assert "各单位 &lt;办结&gt; &amp; 情况" in drawing


def test_a_style_sheet_can_still_fetch_nothing() -> None:
    css = 'p { background: url("file:///etc/passwd") } body { background: url("data:text/css,x") }'
    made_pdf = writer("pdf").write(made(body("甲")), Frame("own", css=css, css_file="own.css"), MOMENT)
    assert len(pypdfium2.PdfDocument(made_pdf.data)) == 1
    assert any("not fetched" in str(d.data) for d in made_pdf.diagnostics)
