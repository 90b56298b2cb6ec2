"""What a file really is; and no reader raises anything but a `Problem`, whatever the bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import check, refusal
from word_files import archive, p, word_file

from speechgen import readers as package
from speechgen.diagnostics import Problem, phrase
from speechgen.readers import find_reader, read_document, readers
from speechgen.readers._kinds import OLE_STREAMS, SIGNATURES, ZIP_CONTENTS

SHARED = Path(os.environ.get("SPEECHGEN_SHARED", Path(__file__).parents[3] / "shared"))
TEXT = "同志们：今天的会议，主要任务是安排部署全年工作。".encode()
WORD = word_file(p("同志们：今天的会议，主要任务是安排部署全年工作。"))
PAGE = b"<!DOCTYPE html><html><body><p>" + TEXT + b"</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(20)


# ---- which reader --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        *(
            ("a.txt", TEXT, "txt"),
            ("a.TXT", TEXT, "txt"),
            ("-", TEXT, "txt"),
            ("a", TEXT, "txt"),
            ("a.md", TEXT, "txt"),
        ),
        *(("a.docx", WORD, "docx"), ("-", WORD, "docx"), ("讲话.doc", WORD, "docx"), ("a.docm", WORD, "docx")),
        *(("a.html", PAGE, "html"), ("-", PAGE, "html"), ("讲话.doc", PAGE, "html"), ("a.HTM", PAGE, "html")),
        ("-", PAGE.decode().encode("utf-16"), "html"),
        ("-", PAGE.decode().encode("utf-16-le"), "html"),
        ("-", b"\xef\xbb\xbf\r\n<!-- a -->\n<%@ page %><html>", "html"),
        *(("a.pdf", b"%PDF-1.4", "pdf"), ("-", b"\n\n%PDF-1.4", "pdf"), ("a.doc", b"%PDF-1.4", "pdf")),
        *(("a.doc", ole("WordDocument"), "office"), ("a.wps", OLE, "office"), ("-", b"{\\rtf1", "office")),
        *(("a.xls", ole("Workbook"), "office"), ("a.rtf", TEXT, "txt"), ("a.xls", PAGE, "html")),
        *(("a.odt", archive({"content.xml": ""}), "office"), ("-", archive({"xl/workbook.xml": ""}), "xlsx")),
        ("-", "<会议>纪要：BMW项目。".encode(), "txt"),
        ("a.txt", "BM25算法，一、要".encode(), "txt"),
    ],
)
def test_the_suffix_and_the_content_choose_the_reader(name: str, data: bytes, reader: str) -> None:
    assert find_reader(name, data).name == reader


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        *(("a.docx", PNG, "is-picture"), ("a.txt", b"\xff\xd8\xff\xe0" + bytes(9), "is-picture")),
        *(("-", b"BM\x00\x00" + bytes(90), "is-picture"), ("a.txt", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "is-picture")),
        *(
            ("a.txt", PAGE, "renamed"),
            ("a.docx", PAGE, "renamed"),
            ("a.txt", WORD, "renamed"),
            ("a.html", WORD, "renamed"),
        ),
        *(("a.docx", ole("WordDocument"), "renamed"), ("-", ole("PowerPoint Document"), "is-slides")),
        *(("a.docx", ole("EncryptedPackage"), "is-encrypted"), ("a", OLE, "is-ole"), ("a.pdf", TEXT, "not-this")),
        *(("a.docx", archive({"xl/workbook.xml": ""}), "renamed"), ("a.zip", archive({"a.txt": ""}), "is-zip")),
        *(("a.docx", archive({"ppt/presentation.xml": ""}), "is-slides"), ("-", archive({"OFD.xml": ""}), "is-ofd")),
        *(("a.docx", archive({"content.xml": ""}), "renamed"), ("a.txt", archive({}), "is-zip")),
        *(("a.pdf", b"%PDF-1.6", "broken-pdf"), ("a.docx", b"%PDF-1.6", "renamed"), ("a.txt", b"{\\rtf1", "renamed")),
        *(("a.rar", b"Rar!\x1a\x07\x00", "is-archive"), ("a.txt", b"MIME-Version: 1.0\nContent-Type: a", "is-mhtml")),
        ("a.txt", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "renamed"),
        *(("a.docx", TEXT, "not-this"), ("a.html", TEXT, "not-this"), ("a.docx", archive({"a.txt": ""}), "not-docx")),
        ("a.docx", word_file("").replace(b"word/document", b"word/documenx"), "not-docx"),
    ],
)
def test_a_file_that_is_something_else_is_named(name: str, data: bytes, code: str) -> None:
    assert refusal(data, name).code == f"readers.{code}"


def test_every_kind_that_no_reader_reads_has_its_words() -> None:
    kinds = {kind for table in (SIGNATURES, ZIP_CONTENTS, OLE_STREAMS) for _, kind in table}
    for kind in {kind for kind in kinds if not any(r.reads(kind) for r in readers().values())}:
        assert phrase(f"readers.is-{kind}", "zh")


def test_each_reader_is_found_by_each_of_its_suffixes_and_by_no_other() -> None:
    suffixes = [s for r in readers().values() for s in r.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(r.name == name and r.description for name, r in readers().items())


def test_a_file_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_FILE", 10)
    assert refusal(TEXT, "a.txt").code == "readers.too-large"


# ---- any bytes -----------------------------------------------------------------------------------------------------

BEGINNINGS = (
    b"",
    b"PK\x03\x04",
    b"%PDF-1.4\n",
    b"<html><p>",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<!--",
    b"<%",
    b"\x00<",
    TEXT,
)
NAMES = ("a.txt", "a.docx", "a.html", "-", "a.doc", "a.pdf", "a.xlsx")


def read_or_refuse(data: bytes, name: str) -> None:
    """Reads a file, or says why not in both languages; nothing else."""
    try:
        document = read_document(data, name)
    except Problem as problem:
        for diagnostic in problem.diagnostics:
            assert diagnostic.message("zh")
            assert diagnostic.hint("en")
    else:
        check(document)


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300), st.sampled_from(NAMES))
@example(b"", b"<!---->" * 580 + b"<", "-")
@example(b"", b"<%%>" * 1000, "a.txt")
@settings(deadline=None, max_examples=300)
def test_any_bytes(beginning: bytes, data: bytes, name: str) -> None:
    read_or_refuse(beginning + data, name)


@given(
    st.text(max_size=200),
    st.sampled_from(["utf-8", "utf-16", "gb18030", "utf-32", "utf-16-be"]),
    st.sampled_from(NAMES),
)
@settings(deadline=None)
def test_any_text(text: str, encoding: str, name: str) -> None:
    read_or_refuse(text.encode(encoding, "ignore"), name)


TAGS = st.sampled_from(["p", "div", "table", "tr", "td", "ol", "li", "a href=x", "pre", "br", "sup", "caption", "html"])
MARKUP = st.one_of(
    TAGS.map(lambda t: f"<{t}>"), TAGS.map(lambda t: f"</{t.split()[0]}>"), st.sampled_from(["县，", "。", " ", "\n"])
)


@given(st.lists(MARKUP, max_size=60))
@settings(deadline=None)
def test_any_markup(pieces: list[str]) -> None:
    read_or_refuse(("<html>" + "".join(pieces)).encode(), "a.html")


@given(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=4))
@settings(deadline=None)
def test_a_word_document_with_any_bytes_changed(at: int, change: bytes) -> None:
    read_or_refuse(WORD[:at] + change + WORD[at + len(change) :], "a.docx")


WORD_TAGS = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:ins",
    "w:del",
    "w:pPr",
    "w:numPr",
    "w:sdt",
    "w:txbxContent",
)


def element(tag: str, content: list[str]) -> str:
    return f"<{tag}>{''.join(content)}</{tag}>"


ELEMENTS = st.recursive(
    st.sampled_from(["县，", '<w:numId w:val="1"/>', "<w:vMerge/>", '<w:gridSpan w:val="-5"/>', "<w:br/>"]),
    lambda inner: st.builds(element, st.sampled_from(WORD_TAGS), st.lists(inner, max_size=4)),
    max_leaves=25,
)


@given(st.lists(ELEMENTS, max_size=5))
@settings(deadline=None)
def test_any_word_elements(elements: list[str]) -> None:
    read_or_refuse(word_file("".join(elements)), "a.docx")


# ---- the real ones -------------------------------------------------------------------------------------------------

SUFFIXES = (".txt", ".docx", ".html")
REAL = sorted(f for d in ("seeds", "documents") for f in (SHARED / d).glob("*") if f.suffix in SUFFIXES)


@pytest.mark.skipif(not REAL, reason="the real speeches are not beside the project")
def test_real_files_are_read_whole() -> None:
    for file in REAL:
        document = read_document(file.read_bytes(), file.name)
        check(document)
        assert "\ufffd" not in document.source.text
        if file.suffix == ".txt":
            assert document.diagnostics == ()
            encoding = "gb18030" if "gbk" in file.name else "utf-8"
            expected = file.read_bytes().decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            assert document.source.text == expected
