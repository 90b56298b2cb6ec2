"""Did the text come out in the faces of GB/T 9704? Asked of the finished PDF, which cannot be mistaken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Block, Document, Heading, Inline, Paragraph, Table
from speechgen.settings import FACES
from speechgen.writers._markup import body

NAMES = {"fangsong": "仿宋", "kai": "楷体", "hei": "黑体"}
"""Faces that nothing else may quietly replace. 小标宋 exists in no open font: 宋体 bold is its known stand-in."""
SHOWN = 20
"""How many characters without a glyph are shown; the rest is counted."""
_BY_STYLE = {"head1": "hei", "head2": "kai", "unknown": "hei", "proposal": "kai"}
_BY_ROLE = {"subtitle": "kai"}


def check_faces(document: Document, families: Iterable[str], missing: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each face that the document uses and the file lacks, and for characters without any glyph."""
    families = set(families)
    used = set(_roles(document.blocks))
    fonts = document.meta.get("fonts", {})
    for role, name in NAMES.items():
        faces = {fonts[role]} if role in fonts else set(FACES[role])
        if role in used and not any(_same(f, faces) for f in families):
            yield Diagnostic("writers.pdf-face", data={"face": name, "used": "、".join(sorted(families)) or "—"})
    if characters := sorted(set(missing)):
        shown = "".join(characters[:SHOWN]) + ("…" if len(characters) > SHOWN else "")
        yield Diagnostic("writers.pdf-glyph", data={"characters": shown, "count": len(characters)})


def check_readable(document: Document, missing: Iterable[str]) -> None:
    """Problem `writers.pdf-no-chinese` where no font has most of the document's Chinese characters: a page of boxes."""
    chinese = {c for c in body(document.blocks) if "\u4e00" <= c <= "\u9fff"}
    if 2 * len(chinese.intersection(missing)) > len(chinese):
        raise problem("writers.pdf-no-chinese")


def _same(family: str, faces: Iterable[str]) -> bool:
    return any(family == face or family.startswith(f"{face} ") for face in faces)


def _roles(blocks: Iterable[Block]) -> Iterator[str]:
    for item in blocks:
        match item:
            case Heading(level=level):
                yield {1: "hei", 2: "kai"}.get(level, "fangsong")
            case Paragraph():
                if item.role != "title":
                    yield from _styles(item.content, _BY_ROLE.get(item.role, "fangsong"))
            case Table():
                yield from _table_roles(item)


def _table_roles(item: Table) -> Iterator[str]:
    for row in item.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                own = "hei" if row.header or cell.role == "label" else "fangsong"
                yield from _styles(paragraph.content, own)


def _styles(content: Iterable[Inline], own: str) -> Iterator[str]:
    for inline in content:
        if inline.text.strip():
            yield _BY_STYLE.get(inline.style, own)
