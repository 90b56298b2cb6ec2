"""What the tests of templates share: our fictional spec, any spec, a document's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from speechgen.document import Document, Heading, Inline, PageBreak, Paragraph, Table, plain
from speechgen.render import render_document
from speechgen.spec.model import Section, Spec, TextItem
from speechgen.templating import Library, builtin_folder

LIBRARY = Library([builtin_folder()])
TEMPLATES = LIBRARY.names(forms=False)


def yunxi(**changes: Any) -> Spec:
    """The spec of tests/specs/yunxi.yaml."""
    text = (Path(__file__).parent.parent / "specs" / "yunxi.yaml").read_text(encoding="utf-8")
    return Spec.model_validate(yaml.safe_load(text) | changes)


def make(spec: Spec, template: str, **options: Any) -> Document:
    return render_document(spec, template, library=LIBRARY, options=options)


def spec_words(spec: Spec) -> str:
    """All words of a spec in the order of the format."""
    out = [spec.title or "", *spec.subtitle, spec.salutation or ""]

    def items(found: tuple[Any, ...]) -> None:
        out.extend(i.text if isinstance(i, TextItem) else i.task for i in found)

    def sections(found: tuple[Section, ...]) -> None:
        for section in found:
            out.append(section.number + section.title + section.ending)
            items(section.content)
            sections(section.sections)

    items(spec.preamble)
    sections(spec.sections)
    items(spec.closing)
    return "".join(out)


def inlines(document: Document) -> Iterator[Inline]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    for paragraph in cell.paragraphs:
                        yield from paragraph.content
        elif isinstance(block, Heading | Paragraph):
            yield from block.content


def document_words(document: Document) -> str:
    """All printed words, without line breaks."""
    out = []
    for block in document.blocks:
        if isinstance(block, Heading):
            out.append(block.number + plain(block.content))
        elif isinstance(block, Paragraph):
            out.append(plain(block.content))
        elif isinstance(block, Table):
            out += [plain(p.content) for r in block.rows for c in r.cells for p in c.paragraphs]
    return "".join(out).replace("\n", "")


def outline(document: Document) -> str:
    """A document as text, one block (or row) a line: role or level, then words with their styles marked."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Heading):
            yield f"h{block.level} [{block.number}]{_styled(block.content)}"
        elif isinstance(block, Paragraph):
            yield f"{block.role} {_styled(block.content)}"
        elif isinstance(block, Table):
            yield f"table {block.role} " + " ".join(f"{c.key}:{c.width:g}" for c in block.columns)
            for row in block.rows:
                yield ("= " if row.header else "- ") + " | ".join(
                    (f"({c.rows})" if c.rows > 1 else "") + "¶".join(_styled(p.content) for p in c.paragraphs)
                    for c in row.cells
                )
        elif isinstance(block, PageBreak):
            yield f"page {block.frame}{' even' if block.even else ''}".rstrip()


def _styled(content: tuple[Inline, ...]) -> str:
    return "".join("⏎" if i.style == "break" else f"{{{i.style}:{i.text}}}" if i.style else i.text for i in content)


TEXT = st.text(
    alphabet=st.sampled_from("县乡要做好工作。；、*X％<&>|\"'{}%$\\ \t\n\r\x00\x0b\x1b\u2028\ufffe\ufdd0\u3000a1　镕"),
    min_size=1,
)
"""Words with everything in them that some format chokes on."""


def _item(text: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.fixed_dictionaries({"text": text, "paragraph": st.booleans()}),
        st.fixed_dictionaries({"task": text, "paragraph": st.booleans()}),
    )


def _sections(text: st.SearchStrategy[str], depth: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "number": st.sampled_from(["", "一、", "（二）", "1.", "（3）", "一是", "二要"]),
        "title": st.one_of(st.just(""), text),
        "ending": st.sampled_from(["", "。", "，"]),
        "joined": st.booleans(),
        "content": st.lists(_item(text), max_size=2),
    }
    if depth:
        fields["sections"] = _sections(text, depth - 1)
    return st.lists(st.fixed_dictionaries(fields), max_size=2)


def specs(text: st.SearchStrategy[str] = TEXT) -> st.SearchStrategy[Spec]:
    """Any spec, five levels deep."""
    return st.fixed_dictionaries(
        {
            "title": st.one_of(st.none(), text),
            "subtitle": st.lists(text, max_size=2),
            "salutation": st.one_of(st.none(), text),
            "preamble": st.lists(_item(text), max_size=2),
            "sections": _sections(text, 4),
            "closing": st.lists(_item(text), max_size=2),
        }
    ).map(Spec.model_validate)
