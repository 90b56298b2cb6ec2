"""What a template that makes a list may name beside the tasks: its columns, who stands in which, its groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from speechgen.diagnostics import nearest, problem
from speechgen.render.groups import Group, RowView, check_value, group_tasks
from speechgen.render.livelihood import find_livelihood
from speechgen.render.placing import place_parties
from speechgen.render.standing import Standing, find_standing
from speechgen.render.states import UNASKED, Tracked
from speechgen.render.tallies import tally_tasks
from speechgen.render.tasks import TaskView, count, find_tasks
from speechgen.render.year_targets import find_year_targets
from speechgen.settings import Settings
from speechgen.spec.model import Spec
from speechgen.templating import Later, Library
from speechgen.units import find_unit, load_registry

ORDER = {"group": "section", "numbering": "through"}
"""The options of a list that order its rows, with what holds for a template without a list."""
ONLY: dict[str, Callable[[TaskView, Collection[int]], bool]] = {
    "livelihood": lambda task, livelihood: task.number in livelihood,
    "projects": lambda task, _: bool(task.projects),
    "targets": lambda task, _: bool(task.targets),
}
"""What a list may be about, where it is not about all tasks (its option `only`)."""
BY_PARTY = ("unit", "leader")
"""Groupings that show a task under each of its parties."""


def list_values(
    spec: Spec, options: Mapping[str, Any], library: Library, settings: Settings, tracked: Tracked = UNASKED
) -> dict[str, Any]:
    """The values by name, dear ones made `Later`; docs/add-a-thing.md lists them.

    Problem for an unknown column set, grouping or numbering, and for a unit or leader that the spec does not name.
    """
    columns = _columns(options, library, settings)
    found = find_tasks(spec, tracked.states)
    standing = cache(lambda: find_standing(found, tracked.day, tracked.period, tracked.lights))
    livelihood = cache(lambda: find_livelihood(spec))
    tasks = _in_scope(found, standing, options)
    tasks = _only(tasks, str(options.get("only", "")), lambda: livelihood()[0])
    placed, first_leads = _placed(tasks, columns, options)
    order = [options.get(name, own) if columns else own for name, own in ORDER.items()]
    groups = group_tasks(placed, *order)
    for option in BY_PARTY:
        if wanted := str(options.get(option) or ""):
            groups = only_party(groups, option, wanted, settings)
    return {
        "tasks": placed,
        "columns": columns,
        "first_leads": first_leads,
        "groups": groups,
        "count": Later(lambda: count(placed)),
        "tallies": Later(lambda: tally_tasks(placed)),
        "year_targets": Later(lambda: find_year_targets(spec, placed)),
        "projects": tuple(_by_project(placed)),
        "livelihood": Later(lambda: livelihood()[1]),
        "standing": Later(standing),
    }


def _in_scope(
    tasks: Sequence[TaskView], standing: Callable[[], Standing], options: Mapping[str, Any]
) -> Sequence[TaskView]:
    """All tasks; of a document about a period, where its option `scope` says so, those that are due in it or late."""
    check_value("scope", str(options.get("scope", "all")), ("all", "due"))
    return standing().due if options.get("scope") == "due" and standing().period else tasks


def _only(tasks: Sequence[TaskView], what: str, livelihood: Callable[[], Collection[int]]) -> Sequence[TaskView]:
    """The tasks of a list that is about some of them; Problem `render.unknown-value` for what it cannot be about."""
    check_value("only", what, ("", *ONLY))
    numbers = livelihood() if what == "livelihood" else ()
    return [t for t in tasks if not what or ONLY[what](t, numbers)]


def _by_project(tasks: Sequence[TaskView]) -> Iterator[RowView]:
    """A row for each project that a task names, with the task as it is but for the other projects."""
    named = ((task, project) for task in tasks for project in task.projects)
    for number, (task, project) in enumerate(named, 1):
        yield RowView(number, replace(task, projects=(project,)))


def only_party(groups: Sequence[Group], option: str, wanted: str, settings: Settings) -> tuple[Group, ...]:
    """The group of one party, by any of its names; Problem `render.no-such-party` where there is none."""
    registry = load_registry(settings)
    unit = find_unit(wanted, registry)

    def is_meant(group: Group) -> bool:
        mine = [p for row in group.rows for p in row.task.parties if p.name == group.name]
        return bool(mine) and (group.name == wanted or (unit is not None and mine[0].unit == unit.name))

    if found := [g for g in groups if g.name == wanted and g.tally] or [g for g in groups if is_meant(g)]:
        return tuple(found[:1])
    names = [group.name for group in groups if any(row.role for row in group.rows)]
    raise problem("render.no-such-party", option=option, name=wanted, near=nearest(wanted, names) or "—")


def _columns(options: Mapping[str, Any], library: Library, settings: Settings) -> dict[str, str]:
    """The columns of the template's list, key to printed name without line breaks; {} for one that has no list.

    Problem `render.no-task-column` for a set that shows no tasks.
    """
    if not options.get("columns"):
        return {}
    name = str(options["columns"])
    found = library.column_set(name)
    if not found.lists_tasks:
        raise problem("render.no-task-column", name=name, names="、".join(library.column_names()))
    return {c.key: settings.columns.get(c.key, c.name).replace("\n", "") for c in found.columns}


def _placed(
    tasks: Sequence[TaskView], columns: Mapping[str, str], options: Mapping[str, Any]
) -> tuple[tuple[TaskView, ...], bool]:
    """The tasks with their parties in the columns, and whether the order alone tells who leads.

    It does where a list has one column of units, exactly the first of several leads everywhere, and `marks` is off; a
    list by unit or leader always shows the roles.
    """
    always = bool(options.get("marks", True)) or options.get("group") in BY_PARTY
    by_order = not always and "lead" not in columns and count(tasks).first_leads
    placed = (
        replace(t, placed=place_parties(t.parties, columns, always or (not by_order and len(t.parties) > 1)))
        for t in tasks
    )
    return tuple(placed), by_order
