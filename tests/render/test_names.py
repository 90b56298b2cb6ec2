"""Whatever a template may name has its row in speechgen/templating/names.yaml, and works in both languages."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import LIBRARY, yunxi
from markupsafe import Markup

from speechgen.render import changes
from speechgen.render.build import template_values
from speechgen.settings import Settings
from speechgen.spec.diff import diff_specs
from speechgen.spec.model import Spec
from speechgen.templating import Library, expand
from speechgen.templating.filters import FILTERS
from speechgen.templating.names import Name, in_both_languages, names
from speechgen.templating.sandbox import make_environment

ROW = "give it a row in speechgen/templating/names.yaml: {{zh: …, en: …, about: …}} ({})"
DOCS = Path(__file__).parents[2] / "docs" / "add-a-thing.md"


def values() -> dict[str, Any]:
    settings = Settings(issuer="云溪县人民政府办公室")
    return template_values(yunxi(), LIBRARY.template("responsibility"), LIBRARY, settings, {})


def change_values() -> dict[str, Any]:
    """What a template of changes gets: the spec without its first tasks beside the whole."""
    spec = yunxi()
    diff = diff_specs(Spec(sections=spec.sections[:1]), spec)
    given: dict[str, Any] = {}
    library = Library([Path(__file__).parents[2] / "templates"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "fill_template", lambda template, values, **rest: given.update(values))
        changes.render_changes(diff, spec, spec, library=library)
    return given


def things(value: Any, seen: dict[type, Any] | None = None) -> dict[type, Any]:
    """One thing of every kind that can be reached from a value, the fullest that there is."""
    seen = {} if seen is None else seen
    if isinstance(value, list | tuple):
        for item in value:
            things(item, seen)
    elif isinstance(value, dict):
        things(list(value.values()), seen)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [f.name for f in dataclasses.fields(value)]
        if type(value) not in seen or filled(value) > filled(seen[type(value)]):
            seen[type(value)] = value
        for name in fields:
            things(getattr(value, name), seen)
    return seen


def filled(value: Any) -> int:
    return sum(bool(getattr(value, f.name)) for f in dataclasses.fields(value))


def attributes(kind: type) -> set[str]:
    properties = {name for name, value in vars(kind).items() if isinstance(value, property)}
    return {field.name for field in dataclasses.fields(kind)} | properties


def test_every_variable_has_its_row() -> None:
    missing = values().keys() - names().variables.keys()
    assert not missing, ROW.format(f"under variables: {sorted(missing)}")
    assert change_values().keys() == names().changes.keys(), ROW.format("under changes")
    gone = names().variables.keys() - values().keys() - {"loop"}
    assert not gone, f"no template may name them: take {sorted(gone)} out of names.yaml, or add them in render/build.py"


def test_every_attribute_has_its_row() -> None:
    found = {kind.__name__: attributes(kind) for kind in things([values(), change_values()])}
    for name, wanted in found.items():
        assert name in names().classes, ROW.format(f"under kinds, a new one with class: {name}")
        rows = names().kinds[names().classes[name]].keys()
        assert wanted - rows == set(), ROW.format(f"under kinds, {names().classes[name]}")
        assert rows - wanted == set(), f"{name} has no such attribute: take it out of names.yaml"


def test_every_filter_has_its_row() -> None:
    assert FILTERS.keys() - names().filters.keys() == set(), ROW.format("under filters")
    environment = make_environment(lambda name: None, Markup)
    for row in names().filters.values():
        assert environment.filters[row.chinese] is environment.filters[row.english]


def tables() -> Iterator[tuple[str, dict[str, Name]]]:
    yield "variables", dict(names().variables)
    yield "changes", dict(names().changes)
    yield "fields", dict(names().fields)
    yield "filters", dict(names().filters)
    for kind, rows in names().kinds.items():
        yield kind, dict(rows)


@pytest.mark.parametrize(("table", "rows"), list(tables()), ids=[name for name, _ in tables()])
def test_a_chinese_name_is_chinese_and_stands_for_one_thing(table: str, rows: dict[str, Name]) -> None:
    chinese = [row.chinese for row in rows.values()]
    assert sorted(chinese) == sorted(set(chinese)), "two things of one name"
    assert [word for word in chinese if not re.fullmatch(r"[\u4e00-\u9fff]+", word)] == []
    for row in rows.values():
        assert row.about["zh"] and row.about["en"]
        assert not row.kind or row.kind in {*names().kinds, "options"}


def test_both_names_give_the_same_value() -> None:
    both = in_both_languages(values())
    for key in values():
        assert both[names().variables[key].chinese] is both[key]
    for kind, thing in things([values(), change_values()]).items():
        for row in names().kinds[names().classes[kind.__name__]].values():
            if row.many and row.kind:  # a list of things: asked one by one
                found = "{% for a in x.NAME %}{{ loop.index }}{% endfor %}"
            else:
                found = "{{ x.NAME }}{{ x['NAME'] }}"
            if getattr(thing, row.english) is None or names().kind_of(getattr(thing, row.english)) not in ("", "date"):
                continue
            english, chinese = (
                expand(found.replace("NAME", word), {"x": thing}, file="x") for word in (row.english, row.chinese)
            )
            assert english == chinese


def test_a_whole_template_in_chinese() -> None:
    given = next(task for task in values()["tasks"] if task.leads and task.last_day and task.targets)
    text = (
        "{% for 任务 in 全部任务 | 选取('ID') %}{{ 循环.次序 }}/{{ 循环.总次数 }} {{ 任务.牵头单位 }}："
        "{{ 任务.到期日 | 公文日期 }}，{{ 任务.目标 | 连接('；') }}{% endfor %}"
        "{% for 组 in 全部任务 | 分组('类别') %}{% if 循环.是否开头 %}，{{ 组.成员 | 数量 }}{% endif %}{% endfor %}"
    )
    english = (
        "{% for task in tasks | chosen('ID') %}{{ loop.index }}/{{ loop.length }} {{ task.leads }}："
        "{{ task.last_day | date }}，{{ task.targets | join('；') }}{% endfor %}"
        "{% for g in tasks | groupby('category') %}{% if loop.first %}，{{ g.list | length }}{% endif %}{% endfor %}"
    )
    found = expand(text.replace("ID", given.id), values(), file="x")
    assert found == expand(english.replace("ID", given.id), values(), file="x")
    assert found.startswith(f"1/1 {given.leads[0].name}")


def test_the_docs_name_every_variable_and_filter() -> None:
    section = DOCS.read_text(encoding="utf-8").split("## A template")[1].split("\n## ")[0]
    for row in (*names().variables.values(), *(names().filters[key] for key in FILTERS)):
        assert f"`{row.english}`" in section and f"`{row.chinese}`" in section, (
            f"say in docs/add-a-thing.md what {row.english} {row.chinese} is"
        )
