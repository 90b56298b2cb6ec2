"""A Word file as short text, so that a person can read what a test expects of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str) -> etree._Element:
    """One part, parsed strictly."""
    return etree.fromstring(parts(data)[name])


def value(element: etree._Element, path: str) -> str:
    """The w:val of what lies under `element`; "" where there is none, "yes" where it has no value."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "yes")


def dump(data: bytes) -> str:
    """The body: one paragraph, row or cell a line, with its style and what it sets itself."""
    body = part(data, "word/document.xml")[0]
    return "".join(f"{line}\n" for child in body for line in block(child))


def block(element: etree._Element) -> Iterator[str]:
    if element.tag == f"{W}p":
        yield paragraph(element)
    elif element.tag == f"{W}tbl":
        grid = " ".join(column.get(f"{W}w", "") for column in element.findall(f"{W}tblGrid/{W}gridCol"))
        look = element.find(f"{W}tblPr")
        assert look is not None
        yield f"table {value(look, 'tblStyle')} {value(look, 'jc')} {layout(look)}: {grid}"
        for row in element.findall(f"{W}tr"):
            marks = [etree.QName(e).localname + e.get(f"{W}val", "") for e in row.findall(f"{W}trPr/*")]
            yield f"  row {' '.join(marks)}"
            for cell in row.findall(f"{W}tc"):
                yield f"    {one_cell(cell)}"
                for inner in cell.findall(f"{W}tbl"):
                    yield from (f"      {line}" for line in block(inner))


def layout(look: etree._Element) -> str:
    found = look.find(f"{W}tblLayout")
    return "" if found is None else found.get(f"{W}type", "")


def one_cell(cell: etree._Element) -> str:
    width = cell.find(f"{W}tcPr/{W}tcW")
    marks = [f"{name}={value(cell, f'tcPr/{name}')}" for name in ("gridSpan", "vMerge") if value(cell, f"tcPr/{name}")]
    words = " ¶ ".join(paragraph(p) for p in cell.findall(f"{W}p"))
    return " ".join(["" if width is None else width.get(f"{W}w", ""), *marks, words])


def paragraph(element: etree._Element) -> str:
    look = element.find(f"{W}pPr")
    own = [] if look is None else [setting(e) for e in look if e.tag != f"{W}pStyle"]
    style = "" if look is None else value(look, "pStyle")
    return f"{style}{''.join(f' [{s}]' for s in own)} | {words(element)}".strip()


def setting(element: etree._Element) -> str:
    values = " ".join(f"{etree.QName(k).localname}={v}" for k, v in element.items())
    return f"{etree.QName(element).localname} {values}".strip()


def words(element: etree._Element) -> str:
    """Text as a reader sees it; {Style:…} where a run has one, ⏎ for a line break, ⇥ for a tab."""
    out = []
    for run in element.iter(f"{W}r"):
        text = "".join({"t": e.text or "", "br": "⏎", "tab": "⇥"}.get(etree.QName(e).localname, "") for e in run)
        style = value(run, "rPr/rStyle")
        out.append(f"{{{style}:{text}}}" if style else text)
    return "".join(out)
