"""Time limits and reporting days as a calendar file that phones and mail programs read (RFC 5545, by icalendar)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speechgen.tracking.replay import TaskState
from speechgen.tracking.reporting import Rhythm

WORDS = 40
"""Characters of a task that stand in the title of its entry; all of it stands below."""


@dataclass(frozen=True)
class Entry:
    """A day in the calendar."""

    key: str
    """The same each time it is made, so that a program that reads the file again moves the entry and adds none."""
    day: datetime.date
    title: str
    words: str


def due_entries(states: Iterable[TaskState]) -> Iterator[Entry]:
    """An entry for each time limit of each open task; the last one where it was extended to."""
    for state in states:
        if not state.is_open:
            continue
        units = "、".join(party.name for party in state.task.parties) or "责任单位待明确"
        for n, day in enumerate(sorted({*state.milestones, *([state.due] if state.due else [])}), 1):
            moved = "（延期）" if day == state.due != state.first_due else ""
            title = f"到期{moved}：{units}——{_short(state.task.task)}"
            words = [state.task.task, f"责任单位：{units}", f"任务编号：{state.id}"]
            words += [f"状态：催办{len(urged)}次"] if (urged := state.of_kind("urged")) else []
            yield Entry(f"{state.id}-{n}", day, title, "\n".join(words))


def reporting_entries(
    rhythms: Sequence[tuple[Rhythm, tuple[TaskState, ...]]], first: datetime.date, last: datetime.date
) -> Iterator[Entry]:
    """An entry for each reporting day from `first` to `last`, with the open tasks that are to be reported on then."""
    for rhythm, states in rhythms:
        day = rhythm.next(first)
        ids = "、".join(state.id for state in states)
        while day <= last:
            key = f"report-{rhythm.every}-{rhythm.day}-{day.isoformat()}"
            yield Entry(key, day, f"报送进展：{len(states)}项任务", f"任务编号：{ids}")
            day = rhythm.next(day + datetime.timedelta(days=1))


def write_calendar(
    entries: Iterable[Entry], title: str, scope: str, moment: datetime.datetime, remind: int = 0
) -> bytes:
    """The file, its entries in the order of their days; the same bytes for the same entries and `moment` (aware).

    `scope` keeps the entries of several specs apart. `remind` is how many days before there is a reminder, 0 for none.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//speechgen//zh-CN//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for entry in sorted(entries, key=lambda e: (e.day, e.key)):
        event = Event()
        event.add("uid", f"{entry.key}@{scope}.speechgen")
        event.add("dtstamp", moment.astimezone(datetime.UTC))
        event.add("dtstart", entry.day)
        event.add("summary", entry.title)
        event.add("description", entry.words)
        event.add("transp", "TRANSPARENT")
        if remind:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.title)
            alarm.add("trigger", datetime.timedelta(days=-remind))
            event.add_component(alarm)
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _short(text: str) -> str:
    return text.rstrip("。；;") if len(text) <= WORDS else text[: WORDS - 1] + "…"
