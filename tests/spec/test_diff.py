"""Two specs compared: cases as files, and what holds of any two specs."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from spec_strategies import specs

from speechgen.spec.diff import SpecDiff, diff_specs
from speechgen.spec.differences import Difference
from speechgen.spec.measure import amount, compare
from speechgen.spec.model import Quantity, Spec, TaskItem
from speechgen.spec.store import load_spec
from speechgen.spec.text import iter_tasks

CASES = sorted((Path(__file__).parents[1] / "cases" / "diff").glob("*.txt"))


def parts(case: Path) -> list[str]:
    """Why the case is there, the old spec, the new one, what is found."""
    return [part.split("\n", 1)[1] for part in ("=== why\n" + case.read_text(encoding="utf-8")).split("=== ")[1:]]


def shown(diff: SpecDiff) -> str:
    lines = [line(d) for d in diff.head]
    for pair in diff.carried:
        sign = "~" if pair.differences else "="
        lines.append(f"{sign} {pair.old.id} → {pair.new.id} {pair.new.task}")
        lines += [f"    {line(d)}" for d in pair.differences]
    lines += [f"+ {each.task.id} {each.task.task}" for each in diff.new]
    lines += [f"- {each.task.id} {each.task.task}" for each in diff.dropped]
    n = diff.narrative
    lines.append(f"narrative +{n.added} -{n.dropped} ={n.kept}, headings +{n.headings_added} -{n.headings_dropped}")
    return "\n".join(lines) + "\n"


def line(difference: Difference) -> str:
    return f"{difference.field} {difference.kind}: {difference.old} → {difference.new}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cases(case: Path) -> None:
    """`UPDATE=1` writes what is found into the file; read the difference before you keep it."""
    why, old, new, expected = parts(case)
    found = shown(diff_specs(load_spec(old, "old"), load_spec(new, "new")))
    if os.environ.get("UPDATE"):
        case.write_text(f"{why}=== old\n{old}=== new\n{new}=== found\n{found}", encoding="utf-8")
    assert found == expected


@given(specs)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_spec_differs_in_nothing_from_itself(spec: Spec) -> None:
    assert diff_specs(spec, spec).empty


@given(specs, specs)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_task_of_both_sides_stands_once(old: Spec, new: Spec) -> None:
    diff = diff_specs(old, new)
    tasks = [sorted(repr(task) for _, task in iter_tasks(spec)) for spec in (old, new)]
    assert sorted(map(repr, [p.old for p in diff.carried] + [e.task for e in diff.dropped])) == tasks[0]
    assert sorted(map(repr, [p.new for p in diff.carried] + [e.task for e in diff.new])) == tasks[1]
    assert diff == diff_specs(old, new)


@pytest.mark.parametrize(
    ("value", "unit", "plain"),
    [
        ("1.2", "万亩", ("12000", "亩")),
        ("两", "万亩", ("20000", "亩")),
        ("3", "亿", ("300000000", "")),
        ("1,200", "户", ("1200", "户")),
        ("5.50", "％", ("5.50", "%")),
        ("2", "个百分点", ("2", "个百分点")),
        ("*", "%", None),
        ("5到6", "天", None),
        ("NaN", "%", None),
        ("1e999999999", "%", None),
    ],
)
def test_numbers_in_plain_units(value: str, unit: str, plain: tuple[str, str] | None) -> None:
    found = amount(Quantity(name="数", value=value, unit=unit))
    assert found == (plain and (Decimal(plain[0]), plain[1]))


@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        (("", "5", "%"), ("左右", "6", "%"), "raised"),
        (("以内", "5.5", "%"), ("不超过", "5", "%"), "lowered"),
        (("", "1", "万元"), ("", "10000", "元"), "equal"),
        (("以上", "5", "%"), ("", "6", "%"), None),
        (("", "5", "户"), ("", "6", "家"), None),
    ],
)
def test_what_can_be_compared(old: tuple[str, str, str], new: tuple[str, str, str], order: str | None) -> None:
    quantities = [Quantity(name="数", op=op, value=value, unit=unit) for op, value, unit in (old, new)]
    assert compare(*quantities) == order


def test_a_thousand_tasks_are_compared_in_seconds() -> None:
    """All pairs are looked at, so it must not be slow for the largest county."""
    old = [TaskItem(task=f"县第{n}局抓好第{n * 7}号项目建设，按月调度、按季通报，年底前完成。") for n in range(1000)]
    new = [task.model_copy(update={"task": task.task.replace("抓好", "抓紧")}) for task in old]
    assert len(diff_specs(Spec(preamble=tuple(old)), Spec(preamble=tuple(new))).carried) == 1000
