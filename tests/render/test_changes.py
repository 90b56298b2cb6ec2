"""The table of changes: its blocks as text, and the same words in every format."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from documents import LIBRARY, outline, specs
from hypothesis import HealthCheck, given, settings

from speechgen.diagnostics import Problem
from speechgen.document import Document, Table
from speechgen.render import render_changes, render_document
from speechgen.spec.diff import diff_specs
from speechgen.spec.model import Spec
from speechgen.spec.store import load_spec

CASES = Path(__file__).parent.parent / "cases" / "diff"
EXPECTED = Path(__file__).parent / "expected" / "changes.txt"


def case(name: str) -> tuple[Spec, Spec]:
    parts = (CASES / f"{name}.txt").read_text(encoding="utf-8").split("=== ")
    old, new = (part.split("\n", 1)[1] for part in parts[1:3])
    return load_spec(old, "old"), load_spec(new, "new")


def make(old: Spec, new: Spec, **options: object) -> Document:
    return render_changes(diff_specs(old, new), old, new, library=LIBRARY, options=options)


def test_the_blocks_are_as_expected() -> None:
    found = outline(make(*case("two-years"))) + outline(make(*case("not-compared")))
    if os.environ.get("UPDATE"):
        EXPECTED.write_text(found, encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8")


def test_unchanged_tasks_are_listed_on_demand() -> None:
    spec = load_spec("year: 2026\npreamble: [{task: 办好一事。}, {task: 抓好二事。}]\n", "a.yaml")
    rows = [
        len(t.rows) for whole in (False, True) for t in make(spec, spec, unchanged=whole).blocks if isinstance(t, Table)
    ]
    assert rows == [1, 3]


@given(specs(), specs())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_specs_make_a_table(old: Spec, new: Spec) -> None:
    document = make(old, new)
    table = next(b for b in document.blocks if isinstance(b, Table))
    diff = diff_specs(old, new)
    assert len(table.rows) == 1 + len(diff.changed) + len(diff.new) + len(diff.dropped)


def test_a_template_of_something_else_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        render_document(Spec(), "changes", library=LIBRARY)
    assert caught.value.diagnostics[0].code == "render.not-of-a-spec"
    with pytest.raises(Problem) as caught:
        render_changes(diff_specs(Spec(), Spec()), Spec(), Spec(), library=LIBRARY, template_name="arrangement")
    assert caught.value.diagnostics[0].code == "render.not-of-changes"
