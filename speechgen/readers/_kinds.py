"""What a file really is, by its content. Each kind that no reader reads has an `is-<kind>` in the messages."""

from __future__ import annotations

import io
import re
import zipfile

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)

ZIP_CONTENTS: tuple[tuple[str, str], ...] = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "slides"),
    ("OFD.xml", "ofd"),
    ("content.xml", "odt"),
)
"""What the name of an entry begins with, and the format that has such entries."""

ODS = b"application/vnd.oasis.opendocument.spreadsheet"
"""What an OpenDocument file says of itself in its first entry, which is not packed."""

OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "old-word"),
    ("PowerPoint Document", "slides"),
    ("Workbook", "old-excel"),
    ("Book", "old-excel"),
)

HTML_START = re.compile(
    r"\s*(?>(?><\?xml[^>]*>|<!--.*?-->|<%.*?%>)\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|section|article|link|script|style|jsp:)\b",
    re.IGNORECASE | re.DOTALL,
)
"""The first tag of a web page, behind an XML declaration, comments and a server's directives."""

WORD_XML = re.compile(r"\s*<\?xml[^>]*>.{0,500}(?:Word\.Document|schemas\.microsoft\.com/office/)", re.DOTALL)


def find_kind(data: bytes) -> str:
    """The kind of a file: the name of a reader (docx, html …), of a format that none reads (`picture`, `pdf`,
    `old-word` …), or "" where nothing is known about it, as of all plain text."""
    kind = next((kind for signature, kind in SIGNATURES if data.startswith(signature)), "")
    if kind == "zip":
        return _zip_kind(data)
    if kind == "ole":
        return next((kind for stream, kind in OLE_STREAMS if stream.encode("utf-16-le") in data), "ole")
    if data.startswith(b"BM") and b"\x00" not in data[:64]:  # a text may begin with these letters
        kind = ""
    if not kind and re.search(rb"%PDF-\d", data[:1024]):  # PDF viewers allow for something before it
        kind = "pdf"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "picture"
    return kind or _text_kind(data)


def _zip_kind(data: bytes) -> str:
    """ "zip" for an archive of anything else, and for one that is damaged."""
    if ODS in data[:200]:
        return "ods"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "zip"
    return next((kind for start, kind in ZIP_CONTENTS if any(n.startswith(start) for n in names)), "zip")


def _text_kind(data: bytes) -> str:
    start = _start(data)
    if re.match(r"\s*(?:From: .*|MIME-Version: )", start) and "Content-Type:" in start:
        return "mhtml"
    if WORD_XML.match(start):
        return "word-xml"
    return "html" if HTML_START.match(start) else ""


def _start(data: bytes) -> str:
    """The first characters, well enough decoded to see tags in them."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head.startswith(b"<\x00"):
        return head.decode("utf-16-le", "replace")
    if head.startswith(b"\x00<"):
        return head.decode("utf-16-be", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
