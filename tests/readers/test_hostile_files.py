"""Word documents that are damaged, or made to do harm: each is refused with a reason before it does any."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from reading import refusal
from word_files import archive, document, p, word_file

from speechgen.readers import read_document

WORD = word_file(p("同志们：今天的会议，主要任务是安排部署全年工作。"))


def changed_directory(data: bytes, offset: int, value: bytes) -> bytes:
    """A zip with a field of its first central directory entry overwritten."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


def doubled() -> bytes:
    buffer = io.BytesIO(WORD)
    with zipfile.ZipFile(buffer, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr("word/document.xml", "<a/>")
    return buffer.getvalue()


def overlapping(count: int = 300) -> bytes:
    """A zip whose entries all point to the same packed bytes: none is packed too tightly, together they are a bomb."""
    inner = zlib.compressobj(wbits=-15)
    content = bytes(range(256)) * 3000
    packed = inner.compress(content) + inner.flush()
    size, crc = (len(packed), len(content)), zlib.crc32(content)
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, *size, 1, 0) + b"a" + packed
    entries = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, *size, 12, 0, 0, 0, 0, 0, 0)
        + b"word/%07d" % i
        for i in range(count)
    )
    return head + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), len(head), 0)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (WORD[:-30], "broken-zip"),
        (WORD[: len(WORD) // 2], "broken-zip"),
        (WORD[:4] + WORD[4:].replace(b"PK\x03\x04", b"PK\x03\x05"), "broken-part"),
        (changed_directory(WORD, 16, b"\x00\x00\x00\x00"), "broken-part"),
        (changed_directory(WORD, 8, b"\x01\x00"), "zip-encrypted"),
        (archive({"word/document.xml": "<a/>"}, zipfile.ZIP_LZMA), "zip-method"),
        (archive({"word/document.xml": "<a/>", "../../etc/passwd": "a"}), "zip-path"),
        (archive({"word/document.xml": "<a/>", "/etc/passwd": "a"}), "zip-path"),
        (archive({"word/document.xml": "<a/>", "C:\\a": "a"}), "zip-path"),
        (archive({"word/document.xml": "<a/>", "WORD/document.xml": "<b/>"}), "zip-duplicate"),
        (archive({"word/document.xml": b" " * 30_000_000}), "zip-bomb"),
        (archive({"word/document.xml": "<a/>", "word/media/a.png": bytes(30_000_000)}), "zip-bomb"),
        (overlapping(), "zip-bomb"),
        (archive({"word/document.xml": "<a/>"} | {f"word/{i}": "" for i in range(10_001)}), "zip-too-many"),
        (archive({"word/document.xml": "<a><b></a>"}), "broken-xml"),
        (archive({"word/document.xml": b"\xff\xfe\x00"}), "broken-xml"),
        (archive({"word/document.xml": b'<?xml version="1.0" encoding="nonsense"?><a/>'}), "broken-xml"),
        (archive({"word/document.xml": "<w:document/>"}), "broken-xml"),
        (archive({"word/document.xml": "<a/>"}), "not-docx"),
        (archive({"word/styles.xml": "<a/>"}), "not-docx"),
        (word_file(""), "empty"),
        (word_file("<w:p><w:r><w:drawing/></w:r></w:p>"), "only-pictures"),
        (word_file(p("甲"), numbering="<"), "broken-xml"),
    ],
)  # fmt: skip
def test_a_damaged_or_hostile_word_document(data: bytes, code: str) -> None:
    assert refusal(data, "a.docx").code == f"readers.{code}"


def test_two_parts_of_one_name() -> None:
    assert refusal(doubled(), "a.docx").code == "readers.zip-duplicate"


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
ENTITIES = (
    f'<!DOCTYPE a [<!ENTITY l0 "哈">{LAUGHS}]>{document(p("&l9;"))}',
    f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{document(p("&x;"))}',
    f'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">{document(p("甲"))}',
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("xml", ENTITIES)
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_entities_are_refused_before_they_are_read(part: str, xml: str, encoding: str) -> None:
    data = archive({"word/document.xml": document("")} | {part: xml.encode(encoding)})
    assert refusal(data, "a.docx").code == "readers.xml-entities"


def test_deeply_nested_xml_is_refused() -> None:
    assert refusal(word_file("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "a.docx").code == "readers.broken-xml"
    deep = "<w:ins>" * 200 + p("甲") + "</w:ins>" * 200
    assert read_document(word_file(deep), "a.docx").source.text == "甲"
