"""Units by any of their names, groups, and what an office adds. The rules' own examples are run here."""

from __future__ import annotations

import re
from typing import Any

import pytest

from speechgen.rules import load_rules
from speechgen.settings import SettingError, Settings, make_settings
from speechgen.spec.model import Party, Spec, TaskItem
from speechgen.units import (
    Registry,
    Unit,
    expand_group,
    find_unit,
    fold,
    is_unlisted,
    load_registry,
    match_unit,
    name_units,
)

RULES = load_rules("units")
REGISTRY = load_registry()


def units(example: dict[str, Any]) -> None:
    found = match_unit(example["text"], REGISTRY)
    assert (found.unit.name if found else None) == example["unit"]
    assert (found.former if found else None) == example.get("since")


def levels(example: dict[str, Any]) -> None:
    found = match_unit(example["text"], REGISTRY)
    assert found and found.level == example["level"] and example["text"] == found.level + example["rest"]


def groups(example: dict[str, Any]) -> None:
    found = expand_group(example["text"], REGISTRY)
    assert (found.name if found else None) == example["group"]


def unlisted(example: dict[str, Any]) -> None:
    assert is_unlisted(example["text"]) is example["found"]


RUNNERS = {"units": units, "unit levels": levels, "unit groups": groups, "unlisted names": unlisted}


@pytest.mark.parametrize(
    ("kind", "example"),
    [pytest.param(r["kind"], e, id=f"{name}:{n}") for name, r in RULES.items() for n, e in enumerate(r["examples"], 1)],
)
def test_example(kind: str, example: dict[str, Any]) -> None:
    RUNNERS[kind](example)


def test_every_name_belongs_to_one_unit_and_is_found() -> None:
    owners: dict[str, str] = {}
    for unit in REGISTRY.units:
        for name in (unit.name, *unit.short, *unit.offices, *unit.former):
            assert owners.setdefault(fold(name), unit.name) == unit.name, name
            assert find_unit(name, REGISTRY) is unit, name
            assert find_unit(unit.named("云溪县"), REGISTRY) is unit


def test_years_of_reforms_are_years() -> None:
    assert {year for unit in REGISTRY.units for year in unit.former.values()} <= set(range(1998, 2025))


@pytest.mark.parametrize(
    "text", ["", "（", "（）", "县", "各县发改局", "局", "云溪县", "*" * 400, "县" * 400, "发改局（" * 50]
)
def test_no_name_stays_none(text: str) -> None:
    assert find_unit(text, REGISTRY) is None or text.startswith("发改局")


def test_an_office_adds_units_names_and_groups() -> None:
    settings = make_settings(
        {
            "units": [
                "云河湿地管理处",
                {"name": "青石镇", "circle": "town"},
                {"name": "发展和改革局", "short": "发科局", "duties": ["飞地园区"]},
            ],
            "groups": {"联席会议成员": "发改局 青石镇 书画院"},
        }
    )
    own = load_registry(settings)
    assert find_unit("县发科局", own) == find_unit("县发改局", own)
    assert "飞地园区" in (find_unit("县发改局", own) or Unit("", "")).duties
    assert find_unit("云河湿地管理处", own)
    assert [unit.name for unit in members("各乡镇", own)] == ["青石镇"]
    assert [unit.name for unit in members("联席会议成员", own)] == ["发展和改革局", "青石镇", "书画院"]
    assert len(members("各部门", own)) > 30 and not members("相关部门", own) and not members("各乡镇", REGISTRY)


def members(name: str, registry: Registry) -> tuple[Unit, ...]:
    group = expand_group(name, registry)
    assert group
    return group.units


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"units": "青石镇"}, ("units",)),
        ({"units": [{"nmae": "青石镇"}]}, ("units", 0, "nmae")),
        ({"units": [{"short": "青石"}]}, ("units", 0)),
        ({"units": [["青石镇"]]}, ("units", 0)),
        ({"units": [{"name": "青石镇", "circle": "twon"}]}, ("units", 0, "circle", "twon")),
        ({"units": [{"name": "青石镇", "duties": {"a": "b"}}]}, ("units", 0, "duties")),
        ({"groups": ["青石镇"]}, ("groups",)),
        ({"groups": {"各片区": [{}]}}, ("groups", "各片区", 0)),
    ],
)
def test_what_an_office_writes_wrong_is_told_at_its_place(data: dict[str, Any], path: tuple[str | int, ...]) -> None:
    with pytest.raises(SettingError) as stop:
        make_settings(data)
    assert stop.value.path == path


def test_the_canonical_name_stands_beside_the_name_as_written() -> None:
    task = TaskItem(task="办。", parties=(Party(name="县发改局", role="lead"), Party(name="各乡镇")))
    named = name_units(Spec(preamble=(task,)), REGISTRY).preamble[0]
    assert isinstance(named, TaskItem)
    assert [(p.name, p.unit, p.role) for p in named.parties] == [
        ("县发改局", "发展和改革局", "lead"),
        ("各乡镇", "", "duty"),
    ]


def test_patterns_are_sound() -> None:
    for pattern in [u.pattern for u in REGISTRY.units] + [g.pattern for g in REGISTRY.groups]:
        re.compile(pattern)
    assert load_registry(Settings()) == REGISTRY
