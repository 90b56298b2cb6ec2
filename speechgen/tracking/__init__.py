"""What happens to the tasks of a spec during the year: events, and what follows from them. Pure: text and values in,
values out; the day is passed in, nothing is opened."""

from speechgen.tracking.events import Event, EventKind, Figure, event_id, kinds, missing_parts, statuses
from speechgen.tracking.ledger import Ledger, dump_event, find_edited, read_ledger, union
from speechgen.tracking.replay import Replayed, TaskState, refusals, replay, replay_task, status_before

__all__ = [
    "Event",
    "EventKind",
    "Figure",
    "Ledger",
    "Replayed",
    "TaskState",
    "dump_event",
    "event_id",
    "find_edited",
    "kinds",
    "missing_parts",
    "read_ledger",
    "refusals",
    "replay",
    "replay_task",
    "status_before",
    "statuses",
    "union",
]
