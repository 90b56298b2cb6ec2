"""DOCX: the blocks of a document laid into a Word file that carries the look."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from speechgen.diagnostics import problem
from speechgen.document import Document, split_stretches
from speechgen.layout import STANDARD
from speechgen.source import Where
from speechgen.templating import Frame, Template
from speechgen.writers import Writer, Written
from speechgen.writers._faces import check_named
from speechgen.writers._seal import sealed_parts
from speechgen.writers.docx.adopt import adopt
from speechgen.writers.docx.body import lay_out
from speechgen.writers.docx.form import Form, fill, fill_parts, pack
from speechgen.writers.docx.frame import families, lay_in, pages_of, slot, with_fonts
from speechgen.writers.docx.layout import with_layout
from speechgen.writers.docx.pictures import with_pictures

__all__ = ["WRITER", "fill", "write", "write_form"]


def write(document: Document, frame: Frame, moment: datetime.datetime) -> Written:
    """`document` as a Word file in the look of `frame.word`; `moment` is when it is made, for the file's properties.

    Raises Problem writers.docx-frame where the frame has no Word file, -unreadable, -template, -name, -forbidden or
    -slot where that file is wrong, -row where a table is.
    """
    fields = {"title": document.meta.get("title", ""), **document.meta.get("fields", {}), "body": slot()}

    def filled(each: Frame) -> Form:
        if not each.word:
            raise problem("writers.docx-frame", Where(each.css_file or each.name), name=each.name)
        form = fill_parts(each.word, fields, each.word_file or each.name, moment)
        return with_layout(form, document.meta.get("layout", STANDARD))

    form = filled(frame)
    pages = {frame.name: pages_of(form)}
    for other in frame.pages.values():
        form, pages[other.name] = adopt(form, filled(other), other.name)
    fonts = document.meta.get("fonts", {})
    form = with_fonts(form, fonts)
    marks = families(form) if "numbers" in fonts else {}
    own = {"quotes": fonts.get("quotes", ""), "marks": marks}
    pages = {name: replace(p, looks=replace(p.looks, **own)) for name, p in pages.items()}
    form, pictures = with_pictures(form, document.blocks)
    stretches = split_stretches(document.blocks, frame.name)
    full = lay_in(form, *lay_out(stretches, pages, pictures))
    return Written(pack(replace(full, parts=sealed_parts(full.parts))), tuple(check_named(document)))


def write_form(
    template: Template,
    values: Mapping[str, Any],
    moment: datetime.datetime,
    *,
    properties: Mapping[str, str],
    fonts: Mapping[str, str] | None = None,
) -> Written:
    """A Word form as a file: its tags filled with `values`, with the office's `fonts` where it has its own.

    Raises Problem writers.docx-unreadable, -template, -name, -forbidden, or templating.… where the form is wrong.
    """
    form = with_fonts(fill_parts(template.word, values, template.file, moment, properties), fonts or {})
    return Written(pack(replace(form, parts=sealed_parts(form.parts))))


WRITER = Writer("docx", ".docx", write, editable=True)
