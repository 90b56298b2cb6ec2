"""Plain text: every encoding that Chinese text is found in, and damage that can be lived with."""

from __future__ import annotations

import codecs
import hashlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC
from reading import check, lines, refusal

from speechgen.readers import read_document
from speechgen.readers._encoding import decode

PHRASES = (
    *(
        "同志们：",
        "云溪县2026年重点工作安排",
        "一、聚焦项目建设，夯实发展根基",
        "（一）抓好春耕备耕。",
        "县农业农村局牵头",
    ),
    *("各乡镇、各部门要认真抓好落实", "力争年底前建成投用", "地区生产总值增长6%左右", "责任单位：县水务局、县林草局"),
    *("确保粮食面积稳定在12万亩以上", "新建改造农村公路80公里", "坚持问题导向，补齐民生短板", "加强财政资金监管"),
    *("持续优化营商环境", "深入开展安全生产大检查", "谢谢大家！", "6月底前完成主体工程", "扎实推进乡村振兴"),
    *("培育壮大文旅产业", "做好防汛抗旱准备", "“一窗通办”事项达到95%", "主要领导亲自抓、分管领导具体抓"),
)
SIMPLIFIED = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be")
TRADITIONAL = ("utf-8", "big5", "cp950", "big5hkscs", "gb18030", "utf-16-be", "utf-16-le")


@cache
def converter() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    return str(converter().convert(text))


def encoded(text: str, encoding: str) -> bytes:
    """The text in an encoding that has all its characters but, perhaps, a few."""
    return text.encode(encoding, "ignore")


@pytest.mark.parametrize("encoding", SIMPLIFIED)
@pytest.mark.parametrize("phrase", PHRASES)
def test_each_phrase_alone_in_each_encoding(phrase: str, encoding: str) -> None:
    assert read_document(encoded(phrase, encoding), "a.txt").source.text == phrase


@pytest.mark.parametrize("encoding", TRADITIONAL)
@pytest.mark.parametrize("phrase", PHRASES)
def test_each_traditional_phrase_alone_in_each_encoding(phrase: str, encoding: str) -> None:
    data = encoded(traditional(phrase), encoding)
    assert read_document(data, "a.txt").source.text == data.decode(encoding)


@pytest.mark.parametrize("word", ["联通", "同志们", "工作", "报告", "讲话", "安排", "县长", "落实", "会议"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_words_of_two_characters(word: str, encoding: str) -> None:
    assert read_document(encoded(word, encoding), "a.txt").source.text == word


@settings(deadline=None)
@given(st.lists(st.sampled_from(PHRASES), min_size=2, max_size=9), st.sampled_from(SIMPLIFIED))
def test_simplified_text_in_every_encoding(phrases: list[str], encoding: str) -> None:
    assert lines("\n".join(phrases).encode(encoding), "a.txt") == phrases


@settings(deadline=None)  # the first example loads OpenCC
@given(st.lists(st.sampled_from(PHRASES), min_size=2, max_size=9), st.sampled_from(TRADITIONAL))
def test_traditional_text_in_every_encoding(phrases: list[str], encoding: str) -> None:
    data = encoded("\n".join(map(traditional, phrases)), encoding)
    assert lines(data, "a.txt") == data.decode(encoding).split("\n")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1))
def test_any_text_with_a_byte_order_mark_is_read_as_it_stands(text: str) -> None:
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        assert decode(mark + text.encode(encoding)).text == text


def test_a_text_too_short_to_be_sure_says_so() -> None:
    document = read_document("奖励".encode("gb18030"), "a.txt")
    assert [d.code for d in document.diagnostics] == ["readers.uncertain-encoding"]
    check(document)


def test_a_text_that_is_no_chinese_says_so() -> None:
    text = "Съешь же ещё этих мягких французских булок"
    document = read_document(text.encode(), "a.txt")
    assert document.source.text == text
    assert [d.code for d in document.diagnostics] == ["readers.unlikely-text"]
    assert refusal(text.encode("cp1251"), "a.txt").code == "readers.undecodable"


def test_line_ends_become_one_kind_and_blank_lines_stay() -> None:
    document = read_document("甲县\r\n\r\n乙县\r丙县\n　\n丁县\x0c戊县\u2028己县\n".encode(), "a.txt")
    assert document.source.text == "甲县\n\n乙县\n丙县\n　\n丁县\n戊县\n己县\n"
    assert len(document.blocks) == 6
    check(document)


def test_source_knows_its_name_and_bytes() -> None:
    source = read_document("同志们：".encode(), "-").source
    assert source.name == "-"
    assert source.sha256 == hashlib.sha256("同志们：".encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950", "utf-16"])
def test_a_file_cut_in_the_middle_of_a_character(encoding: str) -> None:
    whole = "同志們，今年縣裏要辦好十件民生實事。各單位要倒排工期，確保年底前全部辦結見效"
    data = whole.encode(encoding)[:-1]
    document = read_document(data, "a.txt")
    assert document.source.text == whole[:-1] + "\ufffd"
    (diagnostic,) = document.diagnostics
    assert diagnostic.code == "readers.cut-off"
    assert diagnostic.where is not None
    assert (diagnostic.where.line, diagnostic.where.column) == (1, len(whole))


def test_a_few_bad_bytes_are_reported_with_their_places() -> None:
    data = ("同志们：\r\n今年要抓好" * 30).encode() + b"\xff" + "项工作。\r\n".encode() * 2
    document = read_document(data, "a.txt")
    (diagnostic,) = document.diagnostics
    assert diagnostic.code == "readers.bad-bytes"
    assert diagnostic.data["byte"] == data.index(b"\xff")
    assert diagnostic.where is not None
    line = document.source.text.split("\n")[diagnostic.where.line - 1]
    assert line[diagnostic.where.column - 1] == "\ufffd"


def test_control_characters_are_dropped_and_reported() -> None:
    document = read_document("同志\x00们：\n\ufeff今年\x08工作\x1a".encode(), "a.txt")
    assert document.source.text == "同志们：\n今年工作"
    (diagnostic,) = document.diagnostics
    assert (diagnostic.code, diagnostic.data) == ("readers.control-characters", {"count": 3})
    assert diagnostic.where is not None
    assert (diagnostic.where.line, diagnostic.where.column) == (1, 3)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\t", "　\n".encode("gb18030")])
def test_an_empty_file(data: bytes) -> None:
    assert refusal(data, "a.txt").code == "readers.empty"


def test_a_binary_file_says_where() -> None:
    found = refusal("云溪县".encode() + bytes(range(9)) * 40, "a.txt")
    assert (found.code, found.data["offset"]) == ("readers.binary", 9)


def test_a_file_in_no_encoding_says_where() -> None:
    found = refusal("云溪县".encode() * 90 + b"\xff" * 40 + "工作".encode(), "a.txt")
    assert (found.code, found.data["offset"]) == ("readers.undecodable", 810)
