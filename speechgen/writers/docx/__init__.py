"""DOCX: the blocks of a document laid into a Word file that carries the look."""

from __future__ import annotations

import datetime

from speechgen.diagnostics import problem
from speechgen.document import Document
from speechgen.source import Where
from speechgen.templating import Frame
from speechgen.writers import Writer, Written
from speechgen.writers._seal import sealed
from speechgen.writers.docx.body import body
from speechgen.writers.docx.frame import fill, fill_parts, lay_in, looks, pack, slot, with_fonts
from speechgen.writers.docx.pictures import with_pictures

__all__ = ["WRITER", "fill", "write"]


def write(document: Document, frame: Frame, moment: datetime.datetime) -> Written:
    """`document` as a Word file in the look of `frame.word`; `moment` is when it is made, for the file's properties.

    Raises Problem writers.docx-frame where the frame has no Word file, -unreadable, -template, -name, -forbidden or
    -slot where that file is wrong, -row where a table is.
    """
    if not frame.word:
        raise problem("writers.docx-frame", Where(frame.css_file or frame.name), name=frame.name)
    fields = {"title": document.meta.get("title", ""), **document.meta.get("fields", {})}
    form = fill_parts(frame.word, {**fields, "body": slot()}, frame.word_file or frame.name, moment)
    styles = looks(form)
    form = with_fonts(form, document.meta.get("fonts", {}))
    form, pictures = with_pictures(form, document.blocks)
    return Written(sealed(pack(lay_in(form, lambda width: body(document.blocks, styles, width, pictures)))))


WRITER = Writer("docx", ".docx", write, editable=True)
