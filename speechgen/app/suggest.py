"""`suggest`: owners proposed for the tasks of a spec that name none. Also what `parse --suggest` uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.files import STANDARD, read_text, refuse_input, write_outputs, write_standard
from speechgen.app.office import load_settings
from speechgen.diagnostics import problem

if TYPE_CHECKING:
    from speechgen.spec.model import Spec
    from speechgen.units import Registry


@dataclass(frozen=True)
class Proposed:
    """One proposal as a person checks it."""

    line: int
    """Of the task in the spec's file."""
    id: str
    task: str
    name: str
    unit: str
    reason: str


@dataclass(frozen=True)
class Suggested:
    """What became of one spec."""

    source: str
    output: str
    proposals: tuple[Proposed, ...]
    without: int
    """Tasks that still name nobody."""


def load_units(folder: Path) -> Registry:
    """The units that hold in a folder: speechgen's own with those of its office.yaml. Problem where that is wrong."""
    from speechgen.units import load_registry

    return load_registry(load_settings(folder))


def suggest(name: str, output: str = "", *, learn: Sequence[str] = (), top: int = 1, force: bool = False) -> Suggested:
    """Propose owners for a spec; written to `output` (`-`: standard output), or nowhere where none is given.

    The file's comments, order and quoting stay. Problem: a spec that cannot be read, an output that is the spec itself
    (unless `force`) or another file that is there already, a path that cannot be written.
    """
    from speechgen.spec.patch import update_spec_text
    from speechgen.spec.store import load_spec_file

    text = read_text(name)
    spec, file = load_spec_file(text, name)
    proposed = propose(spec, learn=[other for other in learn if other != name], top=top)
    lines = {path: file.where(path).line for path in _paths(spec)}
    result = Suggested(name, output, _proposals(proposed, lines), count_without(proposed))
    if output == STANDARD:
        write_standard(update_spec_text(text, proposed).encode())
    elif output:
        _write(Path(output), update_spec_text(text, proposed), name, force=force)
    return result


def propose(spec: Spec, *, learn: Iterable[str] = (), top: int = 1) -> Spec:
    """The spec with owners proposed, learned from the tasks of these specs. Problem where one cannot be read."""
    from speechgen.app.specs import read_spec
    from speechgen.suggest import Ranking, suggest_parties
    from speechgen.suggest import learn as learn_spec

    if top < 1:
        raise problem("units.top-too-small", given=top)
    settings = load_settings(Path.cwd())
    registry = load_units(Path.cwd())
    earlier = [task for name in dict.fromkeys(learn) for task in learn_spec(read_spec(name), Path(name).name, registry)]
    return suggest_parties(spec, Ranking(registry, earlier), top=top, region=settings.region)


def count_suggested(spec: Spec) -> int:
    """How many parties of a spec are only suggested."""
    from speechgen.spec.text import iter_tasks

    return sum(party.suggested for _, task in iter_tasks(spec) for party in task.parties)


def count_without(spec: Spec) -> int:
    """How many tasks of a spec name nobody."""
    from speechgen.spec.text import iter_tasks

    return sum(not task.parties for _, task in iter_tasks(spec))


def _paths(spec: Spec) -> list[tuple[str | int, ...]]:
    from speechgen.spec.text import walk_items

    return [path for path, _, _ in walk_items(spec)]


def _proposals(spec: Spec, lines: dict[tuple[str | int, ...], int]) -> tuple[Proposed, ...]:
    from speechgen.spec.model import TaskItem
    from speechgen.spec.text import walk_items

    return tuple(
        Proposed(lines[path], item.id, item.task, party.name, party.unit, party.reason)
        for path, _, item in walk_items(spec)
        if isinstance(item, TaskItem)
        for party in item.parties
        if party.suggested
    )


def _write(path: Path, text: str, source: str, *, force: bool) -> None:
    if not force:
        refuse_input(path, (source,))
        if path.exists():
            raise problem("units.output-exists", path=str(path))
    write_outputs({path: text.encode()}, inputs=(source,), force=force)
