"""What happens to the tasks of a spec during the year: events, and what follows from them. Pure: text and values in,
values out; the day is passed in, nothing is opened."""

from speechgen.tracking.events import Event, EventKind, Figure, event_id, kinds, missing_parts, statuses
from speechgen.tracking.forms import Form, Forms, FormTarget, FormTask, build_forms, find_reporters, fingerprint
from speechgen.tracking.ledger import Ledger, dump_event, find_edited, read_ledger, union
from speechgen.tracking.lights import (
    Calendar,
    Light,
    LightKind,
    Regime,
    build_regime,
    find_facts,
    find_light,
    find_reporting,
    regimes,
)
from speechgen.tracking.progress import (
    TargetProgress,
    figureless,
    find_progress,
    progresses,
    target_progresses,
)
from speechgen.tracking.replay import Replayed, TaskState, refusals, replay, replay_task, status_before
from speechgen.tracking.reporting import Rhythm, find_rhythm
from speechgen.tracking.workdays import WorkDays, make_workdays

__all__ = [
    "Calendar",
    "Event",
    "EventKind",
    "Figure",
    "Form",
    "FormTarget",
    "FormTask",
    "Forms",
    "Ledger",
    "Light",
    "LightKind",
    "Regime",
    "Replayed",
    "Rhythm",
    "TargetProgress",
    "TaskState",
    "WorkDays",
    "build_forms",
    "build_regime",
    "dump_event",
    "event_id",
    "figureless",
    "find_edited",
    "find_facts",
    "find_light",
    "find_progress",
    "find_reporters",
    "find_reporting",
    "find_rhythm",
    "fingerprint",
    "kinds",
    "make_workdays",
    "missing_parts",
    "progresses",
    "read_ledger",
    "refusals",
    "regimes",
    "replay",
    "replay_task",
    "status_before",
    "statuses",
    "target_progresses",
    "union",
]
