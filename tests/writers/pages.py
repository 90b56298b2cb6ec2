"""What the tests of PDF and HTML share: our fictional documents, written; their pages read back."""

from __future__ import annotations

import datetime
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import yaml

from speechgen.document import Block, Cell, Column, Document, Inline, Paragraph, Row, Table, page_frames, plain
from speechgen.render import render_document
from speechgen.spec.model import Spec
from speechgen.templating import Library, builtin_folder
from speechgen.writers import Written, writer

LIBRARY = Library([builtin_folder()])
MOMENT = datetime.datetime(2026, 2, 10, 8, 0, tzinfo=datetime.UTC)
MM = 72 / 25.4


@cache
def document(template: str) -> Document:
    """Our fictional spec in one of our templates."""
    text = (Path(__file__).parents[1] / "specs" / "yunxi.yaml").read_text(encoding="utf-8")
    return render_document(Spec.model_validate(yaml.safe_load(text)), template, library=LIBRARY)


def written(made: Document, format_name: str) -> Written:
    """The document in its own frame."""
    frame = LIBRARY.frame(made.meta.get("frame", "portrait"), page_frames(made.blocks))
    return writer(format_name).write(made, frame, MOMENT)


@cache
def pdf(template: str) -> bytes:
    return written(document(template), "pdf").data


def pages(data: bytes) -> list[Any]:
    with pdfplumber.open(io.BytesIO(data)) as file:
        return [page for page in file.pages if page.chars]


def page_words(page: Any) -> str:
    """The characters of a page in the order in which they are drawn, its number and white space aside."""
    text = "".join(c["text"] for c in page.chars)
    return re.sub(r"\s|—\s*\d+\s*—", "", text)


def words(block: Block | Paragraph) -> list[str]:
    """What a block prints, cell by cell, white space aside."""
    if isinstance(block, Table):
        found = [plain(p.content) for r in block.rows for c in r.cells for p in c.paragraphs]
    elif isinstance(block, Paragraph):
        found = [plain(block.content)]
    else:
        found = [getattr(block, "number", "") + plain(getattr(block, "content", ()))]
    return [re.sub(r"\s", "", text) for text in found]


def body(*texts: str | Inline, role: str = "body") -> Paragraph:
    return Paragraph(tuple(Inline(t) if isinstance(t, str) else t for t in texts), role)


def made(*blocks: Block, frame: str = "portrait", **meta: Any) -> Document:
    return Document(tuple(blocks), meta={"title": "样张", "frame": frame, **meta})


def long_list(*runs: int, words: int = 40) -> Table:
    """A list with merged cells of so many rows each."""
    columns = (Column("no", "序号", 20, "center"), Column("category", "类别", 40), Column("task", "任务", 165))
    rows = [Row(tuple(Cell((body(c.name, role="cell"),), role=c.key) for c in columns), header=True)]
    number = 0
    for run, count in enumerate(runs):
        for n in range(count):
            number += 1
            merged = (Cell((body(f"类{run}", role="cell"),), rows=count, role="category"),) if n == 0 else ()
            no, task = (body(text, role="cell") for text in (str(number), "任务" * words))
            rows.append(Row((Cell((no,), role="no"), *merged, Cell((task,), role="task"))))
    return Table(columns, tuple(rows))
