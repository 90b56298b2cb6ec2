"""Specs merged: cases as files, and what holds of any specs."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spec_strategies import specs

from speechgen.diagnostics import Diagnostic, Problem
from speechgen.rules import load_rule
from speechgen.source import Where
from speechgen.spec.merge import Merged, Part, merge_specs, name_stems
from speechgen.spec.model import Spec
from speechgen.spec.store import dump_spec, load_spec, load_spec_file
from speechgen.spec.text import iter_items, iter_tasks

CASES = sorted((Path(__file__).parents[1] / "cases" / "merge").glob("*.txt"))
RULE = load_rule("lint/contradicting-targets")


def parts(case: Path) -> tuple[str, dict[str, str], str]:
    """Why the case is there, the specs by name, what is found."""
    why, *rest = case.read_text(encoding="utf-8").split("=== ")
    files = dict(part.split("\n", 1) for part in rest)
    found = files.pop("found")
    return why, files, found


def part(name: str, text: str) -> Part:
    spec, file = load_spec_file(text, name)
    return Part(name, Path(name).stem, spec, file.where)


def line(diagnostic: Diagnostic) -> str:
    where = diagnostic.where
    place = f"{where.file}:{where.line}" if where else "-"
    return f"{diagnostic.severity} {diagnostic.code} {place}: {diagnostic.message('zh')}"


def shown(merged: Merged) -> str:
    ids = [f"{new.file}: {new.old} → {new.new}" for new in merged.new_ids]
    return dump_spec(merged.spec) + "".join(f"{each}\n" for each in (*ids, *map(line, merged.diagnostics)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cases(case: Path) -> None:
    """`UPDATE=1` writes what is found into the file; read the difference before you keep it."""
    why, files, expected = parts(case)
    try:
        found = shown(merge_specs([part(name, text) for name, text in files.items()], RULE))
    except Problem as stop:
        found = "".join(f"{line(d)}\n" for d in stop.diagnostics)
    if os.environ.get("UPDATE"):
        body = "".join(f"=== {name}\n{text}" for name, text in files.items())
        case.write_text(f"{why}{body}=== found\n{found}", encoding="utf-8")
    assert found == expected


several = st.lists(specs.map(lambda spec: spec.model_copy(update={"year": 2026})), min_size=1, max_size=3)


def merged_of(given_specs: list[Spec], whole: bool) -> Merged:
    made = [Part(f"{n}.yaml", str(n), spec, lambda path: Where("x.yaml", 1)) for n, spec in enumerate(given_specs)]
    return merge_specs(made, RULE, whole=whole)


@given(several, st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_task_is_lost_and_no_word_changed(given_specs: list[Spec], whole: bool) -> None:
    merged = merged_of(given_specs, whole)
    assert [t.task for _, t in iter_tasks(merged.spec)] == [t.task for s in given_specs for _, t in iter_tasks(s)]
    assert load_spec(dump_spec(merged.spec), "a.yaml") == merged.spec
    if whole:
        assert len(list(iter_items(merged.spec))) == sum(len(list(iter_items(s))) for s in given_specs)


@given(several)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_ids_stay_apart_and_can_be_found(given_specs: list[Spec]) -> None:
    """Every id of a spec leads to one of the merged spec, and no two specs' ids to the same one."""
    merged = merged_of(given_specs, True)
    new = {(each.file, each.old): each.new for each in merged.new_ids}
    pairs = {(f"{n}.yaml", t.id) for n, s in enumerate(given_specs) for _, t in iter_tasks(s) if t.id}
    ids = [new.get(pair, pair[1]) for pair in pairs]
    assert Counter(ids) == Counter(set(ids))
    assert set(ids) == {t.id for _, t in iter_tasks(merged.spec) if t.id}


def test_short_names_of_files_are_different() -> None:
    assert name_stems([("specs", "wang"), ("a", "plan"), ("b", "plan")]) == ["wang", "a-plan", "b-plan"]
    assert name_stems([("", "plan"), ("", "plan"), ("", "plan")]) == ["plan", "plan-2", "plan-3"]
