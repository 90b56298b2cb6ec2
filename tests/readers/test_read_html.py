"""Web pages: the speech, out of the site around it."""

from __future__ import annotations

import pytest
from reading import check, grid, lines, refusal

from speechgen.document import Paragraph
from speechgen.readers import read_document

MENU = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("首页", "政务公开", "办事服务", "互动交流"))
SPEECH = (
    "同志们：",
    "今天召开全县工作会议，主要任务是安排部署全年重点工作，动员全县上下抓好落实。",
    "一、抓项目",
    "要建立重点项目台账，实行领导包联，确保6月底前全部开工建设。",
    "二、抓民生",
    "要办好十件民生实事，做到件件有着落、事事有回音，让群众看得见、摸得着。",
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in SPEECH)


def page(body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def seen(body: str, head: str = "") -> list[str]:
    return lines(page(body, head).encode(), "page.html")


def test_the_speech_without_the_site_around_it() -> None:
    body = (
        f"<div class='top'><ul>{MENU}</ul></div>"
        f"<div class='main'><div class='left'><h3>推荐阅读</h3><ul>{MENU}</ul></div>"
        f"<div class='article'><div class='path'>当前位置：<a href='/'>首页</a></div><div id='text'>{PARAGRAPHS}</div>"
        "<div><a href='#'>【打印正文】</a></div>"
        "<div>上一篇：<a href='/1'>全县召开春耕备耕工作推进会议</a></div></div></div>"
        "<div id='footer'>云溪县人民政府办公室主办　备案号00000000</div>"
    )
    assert seen(body) == list(SPEECH)


def test_the_speech_straight_in_the_body() -> None:
    body = f"<ul>{MENU}</ul>{PARAGRAPHS}<p><a href='javascript:'>【关闭】</a></p><div class='footer'>主办：县政府</div>"
    assert seen(body) == list(SPEECH)


def test_the_speech_in_a_layout_table() -> None:
    body = (
        f"<table><tr><td colspan=2>云溪县人民政府网</td></tr><tr><td><ul>{MENU}</ul></td>"
        f"<td>{PARAGRAPHS * 8}</td></tr></table>"
    )
    assert seen(body) == list(SPEECH) * 8


def test_the_speech_in_one_paragraph_with_line_breaks() -> None:
    assert seen(f"<ul>{MENU}</ul><div><p>{'<br>'.join(SPEECH)}</p></div>") == list(SPEECH)
    assert seen(f"<div>{'<br><br>'.join(SPEECH)}</div>") == list(SPEECH)
    assert seen("".join(f"<div><span>{line}</span></div>" for line in SPEECH)) == list(SPEECH)


def test_the_pages_own_heading_is_the_title() -> None:
    title = "在全县经济工作会议上的讲话"
    site = f"<title>{title}-领导讲话-云溪县</title>"
    heading = f"<div><h2>{title}</h2><div>时间：2026-01-08</div><div>{PARAGRAPHS}</div></div>"
    document = read_document(page(heading, site).encode(), "page.html")
    assert document.source.text.split("\n") == [title, *SPEECH]
    assert [b.role for b in document.blocks if isinstance(b, Paragraph)][:2] == ["title", "body"]
    again = f"<div><h2>{title}</h2><div><p>在全县经济工作会议上的讲话稿</p>{PARAGRAPHS}</div></div>"
    assert seen(again, site)[:2] == ["在全县经济工作会议上的讲话稿", SPEECH[0]]


def test_a_title_that_only_reads_like_one() -> None:
    title = "关于立即开展重点工作自查的通知"
    body = f"<div><div>{title}<p>发布人：周某</p></div><div>{PARAGRAPHS}</div></div><ul>{MENU}</ul>"
    assert seen(body, "<title>云溪县网络平台</title>") == [title, *SPEECH]


def test_comments_below_the_text_are_not_read() -> None:
    comments = "<h3>评论回复（2）</h3><ul><li>王某：请审签，材料已经改好。</li><li>李某：同意，请尽快印发。</li></ul>"
    assert seen(f"<div><div>{PARAGRAPHS}</div>{comments}</div>") == list(SPEECH)
    assert seen(f"<div><p>网友评论</p>{PARAGRAPHS}</div>") == ["网友评论", *SPEECH]


def test_paragraphs_that_are_lines_of_the_file() -> None:
    assert seen("<div>\n  " + "\n\n    ".join(SPEECH[:2]) + "\n</div>") == list(SPEECH[:2])
    broken = SPEECH[1][:20] + "\n    " + SPEECH[1][20:]
    assert seen(f"<div>{SPEECH[0]}\n    {broken}</div>") == [SPEECH[0] + SPEECH[1]]


def test_what_is_not_shown_is_not_read() -> None:
    hidden = (
        "<script>var a='甲，乙。'</script><style>p{}</style><!-- 注释，注释。 --><noscript>请启用，脚本。</noscript>"
        "<p style='display: none'>隐藏，隐藏。</p><p hidden>隐藏，隐藏。</p><select><option>选项</option></select>"
        "<textarea>草稿，草稿。</textarea><button>提交</button><div class='share'>分享到：微信</div>"
    )
    assert seen(f"<div>{PARAGRAPHS}{hidden}</div>") == list(SPEECH)


def test_what_a_server_would_have_replaced_is_not_read() -> None:
    body = "<div><% if (a) { %>" + PARAGRAPHS + "<% } %></div><?php echo 1 ?>${letter.title}"
    text = '<%@ page language="java" %>' + page(body)
    assert lines(text.encode(), "page.html") == list(SPEECH)


def test_what_begins_like_server_code_but_does_not_end_is_text() -> None:
    assert seen("<p>县，" + "<%" * 200_000 + "</p>")[0].startswith("县，")


def test_white_space_as_a_browser_shows_it() -> None:
    body = (
        "<p>&nbsp;&nbsp;　一要抓  紧\n   落实，两个\nDuty\n  of care 词；<b>二</b>要<i>抓好</i>。</p>"
        "<pre>三要，\n  盯住。</pre>"
    )
    assert seen(body) == ["一要抓 紧落实，两个 Duty of care 词；二要抓好。", "三要，", "盯住。"]


def test_marks_of_notes_are_dropped_and_exponents_stay() -> None:
    body = "<p>建成500m<sup>2</sup>中心<sup><a href='#n1'>[1]</a></sup>，投入使用。</p>"
    assert seen(body) == ["建成500m2中心，投入使用。"]


def test_ordered_lists_show_their_numbers() -> None:
    items = "<li>修好路，通到村。</li><li value=5><p>种好树，绿起来。</p></li><li>3、已有编号，不再编。</li>"
    assert seen(f"<ol>{items}</ol>") == ["1. 修好路，通到村。", "5. 种好树，绿起来。", "3、已有编号，不再编。"]
    lettered = "<ol type=a start=2><li>修好农村公路，架好便民桥。</li></ol><ul><li>种好树，护好林。</li></ul>"
    assert seen(lettered) == ["b. 修好农村公路，架好便民桥。", "种好树，护好林。"]


def test_a_table_of_data() -> None:
    body = (
        "<h2>任务分解</h2><table><caption>2026年任务表</caption>"
        "<thead><tr><th>序号</th><th colspan=2>任务</th></tr></thead>"
        "<tr><td rowspan=2>1</td><td><p>修路，</p><p>架桥。</p></td><td>交通局</td></tr><tr><td>种树</td><td></td></tr>"
        "<tr><td rowspan=99>2</td><td>护林</td><td>林业局</td></tr></table>"
    )
    document = read_document(page(body).encode(), "page.html")
    check(document)
    assert grid(document) == [
        [("序号", 1, 1), ("任务", 1, 2)],
        [("1", 2, 1), ("修路，\n架桥。", 1, 1), ("交通局", 1, 1)],
        [("种树", 1, 1), ("", 1, 1)],
        [("2", 1, 1), ("护林", 1, 1), ("林业局", 1, 1)],
    ]
    assert [b.role for b in document.blocks] == ["body", "caption", "list"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        *(("gb18030", "gb2312"), ("gb18030", "utf-8"), ("gb18030", ""), ("utf-8", "gb2312"), ("utf-8", "nonsense")),
        *(("utf-8-sig", ""), ("utf-16", ""), ("utf-16-le", "utf-8")),
    ],
)
def test_encodings_right_wrong_and_not_declared(encoding: str, declared: str) -> None:
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>" if declared else ""
    assert lines(page(PARAGRAPHS, meta).encode(encoding), "page.html") == list(SPEECH)


def test_a_page_with_a_few_bad_bytes() -> None:
    document = read_document(page(PARAGRAPHS).encode().replace("台账".encode(), b"\xff\xfe"), "page.html")
    assert [d.code for d in document.diagnostics] == ["readers.bad-bytes-page"]


def test_a_page_of_scattered_words_is_read_with_a_warning() -> None:
    document = read_document(page("<div><h3>信访详情</h3><p>联系人</p></div>").encode(), "page.html")
    assert document.source.text == "信访详情\n联系人"
    assert [d.code for d in document.diagnostics] == ["readers.no-prose"]


@pytest.mark.parametrize("body", ["", "<frameset><frame src='a'></frameset>", "<img src='a'>", "<script>1</script>"])
def test_a_page_without_text(body: str) -> None:
    assert refusal(page(body).encode(), "page.html").code == "readers.empty-page"


def test_elements_nested_beyond_reason() -> None:
    assert seen("<font>" * 1000 + PARAGRAPHS) == list(SPEECH)
    assert refusal(page("<div>" * 5000 + PARAGRAPHS).encode(), "page.html").code == "readers.too-deep"
