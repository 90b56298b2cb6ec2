"""The tasks of a page: what the spec says of each, where it stands in the source, and what parse finds today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from speechgen.diagnostics import Language
from speechgen.review.marks import PageMark, PageMarks
from speechgen.review.pairing import lacks, pair_tasks, same_place
from speechgen.review.review import Review
from speechgen.review.wording import value_words
from speechgen.spec.model import Model, Section, Spec, TaskItem, TextItem
from speechgen.spec.text import Steps, iter_tasks, walk_items

MARK_KIND = {"parties": "party", "targets": "target", "facts": "fact"}
"""The kind of the marks behind a field of an item; of the others (due, projects …) it is the field's name."""

Row = dict[str, Any]


class Tasks:
    """The rows of the page, and where each path of the spec (`sections.0.content.1.due.0`) is shown in them."""

    def __init__(self, review: Review, marks: PageMarks, language: Language) -> None:
        self.marks, self.language, self.same_source = marks, language, review.same_source
        self.rows: list[Row] = []
        self.shown: dict[Steps, int] = {}
        """The row of a task's path."""
        paths = {id(item): path for path, _, item in walk_items(review.spec)}
        sections = {id(task): above for side in (review.found, review.spec) for above, task in iter_tasks(side)}
        kept, today = ([task for _, task in iter_tasks(side)] for side in (review.spec, review.found))
        for task, other in pair_tasks(kept, today, same_source=review.same_source):
            if task is not None:
                self.shown[paths[id(task)]] = len(self.rows)
            shown = task or other
            assert shown is not None
            self.rows.append(self.row(task, other, heading(sections[id(shown)])))

    def row(self, task: TaskItem | None, other: TaskItem | None, section: str) -> Row:
        """One task; `task` is the spec's, `other` the one found today."""
        shown = task or other
        assert shown is not None
        mark = self.mark("task", other, task)
        values = [v for name, _ in parts(shown) for v in self.values(name, task, other)]
        was = other.task if task and other and other.task != task.task else ""
        changed = bool(was) or any(v["state"] for v in values)
        state = "gone" if task is None else "added" if other is None else "changed" if changed else ""
        return {
            "id": shown.id, "section": section, "text": shown.task, "mark": mark, "state": state, "was": was,
            "values": values,
        }  # fmt: skip

    def values(self, name: str, task: TaskItem | None, other: TaskItem | None) -> Iterator[Row]:
        """The parties, time limits … of a task: the spec's, then those that only parse finds."""
        kind = MARK_KIND.get(name, name)
        kept: Sequence[Model] = getattr(task, name, ())
        today: Sequence[Model] = getattr(other, name, ())
        if task is None or other is None:
            yield from (self.value(kind, value) for value in kept or today)
            return
        dropped = [value for value, missing in zip(today, lacks(today, kept), strict=True) if missing]
        for value, missing in zip(kept, lacks(kept, today), strict=True):
            new = missing and not getattr(value, "suggested", False)  # a proposal is a matter of its own
            before = next((old for old in dropped if new and same_place(old, value)), None)
            if before is not None:
                dropped.remove(before)
            yield self.value(kind, value, "changed" if before else "added" if new else "", before)
        yield from (self.value(kind, value, "gone") for value in dropped)

    def value(self, kind: str, value: Model, state: str = "", before: Model | None = None) -> Row:
        """One value; `before` is what parse finds in its place."""
        label, text, note = value_words(value, kind, self.language)
        return {
            "kind": kind, "label": label, "text": text, "note": note, "mark": self.mark(kind, value), "state": state,
            "suggested": bool(getattr(value, "suggested", False)),
            "was": " ".join(filter(None, value_words(before, kind, self.language))) if before else "",
        }  # fmt: skip

    def mark(self, kind: str, *models: Model | None) -> int:
        """The mark of the first model that has one; a person's own place in the same source gets one."""
        places = [at for model in models if (at := getattr(model, "at", None))]
        for at in places:
            if (known := self.marks.find(kind, at)) >= 0:
                return known
        for at in places if self.same_source else ():
            if span := self.marks.span(at):
                return self.marks.add(PageMark(kind, span))
        return -1

    def facts(self, spec: Spec) -> list[Row]:
        """The numbers of all sentences that order nothing."""
        items = [item for _, _, item in walk_items(spec) if isinstance(item, TextItem)]
        return [self.value("fact", fact) for item in items for fact in item.facts]


def parts(item: Model) -> Iterator[tuple[str, tuple[Model, ...]]]:
    """What a sentence holds, field by field: parties, due, targets, facts …"""
    for name in type(item).model_fields:
        values = getattr(item, name)
        if isinstance(values, tuple):
            yield name, values


def heading(sections: tuple[Section, ...]) -> str:
    """The sections that a task stands in, from the outermost down."""
    return " › ".join(f"{section.number}{section.title}" for section in sections if section.number or section.title)
