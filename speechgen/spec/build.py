"""A read and marked document becomes a spec."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from speechgen.diagnostics import Diagnostic
from speechgen.document import Document, Heading, Mark, Paragraph, Table, plain
from speechgen.source import Span
from speechgen.spec.model import (
    Damage,
    Due,
    Item,
    Party,
    Project,
    Quantity,
    Section,
    SourceFile,
    Spec,
    TaskItem,
    TextItem,
    Words,
)

DAMAGE = frozenset(
    f"passes.{kind}"
    for kind in ("lost-characters", "corrupted-year", "cut-short", "unpaired-quote", "unpaired-bracket")
)
"""Diagnostics that say that the text itself is broken."""
MENTIONS = ("limits", "rhythms", "mechanisms", "policies", "strengths")
FRONT_KEYS = ("kind", "year", "region", "occasion", "speaker", "date")


def build_spec(document: Document) -> Spec:
    """Everything that the cleaned text says, in order; every value with its place in the source."""
    builder = _Builder(document)
    front = {m.data["key"]: m.data["value"] for m in document.marks if m.kind == "front"}
    return Spec(
        **{key: front[key] for key in FRONT_KEYS if key in front},
        title=next(iter(builder.lines("title")), None),
        subtitle=tuple(builder.lines("subtitle")),
        salutation=next(iter(builder.lines("salutation")), None),
        damage=tuple(_damage(d) for d in document.diagnostics if d.code in DAMAGE and d.where),
        source=SourceFile(file=document.source.name, sha256=document.source.sha256),
        **builder.body(),
    )


def _damage(diagnostic: Diagnostic) -> Damage:
    where = diagnostic.where
    assert where is not None
    kind = diagnostic.code.split(".", 1)[1]
    return Damage(kind=kind, text=diagnostic.data["text"], at=f"{where.line}:{where.column}+{where.length}")


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.view.text
        self.items = sorted(
            (m for m in document.marks if m.kind in ("task", "text", "owners", "cell")), key=lambda m: m.span
        )
        self.of_task: dict[Span, list[Mark]] = defaultdict(list)
        for mark in document.marks:
            if "task" in mark.data:
                self.of_task[mark.data["task"]].append(mark)
        self.facts = [m for m in document.marks if m.kind == "fact"]
        self.roles = {m.span: m.data["role"] for m in document.marks if m.kind == "role"}
        self.tasks = 0
        self.given = {m.data["id"] for m in self.items if "id" in m.data}

    def lines(self, role: str) -> Iterator[str]:
        for block in self.document.blocks:
            if isinstance(block, Paragraph) and block.role == role and block.span:
                yield self.words(block.span)

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def place(self, span: Span) -> str:
        return self.document.source.place(self.document.view.span(span.start, span.end))

    def body(self) -> dict[str, Any]:
        """Preamble, sections and closing."""
        preamble: list[Item] = []
        closing: list[Item] = []
        root: list[dict[str, Any]] = []
        stack: list[tuple[int, dict[str, Any]]] = []
        for block in self.document.blocks:
            if isinstance(block, Heading):
                section = self.section(block)
                while stack and stack[-1][0] >= block.level:
                    stack.pop()
                (stack[-1][1]["sections"] if stack else root).append(section)
                stack.append((block.level, section))
            elif (
                isinstance(block, Paragraph | Table)
                and block.role in ("body", "closing", "list", "note")
                and block.span
            ):
                to = closing if block.role == "closing" else stack[-1][1]["content"] if stack else preamble
                to += self.content(block.span)
        return {"preamble": preamble, "sections": [Section(**s) for s in root], "closing": closing}

    def section(self, heading: Heading) -> dict[str, Any]:
        assert heading.span is not None
        words, title = self.words(heading.span), plain(heading.content)
        return {
            "number": heading.number,
            "title": title,
            "ending": words[len(heading.number) + len(title) :],
            "role": self.roles.get(heading.span),
            "joined": heading.joined,
            "content": [],
            "sections": [],
            "at": self.place(heading.span),
        }

    def content(self, span: Span) -> list[Item]:
        """The sentences of one paragraph."""
        inside = [m for m in self.items if span.start <= m.span.start and m.span.end <= span.end]
        return [self.task(m) if m.kind == "task" else self.sentence(m) for m in inside]

    def opens_paragraph(self, span: Span) -> bool:
        return span.start == 0 or self.text[span.start - 1] == "\n"

    def sentence(self, mark: Mark) -> TextItem:
        facts = [m for m in self.facts if mark.span.start <= m.span.start < mark.span.end]
        return TextItem(
            text=self.words(mark.span),
            facts=tuple(self.quantity(m) for m in facts),
            paragraph=self.opens_paragraph(mark.span),
            at=self.place(mark.span),
        )

    def task(self, mark: Mark) -> TaskItem:
        of = self.of_task[mark.span]
        return TaskItem(
            task=self.words(mark.span),
            id=mark.data.get("id") or self.new_id(),
            parties=tuple(self.party(m) for m in of if m.kind == "party"),
            due=tuple(self.due(m) for m in of if m.kind == "due"),
            targets=tuple(self.quantity(m) for m in of if m.kind == "target"),
            projects=tuple(self.project(m) for m in of if m.kind == "projects"),
            **{key: tuple(self.mention(m) for m in of if m.kind == key) for key in MENTIONS},
            paragraph=self.opens_paragraph(mark.span),
            at=self.place(mark.span),
        )

    def new_id(self) -> str:
        """The next number that no task of a list came with."""
        self.tasks += 1
        while f"t-{self.tasks:03}" in self.given:
            self.tasks += 1
        return f"t-{self.tasks:03}"

    def party(self, mark: Mark) -> Party:
        suggested = mark.data.get("suggested", False)
        return Party(name=self.words(mark.span), role=mark.data["role"], suggested=suggested, at=self.place(mark.span))

    def due(self, mark: Mark) -> Due:
        return Due(
            text=self.words(mark.span),
            date=mark.data["date"],
            precision=mark.data["precision"],
            suggested=mark.data.get("suggested", False),
            at=self.place(mark.span),
        )

    def mention(self, mark: Mark) -> Words:
        return Words(text=self.words(mark.span), at=self.place(mark.span))

    def project(self, mark: Mark) -> Project:
        return Project(name=self.words(mark.span), stage=mark.data["stage"], at=self.place(mark.span))

    def quantity(self, mark: Mark) -> Quantity:
        data = {key: mark.data[key] for key in ("name", "op", "value", "unit")}
        if "period" in mark.data:
            data |= {"period": mark.data["period"], "period_at": self.place(mark.data["period_at"])}
        return Quantity(**data, suggested=mark.data.get("suggested", False), at=self.place(mark.span))
