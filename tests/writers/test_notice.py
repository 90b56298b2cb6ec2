"""印发通知: letter, lists and 版记 in one file, measured on paper against GB/T 9704-2012, clauses 7 and 8."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
import yaml
from docx_text import W, dump, part, value
from pages import LIBRARY, MM, MOMENT, page_words
from PIL import Image

from speechgen.document import Document, page_frames
from speechgen.render import render_document
from speechgen.settings import Settings
from speechgen.spec.model import Spec
from speechgen.writers import writer

ALL = {
    "number": "云政办发[2026]03号",
    "date": "2026-03-12",
    "addressees": "各乡镇人民政府，县政府各部门、各直属机构：",
    "serial": "000012",
    "secrecy": "机密★1年",
    "urgency": "特急",
    "report_day": "每季度末月20日前",
    "office": "县政府督查室",
    "contact": "周行简",
    "phone": "0000-1234567",
    "checklist": True,
    "remark": "此件公开发布",
    "copies": "县委各部门，县人大常委会办公室，县政协办公室，县纪委监委机关，县人武部，县法院，县检察院，各人民团体。",
    "printed": "2026-03-13",
}
ISSUER = "云溪县人民政府办公室"


def notice(issuer: str = ISSUER, **options: Any) -> Document:
    text = (Path(__file__).parents[1] / "specs" / "yunxi.yaml").read_text(encoding="utf-8")
    spec = Spec.model_validate(yaml.safe_load(text))
    return render_document(spec, "notice", library=LIBRARY, settings=Settings(issuer=issuer), options=options)


def written(document: Document, format_name: str) -> bytes:
    frame = LIBRARY.frame(document.meta["frame"], page_frames(document.blocks))
    return writer(format_name).write(document, frame, MOMENT).data


@cache
def full() -> bytes:
    return written(notice(**ALL), "pdf")


@cache
def sheets() -> list[Any]:
    return pdfplumber.open(io.BytesIO(full())).pages


def lines(page: Any) -> list[str]:
    """The lines of a page from top to bottom, white space aside."""
    found: dict[int, list[Any]] = {}
    for char in page.chars:
        found.setdefault(round(char["bottom"] / 4), []).append(char)
    return [
        "".join(c["text"] for c in sorted(cs, key=lambda c: c["x0"])).replace(" ", "")
        for _, cs in sorted(found.items())
    ]


def ink(data: bytes, page: int, red: bool) -> list[tuple[float, float, float, float]]:
    """Bands of red or black ink on a page, top to bottom: top, bottom, left, right in millimetres."""
    picture = pypdfium2.PdfDocument(data)[page].render(scale=300 / 72).to_pil().convert("RGB")
    r, g, _ = picture.split()
    light = r.point(lambda v: 255 if v > 150 else 0) if red else r.point(lambda v: 255 if v < 120 else 0)
    dark = g.point(lambda v: 255 if v < 120 else 0)
    mask = Image.composite(light, Image.new("L", picture.size), dark)
    bands: list[list[int]] = []
    for y in range(mask.height):
        box = mask.crop((0, y, mask.width, y + 1)).getbbox()
        if box and bands and y - bands[-1][1] <= 2:
            bands[-1] = [bands[-1][0], y + 1, min(bands[-1][2], box[0]), max(bands[-1][3], box[2])]
        elif box:
            bands.append([y, y + 1, box[0], box[2]])
    return [tuple(n * 25.4 / 300 for n in band) for band in bands]  # type: ignore[misc]


def test_the_mark_and_the_red_rule() -> None:
    """7.2.4: upper edge 35 mm below that of the type area; 7.2.7: the rule 4 mm below the number, 156 mm wide."""
    mark, rule = ink(full(), 0, red=True)
    assert mark[0] == pytest.approx(37 + 35, abs=0.5)
    assert (mark[2] + mark[3]) / 2 == pytest.approx(28 + 78, abs=0.5)
    assert (rule[2], rule[3]) == pytest.approx((28, 184), abs=0.2)
    above = [band for band in ink(full(), 0, red=False) if band[1] < rule[0]][-1]
    assert rule[0] - above[1] == pytest.approx(4, abs=0.3)
    assert above[0] - mark[1] == pytest.approx(2 * 10.23 + 2.3, abs=0.6)  # two blank lines and a line's leading


@pytest.mark.parametrize(
    ("mark", "words"), [("云溪县人民政府文件", 1), ("云溪县教育科技文化体育和旅游发展委员会文件", 2)]
)
def test_a_short_and_a_long_mark(mark: str, words: int) -> None:
    found = ink(written(notice(**{**ALL, "redhead": mark}), "pdf"), 0, red=True)
    assert found[0][0] == pytest.approx(37 + 35, abs=0.6)
    assert len(found) == words + 1 and all(band[2] >= 28 and band[3] <= 184.2 for band in found)


def test_corner_lines_stand_in_their_order() -> None:
    first = lines(sheets()[0])
    assert first[:3] == ["000012", "机密★1年", "特急"]
    only = [lines(pdfplumber.open(io.BytesIO(written(notice(urgency="加急", imprint=False), "pdf"))).pages[0])[0]]
    assert only == ["加急"]


def test_the_first_page_reads_like_a_notice() -> None:
    words = page_words(sheets()[0])
    assert "云政办发〔2026〕3号" in words and f"{ISSUER}文件" in words
    assert f"{ISSUER}关于印发云溪县2026年分管领域重点工作安排责任清单的通知" in words
    assert "各乡镇人民政府，县政府各部门、各直属机构：" in words
    assert "共18项）印发给你们" in words  # the first page shows text (7.3.3)


def test_nothing_is_amiss_and_the_heads_are_in_their_face() -> None:
    made = notice(**ALL)
    frame = LIBRARY.frame(made.meta["frame"], page_frames(made.blocks))
    assert not writer("pdf").write(made, frame, MOMENT).diagnostics
    faces = {c["fontname"].split("+")[1] for c in sheets()[1].chars if c["text"] in "压严督"}
    heads = {c["fontname"].split("+")[1] for p in sheets()[:2] for c in p.chars if c["text"] == "压"}
    assert heads == {"FandolHei"} and "FandolFang" in faces


def test_signature_and_date_with_room_for_a_seal() -> None:
    """7.3.5.1: the date 4 characters from the right, the name centred over it."""
    page = sheets()[1]
    rows = {text: [c for c in page.chars if abs(c["bottom"] - y) < 3] for text, y in _rows(page).items()}
    date, issuer = rows["2026年3月12日"], rows[ISSUER]
    edge = page.width - 26 * MM
    assert edge - max(c["x1"] for c in date) == pytest.approx(4 * 16, abs=4)
    middles = [(min(c["x0"] for c in row) + max(c["x1"] for c in row)) / 2 for row in (date, issuer)]
    assert middles[0] == pytest.approx(middles[1], abs=3)
    above = max(c["bottom"] for c in page.chars if c["bottom"] < issuer[0]["top"])
    assert issuer[0]["bottom"] - above == pytest.approx(3 * 29, abs=3)  # two blank lines between


def _rows(page: Any) -> dict[str, float]:
    found: dict[float, str] = {}
    for char in page.chars:
        found[round(char["bottom"])] = found.get(round(char["bottom"]), "") + char["text"]
    return {text.strip(): y for y, text in found.items()}


def test_attachments_begin_pages_in_landscape_and_numbers_go_on() -> None:
    turned = [n for n, page in enumerate(sheets()) if page.width > page.height]
    starts = [n for n in turned if lines(sheets()[n])[0].startswith("附件")]
    assert [lines(sheets()[n])[0] for n in starts] == ["附件1", "附件2"] and starts[0] == turned[0] == 2
    titles = [lines(sheets()[n])[1] for n in starts]
    listed = page_words(sheets()[1]).partition("附件：")[2]
    assert [title in listed for title in titles] == [True, True]  # as named in 附件说明, in its order
    assert listed.index(titles[0]) < listed.index(titles[1])
    for n in turned:
        number = [c for c in sheets()[n].chars if c["x1"] < 35 * MM]
        assert "".join(c["text"] for c in number if not c["text"].isspace()) == f"—{n + 1}—"
        assert not any(c["upright"] for c in number)
    assert turned == list(range(2, len(sheets()) - 1))


def test_the_attached_list_is_the_list_that_is_made_alone() -> None:
    from pages import document

    alone = [b for b in document("responsibility").blocks if hasattr(b, "rows")]
    assert [b for b in notice(issuer="").blocks if getattr(b, "role", "") == "list"] == alone


def test_the_last_rule_is_the_edge_of_the_type_area() -> None:
    """7.4.1: rules as wide as the type area, the last at its lower edge."""
    bands = ink(full(), len(sheets()) - 1, red=False)
    rules = [band for band in bands if band[3] - band[2] > 150 and band[1] - band[0] < 0.6]
    assert len(rules) == 3
    assert all((r[2], r[3]) == pytest.approx((28, 184), abs=0.2) for r in rules)
    assert rules[-1][1] == pytest.approx(297 - 35, abs=0.2)
    assert rules[0][1] - rules[0][0] > rules[1][1] - rules[1][0]
    text = page_words(sheets()[-1])
    assert text.startswith("抄送：县委各部门") and "各人民团体。" + ISSUER + "2026年3月13日印发" in text
    assert {round(c["size"]) for c in sheets()[-1].chars} == {14}


def test_an_even_last_page() -> None:
    for checklist in (True, False):
        found = pdfplumber.open(
            io.BytesIO(written(notice(**{**ALL, "checklist": checklist, "even": True}), "pdf"))
        ).pages
        assert len(found) % 2 == 0 and "印发" in page_words(found[-1])


def test_word_sections_and_tables() -> None:
    data = written(notice(**ALL), "docx")
    document = part(data, "word/document.xml")
    sections = list(document.iter(f"{W}sectPr"))
    assert [s.find(f"{W}pgSz").get(f"{W}orient", "upright") for s in sections] == [
        "upright", "landscape", "landscape", "upright"
    ]  # fmt: skip
    last = list(document.iter(f"{W}tbl"))[-1]
    place = last.find(f"{W}tblPr/{W}tblpPr")
    left = sections[-1].find(f"{W}pgMar").get(f"{W}left")
    assert [place.get(f"{W}{name}") for name in ("vertAnchor", "tblpYSpec", "tblpX")] == ["margin", "bottom", left]
    sides = {s: last.find(f"{W}tblPr/{W}tblBorders/{W}{s}").get(f"{W}sz") for s in ("top", "insideH", "bottom")}
    assert sides == {"top": "8", "insideH": "6", "bottom": "8"}  # 0.35 mm and 0.25 mm
    text = dump(data).splitlines()
    assert text[:5] == ["Serial | 000012", "Corner | 机密★1年", "Corner | 特急", f"RedHead | {ISSUER}文件",
                        "DocumentNumber | 云政办发〔2026〕3号"]  # fmt: skip
    assert "Date [ind rightChars=400 right=1280] | 2026年3月12日" in text
    assert sum(line.startswith("Attachment |") for line in text) == 2


def test_word_styles_of_the_head() -> None:
    styles = {
        s.get(f"{W}styleId"): s for s in part(LIBRARY.frame("official").word, "word/styles.xml").iter(f"{W}style")
    }
    assert value(styles["RedHead"], "rPr/color") == "FF0000"
    rule = styles["DocumentNumber"].find(f"{W}pPr/{W}pBdr/{W}bottom")
    assert (rule.get(f"{W}color"), rule.get(f"{W}sz")) == ("FF0000", "12")


def test_a_signer_shares_the_line_of_the_number() -> None:
    page = pdfplumber.open(io.BytesIO(written(notice(**{**ALL, "signer": "林知远"}), "pdf"))).pages[0]
    assert "云政办发〔2026〕3号签发人：林知远" in page_words(page)
    row = [c for c in page.chars if c["text"] in "〔签"]
    assert row[0]["bottom"] == pytest.approx(row[1]["bottom"], abs=2)
    names = [c["fontname"].split("+")[1] for c in page.chars if c["text"] == "远"]
    assert names[0] == "FandolKai"


def test_what_nobody_gave_is_shown_and_counted() -> None:
    document = notice(issuer="")
    (found,) = [d for d in document.diagnostics if d.code == "render.blanks"]
    names = found.data["names"].split("、")
    assert " ".join(names) == (
        "发文机关标志 发文字号 主送机关 报送时间 督查机构 联系人 联系电话 发文机关 成文日期 印发机关 印发日期"
    )
    printed = "".join(page_words(p) for p in pdfplumber.open(io.BytesIO(written(document, "pdf"))).pages)
    assert all(f"【待定：{name}】" in printed for name in names)
    assert printed.count("【待定：") == found.data["count"] == len(names) + 1  # the office is named twice
    assert not [d for d in notice(**ALL).diagnostics if d.code == "render.blanks"]


def test_options_reach_the_attached_list() -> None:
    """`responsibility.notes` is the option of the list; labels name the notice's own."""
    assert "notes" not in LIBRARY.template("notice").options
    with_notes, without = notice(), notice(**{"responsibility.notes": False})
    assert sum(getattr(b, "role", "") == "note" for b in with_notes.blocks) > 0
    assert sum(getattr(b, "role", "") == "note" for b in without.blocks) == 0
