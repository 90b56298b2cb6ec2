"""Calendar files: every time limit of an open task, each reporting day, read back by a calendar library."""

from __future__ import annotations

import datetime

from icalendar import Calendar

from speechgen.spec.model import Spec
from speechgen.tracking import Event, Rhythm, replay
from speechgen.tracking.deadlines import due_entries, reporting_entries, write_calendar

MOMENT = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)
SPEC = Spec.model_validate(
    {
        "preamble": [
            {
                "task": "县水利局要清淤河道12公里，汛期前完成；一季度过半，\\ , ; 都要写全" + "全" * 60 + "。",
                "id": "t-001",
                "parties": [{"name": "县水利局"}],
                "due": [{"text": "一季度", "date": "2026-03-31"}, {"text": "5月底", "date": "2026-05-31"}],
            },
            {"task": "要办好茶叶节。", "id": "t-002", "due": [{"text": "4月", "date": "2026-04-30"}]},
            {"task": "要造林。", "id": "t-003"},
        ]
    }
)


def event(kind: str, task: str, day: str, **more: object) -> Event:
    return Event(kind, task, datetime.date.fromisoformat(day), MOMENT, f"e-{kind}-{task}", **more)  # type: ignore[arg-type]


def read(data: bytes) -> list[tuple[str, datetime.date, str, str]]:
    return [
        (str(e["UID"]), e.decoded("dtstart"), str(e["summary"]), str(e["description"]))
        for e in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_every_time_limit_of_an_open_task_is_a_day() -> None:
    states = list(replay([], SPEC).states.values())
    found = read(write_calendar(due_entries(states), "完成时限", "yunxi", MOMENT, 7))
    assert [(key, str(day)) for key, day, _, _ in found] == [
        ("t-001-1@yunxi.speechgen", "2026-03-31"),
        ("t-002-1@yunxi.speechgen", "2026-04-30"),
        ("t-001-2@yunxi.speechgen", "2026-05-31"),
    ]
    assert found[0][2].startswith("到期：县水利局——县水利局要清淤河道12公里") and found[0][2].endswith("…")
    assert found[0][3].split("\n")[0] == SPEC.preamble[0].task  # type: ignore[union-attr]
    assert "责任单位待明确" in found[1][2]


def test_what_is_done_is_gone_and_what_was_extended_moves() -> None:
    events = [
        event("done", "t-002", "2026-04-01"),
        event("extended", "t-001", "2026-05-20", due=datetime.date(2026, 6, 15), text="汛期推迟"),
    ]
    found = read(write_calendar(due_entries(replay(events, SPEC).states.values()), "", "yunxi", MOMENT))
    assert [(key.split("@")[0], str(day)) for key, day, _, _ in found] == [
        ("t-001-1", "2026-03-31"),
        ("t-001-2", "2026-06-15"),
    ]
    assert "（延期）" in found[1][2]


def test_reporting_days_until_the_end() -> None:
    states = tuple(replay([], SPEC).states.values())
    entries = list(
        reporting_entries([(Rhythm("month", 25), states)], datetime.date(2026, 10, 26), datetime.date(2026, 12, 31))
    )
    assert [str(e.day) for e in entries] == ["2026-11-25", "2026-12-25"]
    assert entries[0].title == "报送进展：3项任务"


def test_the_same_bytes_each_time_and_a_reminder_only_where_asked() -> None:
    states = list(replay([], SPEC).states.values())
    first, second = (write_calendar(due_entries(s), "", "yunxi", MOMENT, 7) for s in (states, states[::-1]))
    assert first == second
    assert first.count(b"BEGIN:VALARM") == 3
    assert b"VALARM" not in write_calendar(due_entries(states), "", "yunxi", MOMENT)
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))
