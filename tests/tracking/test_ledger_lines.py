"""The ledger as text: what is written is read back, and a broken line costs no other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_strategies import histories

from speechgen.tracking import Event, dump_event, find_edited, read_ledger

GOOD = '{"id":"e-1","kind":"urged","task":"t-001","date":"2026-03-01","recorded":"2026-03-01T08:00:00Z"}'


def text_of(events: list[Event]) -> bytes:
    return "".join(dump_event(event) + "\n" for event in events).encode()


@given(histories())
def test_what_is_written_is_read(events: list[Event]) -> None:
    ledger = read_ledger(text_of(events), "x")
    assert list(ledger.events) == events
    assert ledger.diagnostics == ()


@given(histories(), st.data())
def test_a_torn_end_costs_the_last_line_alone(events: list[Event], data: st.DataObject) -> None:
    whole = text_of(events)
    cut = data.draw(st.integers(0, len(whole)))
    ledger = read_ledger(whole[:cut], "x")
    lines = whole[:cut].split(b"\n")
    complete = len(lines) - 1
    assert list(ledger.events[:complete]) == events[:complete]
    last_is_whole = bool(lines[-1]) and whole[cut : cut + 1] == b"\n"
    assert len(ledger.events) == complete + last_is_whole
    assert [d.where.line for d in ledger.diagnostics if d.where] == ([len(lines)] if ledger.torn else [])
    assert ledger.torn == (bool(lines[-1]) and not last_is_whole)


@given(histories(), st.binary(max_size=40).filter(lambda b: b"\n" not in b), st.data())
def test_a_broken_line_in_the_middle(events: list[Event], junk: bytes, data: st.DataObject) -> None:
    lines = text_of(events).splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines)))
    ledger = read_ledger(b"".join([*lines[:at], junk + b"\n", *lines[at:]]), "x")
    assert list(ledger.events) == events
    assert len(ledger.diagnostics) == bool(junk.removeprefix(b"\xef\xbb\xbf" if at == 0 else b"").strip())
    assert not ledger.torn


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "broken-line"),
        ("[]", "broken-line"),
        ("7", "broken-line"),
        ("[" * 100_000, "broken-line"),
        (GOOD.replace("urged", "sung"), "unknown-kind"),
        (GOOD.replace('"urged"', "[1]"), "bad-line"),
        (GOOD.replace('"t-001"', "1"), "bad-line"),
        (GOOD.replace('"date":"2026-03-01",', ""), "bad-line"),
        (GOOD.replace('"2026-03-01"', '"2026-02-30"'), "bad-line"),
        (GOOD.replace('"2026-03-01T08:00:00Z"', '"noon"'), "bad-line"),
        (GOOD.replace('"2026-03-01T08:00:00Z"', '"0001-01-01T00:00:00+14:00"'), "bad-line"),
        (GOOD.replace('"2026-03-01T08:00:00Z"', '"9999-12-31T23:59:59.999999Z"'), "bad-line"),
        (GOOD.replace('"2026-03-01"', '"0001-01-01"'), "bad-line"),
        (GOOD.replace("urged", "extended").replace("}", ',"text":"改","due":"9999-12-31"}'), "bad-line"),
        (GOOD.replace('"id":"e-1",', ""), "bad-line"),
        (GOOD.replace("}", ',"figures":["5座"]}'), "bad-line"),
        (GOOD.replace("}", ',"figures":[{"name":5}]}'), "bad-line"),
        (GOOD.replace("}", ',"evidence":"a.jpg","due":7}'), "bad-line"),
        (GOOD.replace("}", ',"figures":7}'), "bad-line"),
    ],
)
def test_lines_that_are_no_event(line: str, code: str) -> None:
    ledger = read_ledger(f"{GOOD}\n{line}\n{GOOD}\n".encode(), "x.ledger.jsonl")
    assert [d.code for d in ledger.diagnostics] == [f"tracking.{code}"]
    assert [d.where.line for d in ledger.diagnostics if d.where] == [2]
    assert len(ledger.events) == 2
    for diagnostic in ledger.diagnostics:
        assert diagnostic.message("zh") and diagnostic.hint("en")


def test_what_editors_do_to_a_file() -> None:
    """A byte order mark, Windows line ends, an empty line, no end of the last line, a key of a newer version."""
    newer = GOOD.replace("e-1", "e-2").replace("}", ',"weather":"雨"}')
    ledger = read_ledger(f"\ufeff{GOOD}\r\n\r\n{newer}".encode(), "x")
    assert [event.id for event in ledger.events] == ["e-1", "e-2"]
    assert ledger.diagnostics == () and not ledger.torn
    assert json.loads(ledger.lines[1])["weather"] == "雨"


def test_an_edited_entry_is_told() -> None:
    other = GOOD.replace("}", ',"text":"改过"}')
    later = GOOD.replace("08:00", "09:00")
    assert [d.code for d in find_edited(read_ledger(f"{GOOD}\n{other}\n".encode(), "x"), "x")] == ["tracking.same-id"]
    assert find_edited(read_ledger(f"{GOOD}\n{later}\n".encode(), "x"), "x") == ()


def test_moments_without_a_zone_are_taken_for_utc() -> None:
    plain, zoned = GOOD.replace("08:00:00Z", "08:00:00"), GOOD.replace("08:00:00Z", "16:00:00+08:00")
    events = [read_ledger(line.encode(), "x").events[0] for line in (GOOD, plain, zoned)]
    assert len({event.recorded for event in events}) == 1
