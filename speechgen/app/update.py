"""`update`: what a person changed in a document that speechgen made goes back into its spec. All stages in order."""

from __future__ import annotations

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
    from speechgen.spec.returned import ReturnedRow

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
    from speechgen.spec.returned import compare_list
    from speechgen.spec.store import load_spec_file
    from speechgen.spec.text import walk_items

    if name == STANDARD:
        raise problem("update.standard-input")
    text = read_text(name)
    spec, file = load_spec_file(text, name)
    found = compare_list(spec, read_rows(edited, spec.year))
    keys = {path: (*path, "task" if hasattr(item, "task") else "text") for path, _, item in walk_items(spec)}
    answered = list(_answers(found.amendments, ask, lambda a: file.where(keys.get(a.path, a.path))))
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


def read_rows(name: str, year: int | None) -> list[ReturnedRow]:
    """The rows of a list that came back, of a spec for this year. Problem where no row carries the id of a task."""
    from speechgen.passes import run_passes

    document = run_passes(read(name))
    rows = [replace(row, task=_dated(row.task, year)) for row in _rows(document, build(document))]
    if not any(row.id for row in rows):
        raise problem("update.not-ours", Where(name))
    return rows


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
