"""`check`: everything that is wrong or doubtful in a spec."""

from __future__ import annotations

from speechgen.app.files import read_text
from speechgen.diagnostics import Diagnostic, Problem


def check(name: str) -> tuple[Diagnostic, ...]:
    """Errors of the spec's YAML, keys and values; where there are none, what the lints find.

    Problem only where the file cannot be read at all.
    """
    text = read_text(name)
    from speechgen.lint import lint_spec
    from speechgen.spec.store import load_spec_file

    try:
        spec, file = load_spec_file(text, name)
    except Problem as stop:
        return stop.diagnostics
    return lint_spec(spec, file.where)
