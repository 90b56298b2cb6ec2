"""Builds Word documents by hand, so that a test holds exactly the XML it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(entries: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return buffer.getvalue()


def document(body: str) -> str:
    """The main part of a Word document, with this content of `w:body`."""
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def word_file(body: str, *, numbering: str = "", styles: str = "", more: dict[str, bytes | str] | None = None) -> bytes:
    """A Word document with this content of `w:body`, `w:numbering` and `w:styles`."""
    entries: dict[str, bytes | str] = {
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{RELATION}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": document(body),
    }
    if numbering:
        entries["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
    if styles:
        entries["word/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    return archive(entries | (more or {}))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run; `properties` go into its `w:pPr`."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def numbered(text: str, num: int = 1, level: int = 0) -> str:
    """A paragraph in a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    """A paragraph in a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>')


def level(at: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    """A level of a list, starting from 1 unless `more` says otherwise."""
    start = "" if "w:start " in more else '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{at}">{start}<w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(*levels: str, at: int = 0) -> str:
    """A definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{at}">{"".join(levels)}</w:abstractNum>'


def num(at: int, of: int = 0, overrides: str = "") -> str:
    """A list that uses a definition."""
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def cell(text: str, properties: str = "") -> str:
    """A cell of a table, one paragraph a line of text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split('|'))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
