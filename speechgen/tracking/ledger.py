"""The ledger as text: one event a line, as JSON (https://jsonlines.org). Lines are only ever added.

A line that cannot be read is told with its number and left where it is; it costs no other line.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from speechgen.chinese.periods import YEARS
from speechgen.diagnostics import Diagnostic
from speechgen.source import Where
from speechgen.tracking.events import Event, Figure, event_data, kinds


@dataclass(frozen=True)
class Ledger:
    """The events of a file in the order of its lines, the line of each, and what is wrong with the other lines."""

    events: tuple[Event, ...] = ()
    lines: tuple[str, ...] = ()
    """The line of each event as it stands in the file, without its end."""
    diagnostics: tuple[Diagnostic, ...] = ()
    torn: bool = False
    """The last line was cut off while it was written."""

    def items(self) -> Iterator[tuple[Event, str]]:
        """Each event with its line."""
        return zip(self.events, self.lines, strict=True)


class _UnreadableError(ValueError):
    """Why a line is no event: the name of its message, and what the message says."""

    def __init__(self, name: str, **data: str) -> None:
        super().__init__(name)
        self.name = name
        self.data = data


def read_ledger(data: bytes, name: str) -> Ledger:
    """The ledger in a file's bytes. Never fails: what cannot be read is a diagnostic with its line."""
    events: list[Event] = []
    lines: list[str] = []
    diagnostics: list[Diagnostic] = []
    torn = False
    chunks = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, chunk in enumerate(chunks, 1):
        if not chunk.strip():
            continue
        try:
            text = chunk.decode("utf-8").strip()
            event = read_event(text)
        except (_UnreadableError, UnicodeDecodeError) as error:
            torn = number == len(chunks)
            diagnostics.append(_diagnostic(error, Where(name, number), torn))
            continue
        events.append(event)
        lines.append(text)
    return Ledger(tuple(events), tuple(lines), tuple(diagnostics), torn)


def _diagnostic(error: ValueError, where: Where, torn: bool) -> Diagnostic:
    if isinstance(error, _UnreadableError) and error.name != "broken-line":
        return Diagnostic(f"tracking.{error.name}", "warning", where, dict(error.data))
    return Diagnostic("tracking.torn-line" if torn else "tracking.broken-line", "warning", where)


def read_event(line: str) -> Event:
    """The event in a line; ValueError where there is none in it."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise _UnreadableError("broken-line") from None
    if not isinstance(data, dict):
        raise _UnreadableError("broken-line")
    values: dict[str, Any] = {}
    for key, value in data.items():
        try:
            if key in _READ:
                values[key] = _READ[key](value)
        except (TypeError, ValueError, AttributeError):
            raise _UnreadableError("bad-line", field=key) from None
    for key in NEEDED:
        if key not in values:
            raise _UnreadableError("bad-line", field=key)
    if values["kind"] not in kinds():
        raise _UnreadableError("unknown-kind", kind=values["kind"][:40])
    return Event(**values)


def _day(text: str) -> datetime.date:
    day = datetime.date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day


def _moment(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.year not in YEARS:
        raise ValueError(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _figures(value: Any) -> tuple[Figure, ...]:
    return tuple(Figure(*(_text(entry.get(key, "")) for key in ("name", "value", "unit"))) for entry in _list(value))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


NEEDED = ("id", "kind", "task", "date", "recorded")
"""What every line must have."""
UTC = datetime.UTC
_READ: dict[str, Callable[[Any], Any]] = {field.name: _text for field in fields(Event)} | {
    "date": _day,
    "recorded": _moment,
    "figures": _figures,
    "evidence": lambda value: tuple(map(_text, _list(value))),
    "due": _day,
}
"""How each part of a line is read; what is not named here belongs to a newer version, and is left in the file."""


def dump_event(event: Event) -> str:
    """The line of an event, without its end."""
    return json.dumps(event_data(event), ensure_ascii=False)


def union(*ledgers: Iterable[Event]) -> tuple[Event, ...]:
    """The events of all, each id once, in their order (`Event.order`).

    Of two different entries under one id (somebody edited a line) the one recorded first holds, then the one whose
    line sorts first: whichever file comes first, the outcome is the same.
    """
    found: dict[str, Event] = {}
    for event in (event for ledger in ledgers for event in ledger):
        other = found.get(event.id)
        if other is None or (event != other and _precedence(event) < _precedence(other)):
            found[event.id] = event
    return tuple(sorted(found.values(), key=lambda event: event.order))


def _precedence(event: Event) -> tuple[datetime.datetime, str]:
    return event.recorded, dump_event(event)


def find_edited(ledger: Ledger, name: str) -> tuple[Diagnostic, ...]:
    """A warning for each id under which a ledger holds two entries that differ in more than when they were recorded."""
    first: dict[str, Event] = {}
    found: dict[str, Diagnostic] = {}
    for event in ledger.events:
        other = first.setdefault(event.id, event)
        if other is not event and not _same_content(event, other):
            found[event.id] = Diagnostic("tracking.same-id", "warning", Where(name), {"id": event.id})
    return tuple(found.values())


def _same_content(event: Event, other: Event) -> bool:
    without = ("recorded", "origin")
    mine, theirs = event_data(event), event_data(other)
    return {k: v for k, v in mine.items() if k not in without} == {k: v for k, v in theirs.items() if k not in without}
