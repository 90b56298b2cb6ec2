"""`forms`: a workbook for each unit to fill in, about its open tasks in one period."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.clock import find_moment
from speechgen.app.files import write_outputs
from speechgen.app.ledger import ledger_diagnostics, ledger_place, load_ledger
from speechgen.app.office import load_settings, open_library
from speechgen.app.render import refuse_edited
from speechgen.app.specs import read_spec
from speechgen.app.suggest import load_units
from speechgen.app.track import read_period
from speechgen.diagnostics import Diagnostic, nearest, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.chinese.periods import Period
    from speechgen.tracking import Form, Forms

TEMPLATE = "return"
"""Of forms as Word files."""
EDITABLE = ("xlsx", "docx")
LONGEST_NAME = 60
"""Characters of a unit's name in the name of a file."""


@dataclass(frozen=True)
class MadeForms:
    """The forms written: each path with its unit and the number of its tasks."""

    period: Period
    forms: tuple[tuple[str, str, int], ...]
    diagnostics: tuple[Diagnostic, ...]


def make_forms(
    name: str,
    env: Mapping[str, str],
    *,
    period: str,
    unit: str = "",
    formats: Sequence[str] = ("xlsx",),
    folder: str = "output",
    force: bool = False,
) -> MadeForms:
    """Write the return forms of a spec for a period, all or none, one a unit (or only that of `unit`) in each format.

    Problem: the spec or a path is wrong, the period or a format is none, no task is open for the unit, or somebody has
    filled in one of the forms that are there (unless `force`).
    """
    from speechgen.tracking import build_forms, replay

    spec, path, asked = read_spec(name), ledger_place(name), read_period(period)
    moment, registry, ledger = find_moment(env), load_units(Path.cwd()), load_ledger(path)
    made = build_forms(replay(ledger.events, spec, asked.last), spec, asked, registry)
    forms = [form for form in made.forms if not unit or form.unit == _canonical(unit)]
    if unit and not forms:
        near = nearest(unit, [form.shown for form in made.forms])
        raise problem("tracking.no-form", Where(name), given=unit, near=near)
    writers = {each: _writer(each, env) for each in formats}
    places = {Path(folder) / file_name(name, form, each): (form, each) for form in forms for each in writers}
    if not force:
        refuse_edited([place for place, (_, each) in places.items() if each in EDITABLE])
    files = {place: writers[each](form, moment) for place, (form, each) in places.items()}
    write_outputs(files, inputs=(name,), force=force)
    written = tuple((str(place), form.shown, len(form.tasks)) for place, (form, _) in places.items())
    return MadeForms(asked, written, (*ledger_diagnostics(ledger, path), *(() if unit else check_forms(made, name))))


def _writer(form_name: str, env: Mapping[str, str]) -> Callable[[Form, datetime.datetime], bytes]:
    """How a form is written: as a workbook with locked cells, else through its template. Problem for no such format."""
    from speechgen.tracking.form_sheet import write_form
    from speechgen.writers import writer

    return write_form if writer(form_name).name == "xlsx" else partial(_write_by_template, form_name, env)


def _write_by_template(form_name: str, env: Mapping[str, str], form: Form, moment: datetime.datetime) -> bytes:
    from speechgen.document import page_frames
    from speechgen.render.build import fill_template
    from speechgen.tracking.word_returns import form_values
    from speechgen.writers import writer

    library = open_library(Path.cwd(), env)
    settings = replace(load_settings(Path.cwd()), columns={})  # by the heads the form is known again
    template = library.template(TEMPLATE)
    values = {"form": form_values(form), "options": {}}
    document = fill_template(template, values, library=library, settings=settings, fields={})
    frame = library.frame(document.meta["frame"], page_frames(document.blocks))
    return writer(form_name).write(document, frame, moment).data


def _canonical(unit: str) -> str:
    from speechgen.units import find_unit

    found = find_unit(unit, load_units(Path.cwd()))
    return found.name if found else unit


def file_name(spec: str, form: Form, suffix: str) -> str:
    """The name of a form's file: spec, period, unit, without what some system forbids in names."""
    unit = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", form.shown)[:LONGEST_NAME].strip(". ")
    return f"{Path(spec).stem}-{form.period.name}-{unit}.{suffix}"


def check_forms(made: Forms, name: str) -> list[Diagnostic]:
    """The open tasks that no form asks about."""
    found = []
    if made.nobody:
        data = {"count": len(made.nobody), "tasks": listed(made.nobody)}
        found.append(Diagnostic("tracking.nobody", "warning", Where(name), data))
    for group, tasks in made.groups.items():
        data = {"group": group, "count": len(tasks), "tasks": listed(tasks)}
        found.append(Diagnostic("tracking.group", "warning", Where(name), data))
    return found


def listed(ids: tuple[str, ...], limit: int = 12) -> str:
    """Ids for a message; of very many the first."""
    return "、".join(ids[:limit]) + (" …" if len(ids) > limit else "")
