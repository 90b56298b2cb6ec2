"""The pictures that a template may name: `<img src="timeline">`. Each is drawn when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from speechgen.document import Picture
from speechgen.render.charts import Stop, timeline
from speechgen.render.tasks import find_tasks
from speechgen.spec.model import Spec

LANDSCAPE = 225.0
"""Width of the type area of a landscape page in mm (GB/T 9704-2012, 5.2.1 and clause 8)."""


def find_pictures(spec: Spec, fonts: Mapping[str, str]) -> dict[str, Callable[[], Picture]]:
    """By its name, what draws each picture; `fonts` are the office's families by role."""
    return {"timeline": lambda: _timeline(spec, fonts)}


def _timeline(spec: Spec, fonts: Mapping[str, str]) -> Picture:
    """The year of the plan with the tasks that have a date in it."""
    stops = [Stop(task.number, task.last_day) for task in find_tasks(spec) if task.last_day]
    year = spec.year or min((stop.day.year for stop in stops), default=1)
    return timeline(
        f"{year}年工作任务按完成时限分布图" if stops or spec.year else "没有完成时限", year, stops, LANDSCAPE, fonts
    )
