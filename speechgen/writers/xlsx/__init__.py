"""XLSX: the blocks of a document as a workbook to filter, fill in and print; no value becomes a formula or a link."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from speechgen.document import Document, Paragraph, Stretch, plain, split_stretches
from speechgen.templating import Frame
from speechgen.templating.words import harmless
from speechgen.writers import Writer, Written
from speechgen.writers._faces import check_named
from speechgen.writers._memory import calm_memory
from speechgen.writers._seal import sealed
from speechgen.writers.xlsx.looks import Looks
from speechgen.writers.xlsx.sheet import Sheet

__all__ = ["WRITER", "write"]

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""No value is taken for anything but words. In memory XlsxWriter also leaves the clock out of the package."""
LONGEST_NAME = 31
"""UTF-16 units that Excel allows in the name of a sheet."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\\n\t", " "))


def write(document: Document, frame: Frame, moment: datetime.datetime) -> Written:
    """The document as a workbook, dated `moment`; a sheet for each of its stretches, in the look of the Word frames.

    Raises Problem `writers.xlsx-cell` for a cell with more characters than Excel can hold.
    """
    import xlsxwriter

    looks = Looks(document.meta.get("fonts", {}))
    out = io.BytesIO()
    with calm_memory():
        book = xlsxwriter.Workbook(out, {**SAFE, "default_format_properties": looks.default()})
        _describe(book, document, moment)
        stretches = split_stretches(document.blocks, frame.name)
        names = sheet_names([stretch_title(stretch, document) for stretch in stretches])
        for name, stretch in zip(names, stretches, strict=True):
            Sheet(book, book.add_worksheet(name), looks).add(stretch.blocks)
        book.close()
    return Written(sealed(out.getvalue()), tuple(check_named(document)))


def stretch_title(stretch: Stretch, document: Document) -> str:
    """What stands over a stretch of the document; the document's own title where nothing does."""
    titles = (b for b in stretch.blocks if isinstance(b, Paragraph) and b.role.split()[:1] == ["title"])
    return next((plain(b.content).replace("\n", "") for b in titles), document.meta.get("title", ""))


def sheet_names(titles: Sequence[str]) -> list[str]:
    """A name for each sheet, no two alike; Excel takes capital and small letters for the same."""
    names: list[str] = []
    for title in titles:
        number, name = 1, sheet_name(title)
        while name.lower() in {known.lower() for known in names}:
            number += 1
            name = sheet_name(title, f" {number}")
        names.append(name)
    return names


def sheet_name(title: str, ending: str = "") -> str:
    """A title as the name of a sheet: without what Excel forbids there, and with its ending not too long."""
    name = harmless(title).translate(_FORBIDDEN).strip(" '")
    while len((name + ending).encode("utf-16-le")) > 2 * LONGEST_NAME:
        name = name[:-1]
    name = name.strip(" '")
    return (name if name and name.lower() != "history" else "Sheet1") + ending


def _describe(book: Any, document: Document, moment: datetime.datetime) -> None:
    """The file's properties, and the size of its window."""
    fields = document.meta.get("fields", {})
    book.set_properties(
        {
            "title": harmless(str(document.meta.get("title", "")))[:255],
            "author": harmless(str(fields.get("author") or "speechgen"))[:255],
            "created": moment.astimezone(datetime.UTC).replace(tzinfo=None),
        }
    )
    book.set_size(1920, 1080)


WRITER = Writer("xlsx", ".xlsx", write, editable=True)
