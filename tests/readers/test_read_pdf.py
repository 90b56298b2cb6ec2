"""PDF files with text: paragraphs out of lines, tables out of rules, nothing of the page's furniture."""

from __future__ import annotations

import base64
import warnings
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import check, grid, refusal

from speechgen.diagnostics import Problem
from speechgen.document import Document, Table
from speechgen.readers import pdf, read_document
from speechgen.readers._pdfpage import _text, _turned

ROOT = Path(__file__).parents[2]
STYLE = (
    "@page { size: 120mm 150mm; margin: 20mm; @top-center { content: '云溪县人民政府文件' }"
    " @bottom-center { content: '— ' counter(page) ' —' } }"
    " body { font: 12pt/20pt 'FandolFang R', 'Noto Serif CJK SC', serif; text-align: justify }"
    " p { margin: 0; text-indent: 2em } h1 { font-size: 20pt; line-height: 28pt; text-align: center; margin: 0 }"
    " .line { text-indent: 0 } table { border-collapse: collapse } td, th { border: 1px solid; padding: 2pt }"
)
PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63f8ffff3f0005fe02fea72d1d5c0000000049454e44ae426082"
    )
).decode()
BARE = "@page { @top-center { content: none } @bottom-center { content: none } }"
PARAGRAPHS = [
    f"县交通运输局要把第{n}标段的节点排到周、把责任压到人，10月底前完成路基工程，年内新增通车里程{n}.5公里；对进度落后的"
    "标段，每半月会商一次，问题不解决不撤摊子。"
    for n in range(1, 16)
]


@cache
def made(body: str, style: str = "") -> bytes:
    """A PDF of our own."""
    from weasyprint import HTML

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return HTML(string=f"<style>{STYLE}{style}</style>{body}").write_pdf() or b""


def read(body: str, style: str = "") -> Document:
    document = read_document(made(body, style), "a.pdf")
    check(document)
    return document


def seen(body: str, style: str = "") -> list[str]:
    document = read(body, style)
    assert document.diagnostics == ()
    return document.source.text.split("\n")


# ---- paragraphs ----------------------------------------------------------------------------------------------------


def test_paragraphs_over_many_pages_without_their_furniture() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert seen(body) == PARAGRAPHS


def test_a_title_on_two_lines_and_headings_on_their_own() -> None:
    body = (
        "<h1>云溪县人民政府关于下达全年重点<br>工作任务的通知</h1><p class=line>各乡镇人民政府：</p>"
        f"<p>一、抓项目</p><p>{PARAGRAPHS[0]}</p><p>二、抓民生</p><p>{PARAGRAPHS[1]}</p>"
    )
    title, *rest = seen(body)
    assert title == "云溪县人民政府关于下达全年重点工作任务的通知"
    assert rest == ["各乡镇人民政府：", "一、抓项目", PARAGRAPHS[0], "二、抓民生", PARAGRAPHS[1]]


@pytest.mark.parametrize("number", ["'第' counter(page) '页'", "'第 ' counter(page) ' 页 共 9 页'", "counter(page)"])
def test_page_numbers_of_other_forms(number: str) -> None:
    style = f"@page {{ @bottom-center {{ content: {number} }} }}"
    assert seen("".join(f"<p>{text}</p>" for text in PARAGRAPHS), style) == PARAGRAPHS


def test_a_number_at_the_edge_of_a_page_that_is_no_page_number_stays() -> None:
    assert seen(f"<p>{PARAGRAPHS[0]}</p><p>2026</p>", BARE) == [PARAGRAPHS[0], "2026"]


def test_digits_set_wide_apart_are_no_words_and_words_are() -> None:
    assert seen("<p style='letter-spacing: 6pt'>到2026年增长5.5%，</p>", BARE) == ["到2026年增长5.5%，"]
    assert seen("<p>建设 Smart City Lab 3 个，完成 GDP 增长</p>", BARE)[0].count("Smart City Lab 3") == 1


def test_slanted_text_is_a_watermark() -> None:
    mark = "<div style='position: fixed; top: 40mm; transform: rotate(-30deg)'>内部资料，不得外传</div>"
    assert seen(f"{mark}<p>{PARAGRAPHS[0]}</p>", BARE) == [PARAGRAPHS[0]]


def test_boxes_of_turned_text() -> None:
    box = (1.0, 2.0, 3.0, 5.0)
    assert _turned(box, 0) == box
    for quarters in range(4):
        left, bottom, right, top = _turned(box, quarters)
        assert {right - left, top - bottom} == {2.0, 3.0}
    assert _turned(_turned(box, 1), 3) == box
    assert _turned(_turned(box, 2), 2) == box


def test_signs_that_only_look_like_characters() -> None:
    assert "".join(map(_text, map(ord, "⼀⻓⼈\u3000\x00\u00ad甲\uf0a8\ue123"))) == "一长人\u3000\ufffd甲□\ufffd"


# ---- tables --------------------------------------------------------------------------------------------------------


def cells(*texts: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{t}</{tag}>" for t in texts) + "</tr>"


def test_a_ruled_table_with_cells_over_rows_and_columns() -> None:
    body = (
        "<p>任务分解表</p><table><tr><th>序号</th><th colspan=2>任务</th></tr>"
        "<tr><td rowspan=2>1</td><td>修好农村公路</td><td>县交通局<br>县财政局</td></tr>" + cells("种好树", "县林业局")
    )
    document = read(body + "</table><p>注：按月报送。</p>")
    assert grid(document) == [
        [("序号", 1, 1), ("任务", 1, 2)],
        [("1", 2, 1), ("修好农村公路", 1, 1), ("县交通局\n县财政局", 1, 1)],
        [("种好树", 1, 1), ("县林业局", 1, 1)],
    ]
    (table,) = (b for b in document.blocks if isinstance(b, Table))
    assert [row.header for row in table.rows] == [True, False, False]
    assert document.source.text.split("\n")[-1] == "注：按月报送。"


@pytest.mark.parametrize("width", ["20mm", "40mm"])
def test_a_table_over_many_pages_is_one_with_one_header_and_rows_broken_by_a_page_are_whole(width: str) -> None:
    rows = "".join(cells(str(n), text, "县交通运输局") for n, text in enumerate(PARAGRAPHS, 1))
    head = "<thead>" + cells("序号", "任务", "责任单位", tag="th") + "</thead>"
    found = grid(read(f"<table>{head}<tbody>{rows}</tbody></table>", f"td {{ width: {width} }}"))
    assert [row[0][0] for row in found] == ["序号", *(str(n) for n in range(1, 16))]
    assert [row[1][0] for row in found[1:]] == PARAGRAPHS


def test_entries_of_a_narrow_cell_stay_apart() -> None:
    units = "<td style='width: 60pt'>县自然资源局<br>县财政局<br>县发展和改革委员会</td>"
    found = grid(read(f"<table>{cells('单位', '数')}<tr>{units}<td>1</td></tr></table>"))
    assert found[1][0][0] == "县自然资源局\n县财政局\n县发展和改革委员会"


def test_a_frame_and_a_line_are_no_table() -> None:
    body = f"<div style='border: 2px solid red'><p>{PARAGRAPHS[0]}</p></div><hr><p>甲，乙。</p>"
    assert seen(body, BARE) == [PARAGRAPHS[0], "甲，乙。"]


# ---- our own documents ---------------------------------------------------------------------------------------------


def numbered_rows(document: Document) -> list[list[str]]:
    """The words of the numbered rows, without line ends, a merged cell's in each of its rows: each format breaks merged
    cells as its pages ask for it, and Word's keep sign-off and notes in a last row."""
    below: dict[int, tuple[str, int]] = {}
    found = []
    for row in grid(document):
        cells, words = list(row), list[str]()
        while cells or len(words) in below:
            column = len(words)
            text, high = below.pop(column) if column in below else cells.pop(0)[:2]
            words.append(text.replace("\n", ""))
            if high > 1:
                below[column] = (text, high - 1)
        if words[0].isdigit():
            found.append(words)
    return found


def test_our_own_documents_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from speechgen.cli.main import main

    monkeypatch.chdir(ROOT)
    assert main(["render", "specs/yunxi-2026.yaml", "-o", f"{tmp_path}/"]) == 0
    speech = (ROOT / "specs" / "yunxi-2026.txt").read_text(encoding="utf-8")
    read_back = read_document((tmp_path / "yunxi-2026-arrangement.pdf").read_bytes(), "a.pdf")
    assert read_back.source.text.split("\n") == [line for line in speech.split("\n") if line.strip()]
    for name in ("responsibility", "supervision"):
        printed = read_document((tmp_path / f"yunxi-2026-{name}.pdf").read_bytes(), "a.pdf")
        written = read_document((tmp_path / f"yunxi-2026-{name}.docx").read_bytes(), "a.docx")
        assert numbered_rows(printed) == numbered_rows(written)


# ---- files that cannot be read -------------------------------------------------------------------------------------

SCAN = f"<img style='width: 50mm' src='data:image/png;base64,{PIXEL}'>"
ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"00" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>"
)


def test_files_that_cannot_be_read() -> None:
    assert refusal(made(SCAN, BARE), "a.pdf").code == "readers.scanned-pdf"
    assert refusal(made("<p></p>", BARE), "a.pdf").code == "readers.empty"
    assert refusal(ENCRYPTED, "a.pdf").code == "readers.pdf-encrypted"
    assert refusal(b"%PDF-1.4\n1 0 obj", "a.pdf").code == "readers.broken-pdf"


def test_files_that_are_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made("".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    monkeypatch.setattr(pdf, "MOST_CHARACTERS", 100)
    assert refusal(data, "a.pdf").code == "readers.pdf-too-much"
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert refusal(data, "a.pdf").code == "readers.pdf-too-long"


def test_a_scanned_page_among_others_is_named() -> None:
    document = read(f"<p>{PARAGRAPHS[0]}</p><div style='break-before: page'>{SCAN}</div>", BARE)
    (warning,) = document.diagnostics
    assert (warning.code, warning.data) == ("readers.scanned-pages", {"count": 1, "pages": "2"})


@given(st.integers(0, 1_000_000), st.binary(min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_a_pdf_with_any_bytes_changed(at: int, change: bytes) -> None:
    data = made("<p>甲，乙。</p><table>" + cells("一", "二") + cells("三", "四") + "</table>")
    at %= len(data)
    try:
        check(read_document(data[:at] + change + data[at + len(change) :], "a.pdf"))
    except Problem as problem:
        assert all(d.message("zh") and d.hint("en") for d in problem.diagnostics)


@given(st.floats(0, 1))
@settings(deadline=None, max_examples=20)
def test_a_pdf_cut_off_anywhere(share: float) -> None:
    data = made("<p>甲，乙。</p>")
    try:
        check(read_document(data[: int(share * len(data))], "a.pdf"))
    except Problem as problem:
        assert problem.diagnostics
