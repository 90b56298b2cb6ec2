"""Ledgers on disk: `specs/x.ledger.jsonl` beside `specs/x.yaml`. Read by anybody, added to by one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.files import append_lines, locked, read_input
from speechgen.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from speechgen.tracking import Event, Ledger

SUFFIX = ".ledger.jsonl"
TICK = timedelta(microseconds=1)


def ledger_place(spec: str) -> Path:
    """Where the ledger of a spec lies. Problem for standard input, which lies nowhere."""
    if spec == "-":
        raise problem("tracking.no-place")
    path = Path(spec)
    return path.with_name(path.stem + SUFFIX)


def load_ledger(path: Path) -> Ledger:
    """The ledger in a file; an empty one where there is none yet. Problem where the file cannot be read at all."""
    from speechgen.tracking import Ledger, read_ledger

    if not path.exists():
        return Ledger()
    ledger = read_ledger(read_input(str(path)), str(path))
    if ledger.torn:  # perhaps not by a crash: somebody may be writing at this moment
        with locked(path):
            ledger = read_ledger(read_input(str(path)), str(path))
    return ledger


def ledger_diagnostics(ledger: Ledger, path: Path) -> tuple[Diagnostic, ...]:
    """All that is wrong with the file of a ledger."""
    from speechgen.tracking import find_edited

    return (*ledger.diagnostics, *find_edited(ledger, str(path)))


def add_events(
    path: Path,
    moment: datetime,
    make: Callable[[Ledger], Sequence[Event]],
    check: Callable[[Ledger, Sequence[Event]], None] = lambda ledger, events: None,
) -> tuple[Event, ...]:
    """Add to a ledger what `make` makes of it, all or nothing; what was added, with the moment of recording.

    Between reading and writing nobody else writes. The moments rise from entry to entry, whatever the clock does, so
    that two entries of one day keep their order. `check` sees the entries as they will be written. Problem: what `make`
    or `check` raises, or the file cannot be written.
    """
    from speechgen.tracking import Ledger, dump_event, read_ledger

    with locked(path):
        ledger = read_ledger(read_input(str(path)), str(path)) if path.exists() else Ledger()
        new = make(ledger)
        first = max((moment, *(event.recorded + TICK for event in ledger.events)))
        stamped = tuple(replace(event, recorded=first + n * TICK) for n, event in enumerate(new))
        check(ledger, stamped)
        append_lines(path, [dump_event(event) for event in stamped])
    return stamped


def merge_ledgers(names: Sequence[str], output: str) -> tuple[int, tuple[Diagnostic, ...]]:
    """Add to the ledger `output` every entry of the others that it lacks; how many that were, and what was wrong.

    Nothing that stands in any of the files is changed. Problem: one cannot be read, or the output not be written.
    """
    from speechgen.tracking import Ledger, find_edited, read_ledger, union

    ledgers = {name: read_ledger(read_input(name), name) for name in names}
    path = Path(output)
    with locked(path):
        there = read_ledger(read_input(output), output) if path.exists() else Ledger()
        known = {event.id for event in there.events}
        missing = [e for e in union(*(ledger.events for ledger in ledgers.values())) if e.id not in known]
        lines = {event: line for ledger in ledgers.values() for event, line in ledger.items()}
        append_lines(path, [lines[event] for event in missing])
    every = replace(there, events=(*there.events, *(e for ledger in ledgers.values() for e in ledger.events)))
    broken = [d for ledger in ledgers.values() for d in ledger.diagnostics]
    return len(missing), (*broken, *find_edited(every, output))
