"""Events: what happened to a task, and the table that says when each may happen (`rules/ledger/events`)."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from speechgen.diagnostics import Language
from speechgen.rules import load_rule

NEW = "new"
"""The status of a task of which nothing has been recorded."""
ENDED = ("done", "closed", "dropped")
"""The statuses in which nothing is left to be done; in all others a task is open."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number reported: of what, how much, in which unit; `value` as it was given."""

    name: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a ledger. What it does not say is empty."""

    kind: str
    """One of `kinds()`."""
    task: str
    """The task's id in the spec."""
    date: datetime.date
    """The day on which it happened."""
    recorded: datetime.datetime
    """The moment at which it was entered, in UTC."""
    id: str = ""
    """Of the content; the same entry in two files is one."""
    who: str = ""
    text: str = ""
    figures: tuple[Figure, ...] = ()
    """Totals reached by the day, not what was added since the last report."""
    evidence: tuple[str, ...] = ()
    """Photographs, documents: names or places of files, as given."""
    due: datetime.date | None = None
    """Of `extended`: the new last day."""
    light: str = ""
    """Of `lit`: the light set by hand; "" leaves it to the rules again."""
    event: str = ""
    """Of `withdrawn`: the id of the entry that does not hold."""
    unit: str = ""
    """The unit that reports, by its canonical name."""
    period: str = ""
    """Of a returned form: the period that it is about."""
    problems: str = ""
    steps: str = ""
    """What is to be done next."""
    claim: str = ""
    """The status that the unit itself claims in a form."""
    origin: str = ""
    """The file from which it was collected."""

    @property
    def order(self) -> tuple[datetime.date, datetime.datetime, str]:
        """By the day, then by the moment of recording, then by id: the same in whatever order the lines stand."""
        return self.date, self.recorded, self.id


@dataclass(frozen=True, slots=True)
class EventKind:
    """A row of the table: what the event is called, when it may happen, what follows, what it must carry."""

    name: str
    words: Mapping[Language, str]
    follows: Mapping[str, str]
    """Status in which it may happen, to the status that follows."""
    needs: tuple[str, ...]


@cache
def kinds() -> dict[str, EventKind]:
    """Every kind of event by name, in the order of the table."""
    return {row["name"]: _kind(row) for row in load_rule("ledger/events")["events"]}


def _kind(row: Mapping[str, Any]) -> EventKind:
    to = row.get("to", {})
    follows = {status: to if isinstance(to, str) else to.get(status, status) for status in row["from"]}
    return EventKind(row["name"], {"zh": row["zh"], "en": row["en"]}, follows, tuple(row.get("needs", ())))


@cache
def statuses() -> dict[str, Mapping[Language, str]]:
    """The words of every status a task can have, by name, in the order of the table."""
    return {row["name"]: {"zh": row["zh"], "en": row["en"]} for row in load_rule("ledger/events")["statuses"]}


def missing_parts(event: Event) -> tuple[str, ...]:
    """What an event of its kind must carry and this one does not."""
    return tuple(need for need in kinds()[event.kind].needs if not _has(event, need))


def _has(event: Event, need: str) -> bool:
    if need == "content":
        parts = (event.text, event.figures, event.evidence, event.problems, event.steps, event.claim)
        return any(parts)
    return bool(getattr(event, need))


def event_id(event: Event, nonce: str) -> str:
    """The id of a new event: a checksum of its content without the moment of recording, and of the nonce.

    The caller passes a random nonce for what somebody enters, so that two entries alike stay two; and one made of the
    file for what is collected, so that collecting it twice adds nothing.
    """
    content = event_data(event)
    del content["recorded"]
    content.pop("id", None)
    content.pop("origin", None)  # the same return under another file name is the same
    text = json.dumps([content, nonce], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "e-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def event_data(event: Event) -> dict[str, Any]:
    """An event as plain data, without what is empty: what a line of the ledger holds."""
    data: dict[str, Any] = {}
    for field in fields(event):
        value = getattr(event, field.name)
        if field.name == "figures":
            value = [{f.name: v for f in fields(figure) if (v := getattr(figure, f.name))} for figure in value]
        elif isinstance(value, datetime.datetime):
            value = value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
        elif isinstance(value, datetime.date):
            value = value.isoformat()
        if value:
            data[field.name] = list(value) if isinstance(value, tuple) else value
    return {"id": data.pop("id"), **data} if "id" in data else data
