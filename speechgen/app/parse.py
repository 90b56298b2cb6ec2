"""`parse`: a speech in, a spec out. All stages in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from speechgen.app.files import STANDARD, read_input
from speechgen.app.specs import State, write_spec
from speechgen.diagnostics import Diagnostic, nearest, problem
from speechgen.source import Source, Where

if TYPE_CHECKING:
    from speechgen.document import Change, Document
    from speechgen.spec.model import Section, Spec

FOLDER = "specs"
CONTEXT = 10
"""Characters shown on either side of a change."""
_SPEC = re.compile(
    r"(?:#[^\n]*\n|---\s|\s)*(?:version: ?\d|(?:kind|title|year|sections|preamble):(?s:.*)\nversion: ?\d)"
)
"""How the text of a spec begins: comments, then its keys, among them its version."""


@dataclass(frozen=True, order=True)
class NamedChange:
    """One change of cleaning as a person checks it: its place in the source, its id for `--undo`, the words."""

    line: int
    column: int
    id: str
    before: str
    after: str
    left: str = ""
    """What stands before it in its line, and behind it: enough to recognise the place."""
    right: str = ""


@dataclass(frozen=True)
class Parsed:
    """What became of one speech."""

    source: str
    output: str
    document: Document
    spec: Spec
    state: State

    @property
    def counts(self) -> dict[str, int]:
        """Sections, tasks, parties, due, targets, and changes of cleaning."""
        return {**count_spec(self.spec), "changes": len(self.document.changes)}

    @property
    def changes(self) -> tuple[NamedChange, ...]:
        """What cleaning changed, by place."""
        return name_changes(self.document)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the stages had to say."""
        return self.document.diagnostics


@dataclass(frozen=True)
class Suggesting:
    """How owners are to be proposed: learned from these specs, so many for a task."""

    learn: tuple[str, ...] = ()
    top: int = 1


def parse(
    source: str,
    output: str,
    *,
    without: Sequence[str] = (),
    undo: Sequence[str] = (),
    part: int = 1,
    suggesting: Suggesting | None = None,
    force: bool = False,
) -> Parsed:
    """Read a speech, clean it, find its outline and its tasks, build the spec, propose owners if asked to, write it.

    `without` names passes to leave out, `undo` changes of cleaning to leave undone, `part` the document to take of a
    file that holds several (0: all as one). Problem where the speech cannot be read or the spec not be written; what is
    merely doubtful is a diagnostic.
    """
    from speechgen.app.suggest import propose

    document = analyse(source, without=without, undo=undo, part=part)
    spec = build(document)
    if suggesting:
        learn = [name for name in suggesting.learn if name != output]  # not from what is about to be overwritten
        spec = propose(spec, learn=learn, top=suggesting.top)
    state = write_spec(spec, output, source=source, force=force)
    return Parsed(source, output, document, spec, state)


def read(source: str) -> Document:
    """A speech as its reader gives it. Problem where it cannot be read, and where it is a spec."""
    from speechgen.readers import read_document

    document = read_document(read_input(source), source)
    if _SPEC.match(document.source.text):
        raise problem("app.is-spec", Where(source))
    return document


def analyse(
    source: str,
    *,
    until: str | None = None,
    without: Sequence[str] = (),
    undo: Sequence[str] = (),
    part: int = 1,
) -> Document:
    """A speech through its reader and the passes (up to and including `until`).

    Problem, besides the reader's, for a name in `without` or `undo`, or a `part`, that there is none of.
    """
    from speechgen.passes import run_passes

    document = read(source)
    _check_names(document, without, undo)
    return run_passes(document, until=until, without=without, undo=undo, part=part)


def _check_names(document: Document, without: Sequence[str], undo: Sequence[str]) -> None:
    """Only cleaning can be left out, and only a change that it makes be left undone."""
    from speechgen.passes import CLEANING, run_passes

    for name in without:
        if name not in CLEANING:
            raise problem("app.unknown-pass", given=name, near=nearest(name, CLEANING), choices=", ".join(CLEANING))
    if undo:
        cleaned = run_passes(document, until=CLEANING[-1], without=without)
        known = {change.id for change in name_changes(cleaned)}
        for name in undo:
            if name not in known:
                raise problem("app.unknown-change", Where(document.source.name), given=name)


def build(document: Document) -> Spec:
    """The spec of a document that has been through all passes, with the canonical names of the units that are known."""
    from speechgen.app.suggest import load_units
    from speechgen.spec.build import build_spec
    from speechgen.units import name_units

    return name_units(build_spec(document), load_units(Path.cwd()))


def name_changes(document: Document) -> tuple[NamedChange, ...]:
    """What cleaning changed, in the order of the source."""
    from speechgen.passes._edit import change_id

    return tuple(
        sorted(_name_change(document.source, change, change_id(document, change)) for change in document.changes)
    )


def _name_change(source: Source, change: Change, name: str) -> NamedChange:
    line, column = source.line_column(change.span.start)
    before = source.text[max(0, change.span.start - CONTEXT) : change.span.start].rpartition("\n")[2]
    behind = source.text[change.span.end : change.span.end + CONTEXT].partition("\n")[0]
    return NamedChange(line, column, name, change.before, change.after, before, behind)


def count_spec(spec: Spec) -> dict[str, int]:
    """How many sections, tasks, parties, time limits and targets a spec has, as the text says; no proposals."""
    sections = list(_walk(spec.sections))
    items = [*spec.preamble, *(i for s in sections for i in s.content), *spec.closing]
    tasks = [i for i in items if hasattr(i, "task")]
    counts = {"sections": len(sections), "tasks": len(tasks)}
    keys = ("parties", "due", "targets")
    return counts | {key: sum(not part.suggested for t in tasks for part in getattr(t, key)) for key in keys}


def _walk(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def place_outputs(sources: Sequence[str], output: str | None, part: int = 1) -> list[tuple[str, str]]:
    """Each source with where its spec goes: `specs/<stem>.yaml` (`specs/<stem>-2.yaml` for the second document of a
    file), or a file or folder of the user's choice.

    Standard input goes to standard output where nothing else is said. Problem: two specs for one place, one file for
    several sources.
    """
    to_folder = output is None or output.endswith(("/", "\\")) or Path(output).is_dir()
    if output is not None and not to_folder:
        if len(sources) > 1:
            raise problem("app.one-file-for-many", Where(output), count=len(sources))
        return [(sources[0], output)]
    places: dict[str, str] = {}
    for source in sources:
        place = _place(source, output, part)
        if places.get(place) == source:
            raise problem("app.given-twice", given=source)
        if place in places:
            raise problem("app.same-output", first=places[place], second=source, output=place)
        places[place] = source
    return [(source, place) for place, source in places.items()]


def _place(source: str, folder: str | None, part: int) -> str:
    number = f"-{part}" if part > 1 else ""
    if source == STANDARD:
        return STANDARD if folder is None else str(Path(folder) / f"stdin{number}.yaml")
    return str(Path(folder or FOLDER) / f"{PurePath(source).stem}{number}.yaml")
