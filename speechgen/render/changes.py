"""Two specs compared, as a document: what is new, what is gone, what became of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import phrase, problem
from speechgen.document import Document
from speechgen.render.build import fill_template, given_options
from speechgen.render.titles import SpecView, view_spec
from speechgen.settings import Settings
from speechgen.source import Where
from speechgen.spec.diff import Carried, Listed, SpecDiff
from speechgen.spec.differences import Difference
from speechgen.spec.model import Spec
from speechgen.templating import Library

TEMPLATE = "changes"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that changed in a task."""

    field: str
    label: str
    """In words: 指标上调, 责任单位新增."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A task with what became of it; `old` or `new` is "" where one spec lacks it."""

    number: int
    id: str
    kind: str
    """changed, added, dropped, unchanged."""
    old: str
    new: str
    section: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """The numbers over the table: of tasks, of narrative sentences, of headings."""

    added: int
    dropped: int
    changed: int
    unchanged: int
    text_added: int
    text_dropped: int
    headings_added: int
    headings_dropped: int


def render_changes(
    diff: SpecDiff,
    old: Spec,
    new: Spec,
    *,
    library: Library,
    settings: Settings | None = None,
    options: Mapping[str, Any] | None = None,
    template_name: str = TEMPLATE,
) -> Document:
    """The document that a template of `changes` makes of two specs, ready for any writer.

    Raises Problem `templating.…` or `render.…` with the template's file and line.
    """
    settings = settings or Settings()
    template = library.template(template_name)
    if template.of != "changes":
        raise problem("render.not-of-changes", Where(template.file), name=template.name)
    views = view_spec(old, settings), view_spec(new, settings)
    values = {
        "old": views[0],
        "new": views[1],
        "head": tuple(_point(d) for d in diff.head),
        "rows": change_rows(diff),
        "count": _count(diff),
        "options": given_options(template, options or {}),
    }
    return fill_template(template, values, library=library, settings=settings, fields=_fields(views[1]))


def change_rows(diff: SpecDiff) -> tuple[ChangeRow, ...]:
    """Changed tasks, then new ones, then those that are gone, then the unchanged; each in the order of its spec."""
    rows = [*_carried(diff.changed, "changed"), *_listed(diff.new, "added"), *_listed(diff.dropped, "dropped")]
    rows += _carried(tuple(pair for pair in diff.carried if not pair.differences), "unchanged")
    return tuple(ChangeRow(number, *row) for number, row in enumerate(rows, 1))


def _carried(pairs: tuple[Carried, ...], kind: str) -> Iterator[tuple[Any, ...]]:
    for pair in pairs:
        points = tuple(_point(d) for d in pair.differences)
        yield pair.new.id, kind, pair.old.task, pair.new.task, pair.section, points


def _listed(tasks: tuple[Listed, ...], kind: str) -> Iterator[tuple[Any, ...]]:
    for each in tasks:
        old, new = (each.task.task, "") if kind == "dropped" else ("", each.task.task)
        yield each.task.id, kind, old, new, each.section, ()


def _point(difference: Difference) -> Point:
    """The words of a task have columns of their own; here it only says that they changed."""
    label = phrase(f"diff.field-{difference.field}", "zh") + phrase(f"diff.kind-{difference.kind}", "zh")
    alone = difference.field == "task"
    return Point(difference.field, label, "" if alone else difference.old, "" if alone else difference.new)


def _count(diff: SpecDiff) -> ChangeCount:
    return ChangeCount(
        added=len(diff.new),
        dropped=len(diff.dropped),
        changed=len(diff.changed),
        unchanged=len(diff.carried) - len(diff.changed),
        text_added=diff.narrative.added,
        text_dropped=diff.narrative.dropped,
        headings_added=diff.narrative.headings_added,
        headings_dropped=diff.narrative.headings_dropped,
    )


def _fields(view: SpecView) -> dict[str, str]:
    return {
        "author": view.issuer,
        "region": view.region,
        "year": view.year,
        "occasion": view.occasion,
        "subject": view.title,
        "source": "",
    }
