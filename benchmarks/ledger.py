"""How long a ledger takes: reading, replaying and adding to one of 100,000 events (or as many as are given)."""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from speechgen.app.ledger import add_events
from speechgen.spec.model import Due, Section, Spec, TaskItem
from speechgen.tracking import Event, Figure, dump_event, event_id, read_ledger, replay

START = datetime.date(2026, 1, 1)
MOMENT = datetime.datetime(2026, 1, 1, 8, tzinfo=datetime.UTC)
TASKS = 300


def make_event(number: int) -> Event:
    """A report or a reminder on one of the tasks, spread over the year."""
    day = START + datetime.timedelta(days=number * 360 // max(number, 100_000))
    event = Event(
        "urged" if number % 7 == 0 else "reported",
        f"t-{number % TASKS:03}",
        day,
        MOMENT + datetime.timedelta(seconds=number),
        who="县住建局 周工",
        text=f"已完成场地平整和管线迁改，第{number}次报送。",
        figures=(Figure("新建公厕", str(number % 40), "座"),),
    )
    return replace(event, id=event_id(event, str(number)))


def timed(name: str, start: float, note: str = "") -> None:
    """Print how long a step took."""
    print(f"{name:<28} {time.perf_counter() - start:7.2f} s  {note}")


def main() -> None:
    """Build, read, replay, add."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    tasks = tuple(TaskItem(task="新建公厕。", id=f"t-{n:03}", due=(Due(text="年底前"),)) for n in range(TASKS))
    spec = Spec(title="安排", year=2026, sections=(Section(title="安排", content=tasks),))
    data = "".join(dump_event(make_event(n)) + "\n" for n in range(count)).encode()
    start = time.perf_counter()
    ledger = read_ledger(data, "x")
    timed(f"read {count:,} events", start, f"{len(data) / 1e6:.0f} MB")
    start = time.perf_counter()
    replayed = replay(ledger.events, spec)
    held = sum(len(state.events) for state in replayed.states.values())
    timed("replay", start, f"{TASKS} tasks, {held:,} events held")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.ledger.jsonl"
        path.write_bytes(data)
        start = time.perf_counter()
        add_events(path, MOMENT, lambda _: [make_event(count + 1)])
        timed("add one to them", start)


if __name__ == "__main__":
    main()
