"""Word frames: ours are what the script draws and valid; an office's own works, and its mistakes are named."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx_samples import FRAMES, MOMENT, SPEECH, frame
from docx_text import W, dump, part, parts
from lxml import etree

from speechgen.diagnostics import Problem
from speechgen.document import Document, Inline, Paragraph
from speechgen.templating import Frame
from speechgen.writers.docx import fill, write

ROOT = Path(__file__).parents[2]
OURS = sorted(path.stem for path in FRAMES.glob("*.docx"))
# The order in which the schema (ECMA-376, CT_PPr and so on) wants what we use; Word refuses a file that has another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs kinsoku wordWrap overflowPunct "
    "autoSpaceDE autoSpaceDN snapToGrid spacing ind contextualSpacing jc textDirection outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i color spacing kern sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "style": "name aliases basedOn next qFormat pPr rPr tblPr tcPr",
    "sectPr": "footerReference pgSz pgMar docGrid",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders "
    "characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat themeFontLang decimalSymbol listSeparator",
}


@pytest.mark.parametrize("name", OURS)
def test_our_frames_are_what_the_script_draws(name: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", ROOT / "scripts" / "make_frames", tmp_path], check=True)
    drawn, kept = parts((tmp_path / f"{name}.docx").read_bytes()), parts((FRAMES / f"{name}.docx").read_bytes())
    assert drawn == kept, "run python scripts/make_frames"
    assert parts((tmp_path / "slip.docx").read_bytes()) == parts((FRAMES.parent / "slip.docx").read_bytes())


@pytest.mark.parametrize("name", OURS)
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    data = write(Document(SPEECH), frame(name), MOMENT).data
    for content in parts(data).values():
        for element in etree.fromstring(content).iter(f"{{{W[1:-1]}}}*"):
            order = ORDER.get(etree.QName(element).localname)
            if order:
                places = [order.split().index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), etree.tostring(element)


@pytest.mark.parametrize("name", OURS)
def test_styles_name_all_four_faces_and_no_theme(name: str) -> None:
    data = frame(name).word
    assert not [part_name for part_name in parts(data) if "theme" in part_name]
    styles = part(data, "word/styles.xml")
    for fonts in styles.iter(f"{W}rFonts"):
        assert len({fonts.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}) == 1
        assert not [key for key in fonts.keys() if "Theme" in key]  # noqa: SIM118 -- lxml's elements iterate otherwise
    levels = {
        style.find(f"{W}name").get(f"{W}val"): style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    assert levels == {f"heading {n}": str(n - 1) for n in range(1, 5)}


def drawn_in_word(*paragraphs: str, ids: dict[str, str] | None = None) -> bytes:
    """A frame as an office might make it: Word's own styles, with other ids than ours."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for old, new in (ids or {}).items():
        document.styles.element.xpath(f'w:style[@w:styleId="{old}"]')[0].set(f"{W}styleId", new)
    document.sections[0].footer.paragraphs[0].text = "{{ author }}印"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written(word: bytes, **meta: object) -> bytes:
    blocks = (Paragraph((Inline("讲话"),), "title"), Paragraph((Inline("{{ year }} & <云溪>"),)))
    return write(Document(blocks, meta=meta), Frame("own", word=word, word_file="own.docx"), MOMENT).data


def test_an_offices_frame_is_filled_and_its_styles_are_found_by_name() -> None:
    word = drawn_in_word("{{ title }}（{{ year }}）", "{{ body }}", "印发", ids={"Title": "a3"})
    data = written(word, title="A & <B>", fields={"year": "2026", "author": "办公室"})
    lines = dump(data).splitlines()
    assert lines[:4] == ["| A & <B>（2026）", "a3 | 讲话", "BodyText | {{ year }} & <云溪>", "| 印发"]
    assert "办公室印" in "".join(t for name in parts(data) if "footer" in name for t in part(data, name).itertext())


@pytest.mark.parametrize(
    ("text", "code", "near"),
    [
        ("没有正文的位置", "docx-slot", ""),
        ("前面有字 {{ body }}", "docx-slot", ""),
        ("签发人：{{ signr }}", "docx-name", "{{ signr }}"),
        ("签发人：{{ title", "docx-template", ""),
        ("签发人：{% if title %}", "docx-template", ""),
        ("签发人：{{ title.__class__.__mro__ }}", "docx-forbidden", "{{ title.__class__.__mro__ }}"),
    ],
)
def test_a_mistake_in_a_frame_is_named_with_its_place(text: str, code: str, near: str) -> None:
    with pytest.raises(Problem) as caught:
        written(drawn_in_word("第一段", text), title="讲话", fields={"author": ""})
    found = caught.value.diagnostics[0]
    assert (found.code, found.where.file if found.where else "") == (f"writers.{code}", "own.docx")
    assert near in found.data.get("near", "")
    assert found.message("zh") and found.message("en") and found.hint("zh") and found.hint("en")


@pytest.mark.parametrize("word", [b"", b"\x89PNG", b"PK\x03\x04"])
def test_what_is_no_word_file_is_named(word: bytes) -> None:
    with pytest.raises(Problem) as caught:
        fill(word, {}, "own.docx", MOMENT)
    assert caught.value.diagnostics[0].code == "writers.docx-unreadable"


def test_a_form_is_filled_whatever_the_values_hold() -> None:
    word = drawn_in_word("{{ a }}", "{% for x in b %}{{ x }}；{% endfor %}")
    data = fill(word, {"a": "控制在<4%以内 & R&D\x00", "b": ["一\n二", "三\a四"], "author": "x"}, "own.docx", MOMENT)
    assert dump(data).splitlines()[:2] == ["| 控制在<4%以内 & R&D\ufffd", "| 一⏎二；三\ufffd四；"]
