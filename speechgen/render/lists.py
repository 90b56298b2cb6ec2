"""What a template that makes a list may name beside the tasks: its columns, who stands in which, its groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from speechgen.diagnostics import problem
from speechgen.render.groups import group_tasks
from speechgen.render.placing import place_parties
from speechgen.render.tasks import TaskView, count
from speechgen.settings import Settings
from speechgen.templating import Library

ORDER = {"group": "section", "numbering": "through"}
"""The options of a list that order its rows, with what holds for a template without a list."""
BY_PARTY = ("unit", "leader")
"""Groupings that show a task under each of its parties."""


def list_values(
    tasks: Sequence[TaskView], options: Mapping[str, Any], library: Library, settings: Settings
) -> dict[str, Any]:
    """The values by name; docs/add-a-thing.md lists them.

    Problem for an unknown column set, grouping or numbering.
    """
    columns = _columns(options, library, settings)
    placed, first_leads = _placed(tasks, columns, options)
    return {
        "tasks": placed,
        "columns": columns,
        "first_leads": first_leads,
        "groups": group_tasks(placed, *((options.get(n, own) if columns else own) for n, own in ORDER.items())),
        "count": count(placed),
    }


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
