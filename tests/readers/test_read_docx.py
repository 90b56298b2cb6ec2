"""Word documents: what a reader sees, and nothing else."""

from __future__ import annotations

import pytest
from reading import check, grid, lines
from word_files import cell, definition, level, num, numbered, p, row, run, styled, table, word_file

from speechgen.document import Paragraph, Table
from speechgen.readers import read_document


def seen(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return lines(word_file(body, numbering=numbering, styles=styles), "讲话.docx")


def test_paragraphs_in_order_without_the_blank_ones() -> None:
    assert seen(p("云溪县2026年工作安排") + p("") + p("　") + p("同志们：")) == ["云溪县2026年工作安排", "同志们："]


def test_one_paragraph_from_runs_links_smart_tags_and_content_controls() -> None:
    body = (
        f"<w:p>{run('县')}<w:hyperlink>{run('发改局')}</w:hyperlink><w:smartTag>{run('牵头')}</w:smartTag>"
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('抓总')}</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{p('第二段')}</w:sdtContent></w:sdt>"
    )
    assert seen(body) == ["县发改局牵头抓总", "第二段"]


def test_a_placeholder_of_a_content_control_is_not_read() -> None:
    body = f"<w:p>{run('报告人：')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{run('单击此处')}</w:sdt></w:p>"
    assert seen(body) == ["报告人："]


def test_line_breaks_tabs_and_hyphens() -> None:
    inside = "甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:softHyphen/><w:t>丁</w:t><w:br/><w:t>戊"
    assert seen(p(inside)) == ["甲\t乙-丙丁", "戊"]


def test_a_line_end_in_the_xml_is_no_line_end() -> None:
    assert seen(p("全县\n  上下")) == ["全县 上下"]


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        (f"<w:ins>{run('加快')}</w:ins>", "要加快推进"),
        ("<w:del><w:r><w:delText>稳步</w:delText></w:r></w:del>", "要推进"),
        (f"<w:del>{run('稳步')}</w:del>", "要推进"),
        (f"<w:moveFrom>{run('稳步')}</w:moveFrom><w:moveTo>{run('有序')}</w:moveTo>", "要有序推进"),
        (f"<w:ins><w:del>{run('稳步')}</w:del>{run('全面')}</w:ins>", "要全面推进"),
    ],
)
def test_tracked_changes_are_accepted(changed: str, text: str) -> None:
    assert seen(f"<w:p>{run('要')}{changed}{run('推进')}</w:p>") == [text]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    assert seen(p("前半句，", mark) + p("后半句。") + p("下一段。")) == ["前半句，后半句。", "下一段。"]
    deleted = f"<w:p><w:pPr>{mark}</w:pPr><w:del>{run('整段删去')}</w:del></w:p>"
    assert seen(p("甲。") + deleted + p("乙。")) == ["甲。", "乙。"]
    assert seen(p("末段", mark)) == ["末段"]


def test_a_joined_paragraph_does_not_reach_into_a_table() -> None:
    body = p("表前", "<w:rPr><w:del/></w:rPr>") + table(row(cell("甲"), cell("乙")))
    assert seen(body) == ["表前", "甲", "乙"]


def test_hidden_text_is_not_read() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="hp"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    by_style = run("乙", '<w:rStyle w:val="h"/>')
    shown = run("丙", '<w:vanish w:val="0"/>')
    body = f"<w:p>{run('甲', '<w:vanish/>')}{by_style}{shown}</w:p>" + styled("藏", "hp")
    assert seen(body, styles=styles) == ["丙"]


def test_notes_comments_and_pictures_leave_no_mark() -> None:
    body = (
        f"<w:p>{run('正文')}<w:r><w:footnoteReference w:id='2'/></w:r><w:commentRangeStart w:id='1'/>"
        "<w:r><w:footnoteReference w:id='3' w:customMarkFollows='1'/><w:t>*</w:t></w:r>"
        f"<w:r><w:commentReference w:id='1'/></w:r><w:r><w:drawing/></w:r>{run('。')}</w:p>"
    )
    assert seen(body) == ["正文。"]


def test_a_text_box_is_read_once_before_the_paragraph_it_hangs_on() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = (
        f"<w:p>{run('框外')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert seen(body) == ["框内", "框外"]


def field(*code: str, result: str | None = None) -> str:
    codes = "".join(f"<w:r><w:instrText>{c}</w:instrText></w:r>" for c in code)
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{codes}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (field(" HYPERLINK a ", result="链接"), "链接"),
        (field(" eq \\o\\ac(○,", "3", ")"), "③"),
        (field("eq \\o\\ac(□,密)"), "密"),
        (field(" EQ \\* jc2 \\* hps16 \\o\\ad(\\s\\up 9(xī),溪)"), "溪"),
        (field(" PAGE "), ""),
        (f"<w:fldSimple>{run('2026')}</w:fldSimple>", "2026"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        (
            f"<w:r><w:ruby><w:rt>{run('xī')}</w:rt><w:rubyBase>{run('溪')}</w:rubyBase></w:ruby></w:r>",
            "溪",
        ),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>", "x+y"),
    ],
)
def test_fields_and_signs_show_what_word_shows(code: str, text: str) -> None:
    assert seen(f"<w:p>{run('前')}{code}{run('后')}</w:p>") == [f"前{text}后"]


def test_styles_give_roles_and_the_table_of_contents_is_left_out() -> None:
    named = {"t": "Title", "1": "heading 1", "2": "标题 2", "toc": "toc 1", "9": "heading 9"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{n}"/></w:style>' for i, n in named.items()
    )
    styles += (
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="公文一级"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="out"><w:name w:val="章"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="环"/><w:basedOn w:val="loop"/></w:style>'
    )
    body = "".join(styled(s, s) for s in ("t", "toc", "1", "2", "9", "own", "out", "loop", "unknown"))
    document = read_document(word_file(body, styles=styles), "a.docx")
    roles = [b.role for b in document.blocks if isinstance(b, Paragraph)]
    assert list(zip(document.source.text.split("\n"), roles, strict=True)) == [
        *(("t", "title"), ("1", "heading1"), ("2", "heading2"), ("9", "body"), ("own", "heading1")),
        *(("out", "heading3"), ("loop", "body"), ("unknown", "body")),
    ]


def test_merged_cells() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = p("前") + table(
        row(cell("序号"), cell("任务", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
        row(cell("1", down), cell("修路|架桥"), cell("交通局")),
        row(cell("", on), cell("种树"), cell("")),
        row(cell("2"), cell("", on), cell("林业局")),
    )
    document = read_document(word_file(body + p("后")), "a.docx")
    check(document)
    assert grid(document) == [
        [("序号", 1, 1), ("任务", 1, 2)],
        [("1", 2, 1), ("修路\n架桥", 1, 1), ("交通局", 1, 1)],
        [("种树", 1, 1), ("", 1, 1)],
        [("2", 1, 1), ("", 1, 1), ("林业局", 1, 1)],
    ]
    assert document.source.text.split("\n")[-1] == "后"
    the_table = document.blocks[1]
    assert isinstance(the_table, Table)
    assert [r.header for r in the_table.rows] == [True, False, False, False]


def test_numbering_goes_on_inside_a_table_and_deleted_rows_are_gone() -> None:
    numbering = definition(level(0, "%1.")) + num(1)
    rows = [row(f"<w:tc>{numbered('')}</w:tc>", cell(t)) for t in "甲乙"]
    inside = table(
        row(f"<w:tc>{numbered('修路')}</w:tc>", cell("甲")), row(f"<w:tc>{numbered('架桥')}</w:tc>", cell("乙"))
    )
    gone = table(row(cell("留"), cell("下")), row(cell("删"), cell("去"), properties="<w:del/>"))
    assert seen(inside + gone, numbering) == ["1. 修路", "甲", "2. 架桥", "乙", "留", "下"]
    assert seen(table(*rows), numbering) == ["甲", "乙"]


def test_a_frame_around_text_is_no_table_and_an_inner_table_is_text_of_its_cell() -> None:
    framed = table(row(cell("第一段|第二段")), row(cell("第三段")))
    document = read_document(word_file(framed), "a.docx")
    assert [type(b) for b in document.blocks] == [Paragraph] * 3
    inner = table(row(cell("内甲"), cell("内乙")))
    nested = table(row(f"<w:tc>{p('外')}{inner}{p('')}</w:tc>", cell("右")))
    assert grid(read_document(word_file(nested), "a.docx")) == [[("外\n内甲\n内乙", 1, 1), ("右", 1, 1)]]


def test_both_dialects_and_another_name_of_the_main_part() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    relation = f'<Relationships><Relationship Type="{kind}" Target="/word/document2.xml"/></Relationships>'
    other = f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>'
    data = word_file("", more={"word/document2.xml": other, "_rels/.rels": relation})
    assert lines(data, "a.docx") == ["严格"]


def test_an_embedded_file_is_reported() -> None:
    document = read_document(word_file(p("甲") + '<w:altChunk r:id="r9"/>'), "a.docx")
    assert [d.code for d in document.diagnostics] == ["readers.embedded-part"]
