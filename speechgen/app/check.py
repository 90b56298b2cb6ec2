"""`check`: everything that is wrong or doubtful in a spec."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.files import STANDARD, read_input, read_text
from speechgen.diagnostics import Diagnostic, Problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.source import Source
    from speechgen.spec.model import Spec


def check(name: str) -> tuple[Diagnostic, ...]:
    """Errors of the spec's YAML, keys and values; where there are none, what the lints find.

    Where the speech that the spec was parsed from is still there, unchanged, the places it names are looked up too.
    Problem only where the file cannot be read at all.
    """
    from speechgen.app.suggest import load_units
    from speechgen.lint import check_places, lint_spec
    from speechgen.spec.store import load_spec_file
    from speechgen.spec.text import iter_items

    text = read_text(name)
    try:
        spec, file = load_spec_file(text, name)
    except Problem as stop:
        return stop.diagnostics
    if not spec.sections and not any(iter_items(spec)):
        return (Diagnostic("lint.holds-nothing", "warning", Where(name)),)
    source = find_source(spec)
    places = check_places(spec, source.text, file.where) if source else ()
    return (*lint_spec(spec, file.where, registry=load_units(Path.cwd())), *places)


def find_source(spec: Spec) -> Source | None:
    """The text of the speech that a spec names, where the file is there and has not changed since."""
    from speechgen.readers import read_document

    if spec.source is None or not spec.source.sha256:
        return None
    try:
        data = read_input(spec.source.file) if spec.source.file != STANDARD else b""
        if hashlib.sha256(data).hexdigest() != spec.source.sha256:
            return None
        return read_document(data, spec.source.file).source
    except Problem:
        return None
