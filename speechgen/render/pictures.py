"""The pictures that a template may name: `<img src="timeline">`. Each is drawn when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from speechgen.document import Picture
from speechgen.render.charts import Bar, State, Stop, bars, timeline
from speechgen.render.standing import NOBODY, find_standing
from speechgen.render.states import Tracked
from speechgen.render.tasks import TaskView, find_tasks
from speechgen.spec.model import Spec

MOST = 10
"""Units that a chart shows at most; a higher one often leaves half of the page before it empty."""
PORTRAIT = 156.0
LANDSCAPE = 225.0
"""Widths of the type areas in mm (GB/T 9704-2012, 5.2.1 and clause 8)."""


def find_pictures(spec: Spec, fonts: Mapping[str, str], tracked: Tracked) -> dict[str, Callable[[], Picture]]:
    """By its name, what draws each picture; `fonts` are the office's families by role."""
    tasks = cache(lambda: find_tasks(spec, tracked.states))
    return {"timeline": lambda: _timeline(spec, tasks(), fonts), "units": lambda: _units(tasks(), fonts)}


def _units(tasks: Sequence[TaskView], fonts: Mapping[str, str]) -> Picture:
    """How many tasks of each unit are done, under way and overdue, those with the most tasks first.

    Tasks of nobody have no bar: there may be so many that no other could be told from the next.
    """
    named = [unit for unit in find_standing(tasks).units if unit.name != NOBODY]
    units = sorted(named, key=lambda unit: -unit.total)[:MOST]
    rows = [Bar(unit.name, (len(unit.done), len(unit.running), len(unit.overdue))) for unit in units]
    return bars("各单位任务进展", ("已办结", "正在办理", "逾期未办结"), rows, PORTRAIT, fonts)


def _timeline(spec: Spec, tasks: Sequence[TaskView], fonts: Mapping[str, str]) -> Picture:
    """The year of the plan with the tasks that have a date in it."""
    stops = [
        Stop(task.number, task.last_day, _state(task))
        for task in tasks
        if task.last_day and task.state.key != "dropped"
    ]
    year = spec.year or min((stop.day.year for stop in stops), default=1)
    return timeline(
        f"{year}年工作任务按完成时限分布图" if stops or spec.year else "没有完成时限", year, stops, LANDSCAPE, fonts
    )


def _state(task: TaskView) -> State:
    return "done" if task.state.is_done else "late" if task.state.overdue else "open"
