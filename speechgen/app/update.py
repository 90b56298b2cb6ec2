"""`update`: what a person changed in a document that speechgen made goes back into its spec. All stages in order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.files import STANDARD, read_text, write_outputs
from speechgen.app.parse import build, read
from speechgen.diagnostics import Diagnostic, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.document import Document
    from speechgen.spec.amend import Amendment
    from speechgen.spec.model import Due, Spec, TaskItem
    from speechgen.spec.returned import Found, ReturnedRow
    from speechgen.yamlfile import KeyPath

Asked = Callable[["Amendment", Where], bool | None]
"""Whether a change is to be made; its place in the spec's file is given. None: neither this one nor any other."""


@dataclass(frozen=True)
class Updated:
    """What became of one spec."""

    amendments: tuple[tuple[Amendment, Where, bool], ...]
    """Each change with its place in the spec's file, and whether it was made."""
    held: tuple[Diagnostic, ...]
    """What a person has to carry over by hand."""

    @property
    def taken(self) -> int:
        """How many changes were made."""
        return sum(made for _, _, made in self.amendments)


def update(name: str, edited: str, ask: Asked, *, dry: bool = False) -> Updated:
    """Read the edited document, compare it with the spec, ask of each change, write the spec in place (not if `dry`).

    Comments, order and ids of the spec's file stay. Problem: a file that cannot be read, a document that speechgen did
    not make of this spec, a spec that somebody else has changed in the meantime.
    """
    from speechgen.spec.amend import apply_amendments
    from speechgen.spec.patch import update_spec_text
    from speechgen.spec.store import load_spec_file

    if name == STANDARD:
        raise problem("update.standard-input")
    text = read_text(name)
    spec, file = load_spec_file(text, name)
    found = compare(spec, edited)
    answered = list(_answers(found.amendments, ask, lambda a: file.where(_place(a))))
    taken = [amendment for amendment, _, made in answered if made]
    if taken and not dry:
        new = update_spec_text(text, apply_amendments(spec, taken))
        if read_text(name) != text:
            raise problem("update.changed-meanwhile", Where(name))
        write_outputs({Path(name): new.encode()}, force=True)
    return Updated(tuple(answered), found.held)


def _answers(
    amendments: Sequence[Amendment], ask: Asked, locate: Callable[[Amendment], Where]
) -> Iterator[tuple[Amendment, Where, bool]]:
    stopped = False
    for amendment in amendments:
        where = locate(amendment)
        answer = None if stopped else ask(amendment, where)
        stopped = stopped or answer is None
        yield amendment, where, bool(answer)


def _place(amendment: Amendment) -> KeyPath:
    """Where a change belongs in the spec's file: its words; of a new sentence, what it stands behind."""
    path = amendment.path
    if amendment.act == "insert" and path[-1] == -1:
        return (*path[:-2], "title") if len(path) > 2 else ("title",)
    if not path:
        return (amendment.what,)
    return (*path, "title" if amendment.what == "heading" else "text" if amendment.what == "text" else "task")


def compare(spec: Spec, edited: str) -> Found:
    """What a document that came back says and the spec does not: a list by the ids of its rows, a text by its words.

    Problem for a document that speechgen did not make of this spec.
    """
    from speechgen.document import Table
    from speechgen.passes import run_passes
    from speechgen.spec.edit import change_tasks
    from speechgen.spec.edited_text import compare_text
    from speechgen.spec.returned import compare_list

    source = read(edited)
    document = run_passes(source)
    again = build(document)
    rows = [replace(row, task=_dated(row.task, spec.year)) for row in _rows(document, again)]
    if any(row.id for row in rows):
        return compare_list(spec, rows)
    if any(isinstance(block, Table) for block in source.blocks):
        raise problem("update.not-ours", Where(edited))
    base = build(run_passes(_printed(spec)))
    dated = [change_tasks(each, lambda _, task: _dated(task, spec.year)) for each in (base, again)]
    found = compare_text(spec, dated[0], dated[1], edited)
    if found is None:
        raise problem("update.other-text", Where(edited))
    return found


def _printed(spec: Spec) -> Document:
    """The arrangement as it is printed, read back."""
    from speechgen.app.office import open_library
    from speechgen.readers import read_document
    from speechgen.render import render_document
    from speechgen.writers import writer

    library = open_library(Path.cwd())
    document = render_document(spec, "arrangement", library=library)
    moment = datetime.datetime(spec.year or 2000, 1, 1, tzinfo=datetime.UTC)  # of no weight: nobody keeps this file
    written = writer("html").write(document, library.frame(document.meta["frame"]), moment)
    return read_document(written.data, "arrangement.html")


def _rows(document: Document, spec: Spec) -> Iterator[ReturnedRow]:
    from speechgen.document import Table
    from speechgen.passes._returned import find_lines
    from speechgen.passes._tables import list_rows
    from speechgen.spec.edit import without_places
    from speechgen.spec.model import TaskItem
    from speechgen.spec.returned import ReturnedRow
    from speechgen.spec.text import iter_tasks

    text, tasks = document.view.text, {task.at: task for _, task in iter_tasks(spec)}
    for block in document.blocks:
        for row in list_rows(text, block) if isinstance(block, Table) else ():
            span = document.view.span(row.task.start, row.task.end)
            task = tasks.get(document.source.place(span))
            if task is None:  # not read as a task: nobody can say what else the row says
                task, row = TaskItem(task=text[row.task.start : row.task.end]), replace(row, id="")
            goals = [cell for meaning, cell in row.cells if meaning == "goal"]
            lines = tuple(line for cell in goals for line in find_lines(text, cell))
            yield ReturnedRow(row.id, without_places(task), row.columns, lines, document.source.where(span))


def _dated(task: TaskItem, year: int | None) -> TaskItem:
    """The task with the days that its time limits mean in the spec's year, whatever year the document names."""
    from speechgen.passes.dues import find_dues
    from speechgen.source import Span

    def dated(due: Due) -> Due:
        whole = Span(0, len(due.text))
        found = next((date for span, date, _ in find_dues(due.text, whole, year) if span == whole), due.date)
        return due.model_copy(update={"date": found})

    return task.model_copy(update={"due": tuple(map(dated, task.due))})
