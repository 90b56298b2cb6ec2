"""Documents inside a document: what a template attaches, made exactly as it is made alone; and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speechgen.chinese.blanks import to_give
from speechgen.diagnostics import Diagnostic
from speechgen.document import Block, Heading, Inline, Paragraph, Table
from speechgen.source import Where
from speechgen.templating import Template

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document to be attached: its title, the frame it has alone, and all of it as its template prints it."""

    title: str
    frame: str
    body: Markup


def check_blanks(blocks: Iterable[Block], template: Template, source: str) -> Iterator[Diagnostic]:
    """A warning that names what nobody has given, so that the document shows 【待定：…】 there."""
    blanks = {to_give(name): name for name in template.labels.values()}
    found = [blanks[inline.text] for inline in _inlines(blocks) if inline.text in blanks]
    if found:
        names = list(dict.fromkeys(found))
        data = {"title": template.title, "count": len(found), "names": "、".join(names), "example": names[0]}
        yield Diagnostic("render.blanks", "warning", Where(source) if source else None, data)


def _inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield from block.content
        elif isinstance(block, Table):
            yield from (i for row in block.rows for cell in row.cells for p in cell.paragraphs for i in p.content)
