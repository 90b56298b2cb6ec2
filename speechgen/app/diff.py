"""`diff`: two specs in, what changed between them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from speechgen.app.clock import find_moment
from speechgen.app.files import STANDARD, write_outputs, write_standard
from speechgen.app.office import load_settings, open_library
from speechgen.app.render import FOLDER, refuse_edited
from speechgen.app.specs import read_spec
from speechgen.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from speechgen.spec.diff import Carried, Listed, SpecDiff
    from speechgen.spec.model import Spec


@dataclass(frozen=True)
class Compared:
    """Two specs with what differs."""

    old: Spec
    new: Spec
    diff: SpecDiff


def compare(old: str, new: str) -> Compared:
    """Load two specs and find what changed from the first to the second. Problem where one cannot be read."""
    from speechgen.spec.diff import diff_specs

    if old == new == STANDARD:
        raise problem("app.given-twice", given=STANDARD)
    specs = read_spec(old), read_spec(new)
    return Compared(*specs, diff_specs(*specs))


def place_changes(old: str, new: str, form: str) -> str:
    """Where the table of changes goes where nothing is said: output/OLD-NEW-changes.docx."""
    stems = ("stdin" if name == STANDARD else PurePath(name).stem for name in (old, new))
    return str(Path(FOLDER) / f"{'-'.join(dict.fromkeys(stems))}-changes.{form}")


def write_changes(
    compared: Compared,
    form: str,
    output: str,
    *,
    inputs: tuple[str, str],
    env: Mapping[str, str],
    whole: bool = False,
    force: bool = False,
) -> tuple[Diagnostic, ...]:
    """The table of changes as a file (`-`: to standard output); what the writer has to say.

    `whole`: with the tasks that did not change. Problem: a format that there is none of, a template that is wrong, a
    file that somebody has edited (unless `force`), a path that cannot be written.
    """
    from speechgen.render import render_changes
    from speechgen.writers import writer

    here = Path.cwd()
    made, moment, library = writer(form), find_moment(env), open_library(here)
    if made.editable and output != STANDARD and not force:
        refuse_edited([Path(output)])
    options = {"unchanged": whole}
    document = render_changes(
        compared.diff, compared.old, compared.new, library=library, settings=load_settings(here), options=options
    )
    written = made.write(document, library.frame(document.meta["frame"]), moment)
    if output == STANDARD:
        write_standard(written.data)
    else:
        write_outputs({Path(output): written.data}, inputs=inputs, force=force)
    return (*document.diagnostics, *written.diagnostics)


def diff_data(compared: Compared, names: tuple[str, str]) -> dict[str, Any]:
    """All that differs, for machines."""
    diff = compared.diff
    return {
        "old": names[0],
        "new": names[1],
        "head": [asdict(d) for d in diff.head],
        "added": [_listed(each) for each in diff.new],
        "dropped": [_listed(each) for each in diff.dropped],
        "changed": [_carried(pair) for pair in diff.changed],
        "unchanged": [pair.new.id for pair in diff.carried if not pair.differences],
        "narrative": asdict(diff.narrative),
    }


def _listed(listed: Listed) -> dict[str, Any]:
    return {"id": listed.task.id, "task": listed.task.task, "section": listed.section}


def _carried(pair: Carried) -> dict[str, Any]:
    return {
        "old_id": pair.old.id,
        "id": pair.new.id,
        "task": pair.new.task,
        "section": pair.section,
        "differences": [asdict(d) for d in pair.differences],
    }
