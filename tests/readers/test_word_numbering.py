"""Automatic numbering in Word documents, as the text that a reader sees."""

from __future__ import annotations

import pytest
from reading import lines
from word_files import definition, level, num, numbered, p, run, styled, word_file


def seen(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return lines(word_file(body, numbering=numbering, styles=styles), "讲话.docx")


@pytest.mark.parametrize(
    ("number_format", "text", "labels"),
    [
        ("chineseCounting", "%1、", ["一、", "二、", "十、", "十一、", "二十、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（十）", "（十一）", "（二十）"]),
        ("japaneseCounting", "第%1，", ["第一，", "第二，", "第十，", "第十一，", "第二十，"]),
        ("ideographDigital", "%1、", ["一、", "二、", "一〇、", "一一、", "二〇、"]),
        ("decimal", "%1.", ["1. ", "2. ", "10. ", "11. ", "20. "]),
        ("decimal", "（%1）", ["（1）", "（2）", "（10）", "（11）", "（20）"]),
        ("decimalZero", "%1)", ["01)", "02)", "10)", "11)", "20)"]),
        ("decimalEnclosedCircle", "%1", ["① ", "② ", "⑩ ", "⑪ ", "⑳ "]),
        ("lowerLetter", "%1)", ["a)", "b)", "j)", "k)", "t)"]),
        ("upperLetter", "%1.", ["A. ", "B. ", "J. ", "K. ", "T. "]),
        ("lowerRoman", "%1.", ["i. ", "ii. ", "x. ", "xi. ", "xx. "]),
        ("upperRoman", "%1、", ["I、", "II、", "X、", "XI、", "XX、"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "壹拾、", "壹拾壹、", "贰拾、"]),
        ("none", "%1一是", ["一是 "] * 5),
        ("somethingNew", "%1.", ["1. ", "2. ", "10. ", "11. ", "20. "]),
    ],
)
def test_labels_are_written_as_word_writes_them(number_format: str, text: str, labels: list[str]) -> None:
    numbering = definition(level(0, text, number_format)) + num(1)
    found = seen("".join(numbered("事") for _ in range(20)), numbering)
    assert [found[i][:-1] for i in (0, 1, 9, 10, 19)] == labels


def test_levels_count_within_each_other() -> None:
    numbering = definition(
        level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting"), level(2, "%3."), level(3, "（%4）")
    ) + num(1)
    body = "".join(numbered(t, 1, at) for t, at in [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 1), ("己", 2)])
    body += numbered("庚", 1, 0) + numbered("辛", 1, 1) + numbered("壬", 1, 3)
    assert seen(body, numbering) == [
        *("一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "1. 己", "二、庚", "（一）辛", "（1）壬"),
    ]


def test_a_label_may_hold_the_numbers_of_higher_levels() -> None:
    legal = level(1, "%1.%2", more="<w:isLgl/>")
    numbering = definition(level(0, "第%1章", "chineseCounting"), legal) + num(1)
    assert seen(numbered("甲") + numbered("乙", level=1), numbering) == ["第一章 甲", "1.1 乙"]


def test_a_level_that_is_skipped_shows_its_start() -> None:
    numbering = definition(level(0, "%1."), level(1, "%1.%2.")) + num(1)
    assert seen(numbered("甲", level=1) + numbered("乙"), numbering) == ["1.1. 甲", "1. 乙"]


def test_a_level_may_go_on_counting_or_restart_late() -> None:
    never = definition(level(0, "%1、"), level(1, "%2)", more='<w:lvlRestart w:val="0"/>')) + num(1)
    body = numbered("甲") + numbered("乙", level=1) + numbered("丙") + numbered("丁", level=1)
    assert seen(body, never) == ["1、甲", "1)乙", "2、丙", "2)丁"]
    after_first = definition(
        level(0, "%1、"), level(1, "%2、"), level(2, "%3)", more='<w:lvlRestart w:val="1"/>')
    ) + num(1)
    body = "".join(numbered("甲", level=at) for at in (0, 1, 2, 1, 2, 0, 2))
    assert [x[0] for x in seen(body, after_first)] == ["1", "1", "1", "2", "2", "2", "1"]


def test_lists_of_one_definition_count_on_unless_one_begins_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = definition(level(0, "%1.")) + num(1) + num(2) + num(3, overrides=override)
    body = numbered("甲", 1) + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3)
    assert seen(body, numbering) == ["1. 甲", "2. 乙", "5. 丙", "6. 丁"]


def test_a_list_may_redefine_a_level_and_a_start() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    numbering = definition(level(0, "%1.", more='<w:start w:val="3"/>')) + num(1) + num(2, overrides=override)
    assert seen(numbered("甲", 1), numbering) == ["3. 甲"]
    assert seen(numbered("甲", 2), numbering) == ["a)甲"]


def test_a_style_may_number_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2a"><w:basedOn w:val="2"/></w:style>'
    )
    numbering = definition(
        level(0, "%1、", "chineseCounting", '<w:pStyle w:val="1"/>'),
        level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="2"/>'),
    ) + num(1)
    off = p("不编号", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("甲", "1") + styled("乙", "2") + styled("丙", "2a") + off + styled("丁", "1")
    assert seen(body, numbering, styles) == ["一、甲", "（一）乙", "（二）丙", "不编号", "二、丁"]


def test_a_list_style_lends_its_levels() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    numbering = definition(level(0, "%1、", "chineseCounting")) + linked + num(9) + num(1, 1)
    assert seen(numbered("甲"), numbering, styles) == ["一、甲"]


def test_a_number_never_runs_into_the_text() -> None:
    numbering = definition(level(0, "%1")) + num(1)
    assert seen(numbered("2026年目标"), numbering) == ["1 2026年目标"]


def test_bullets_are_marks_and_not_words() -> None:
    numbering = (
        definition(level(0, "\uf06c", "bullet")) + num(1) + definition(level(0, "——", "bullet"), at=1) + num(2, 1)
    )
    assert seen(numbered("甲", 1) + numbered("乙", 2), numbering) == ["甲", "——乙"]


def test_a_deleted_paragraph_does_not_count() -> None:
    numbering = definition(level(0, "%1、", "chineseCounting")) + num(1)
    list_one = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = f"<w:p><w:pPr>{list_one}<w:rPr><w:del/></w:rPr></w:pPr><w:del>{run('删')}</w:del></w:p>"
    assert seen(numbered("甲") + deleted + numbered("乙"), numbering) == ["一、甲", "二、乙"]


def test_a_numbering_that_names_nothing_is_no_numbering() -> None:
    assert seen(numbered("甲", 7) + numbered("乙", 1, 5), definition(level(0, "%1.")) + num(1)) == ["甲", "乙"]
    assert seen(numbered("甲", 7)) == ["甲"]
