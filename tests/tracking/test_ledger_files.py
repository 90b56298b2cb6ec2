"""Ledgers on disk: two who write at once, a process that is killed, a full disk, a torn file."""

from __future__ import annotations

import datetime
import os
import random
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from speechgen.app import files
from speechgen.app.files import append_lines, locked
from speechgen.app.ledger import add_events, load_ledger, merge_ledgers
from speechgen.diagnostics import Problem
from speechgen.tracking import Event, Ledger, dump_event, event_id, read_ledger, union

MOMENT = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 3, 1)
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def make(text: str) -> Event:
    event = Event("reported", "t-001", DAY, MOMENT, text=text)
    return replace(event, id=event_id(event, ""))


def add(path: Path, *texts: str) -> tuple[Event, ...]:
    return add_events(path, MOMENT, lambda _: [make(text) for text in texts])


def child(work: Any) -> int:
    """The id of a forked process that does the work and nothing else."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


# ---- at once --------------------------------------------------------------------------------------------------------


@forks
@pytest.mark.parametrize("batch", [1, 3])
def test_processes_that_write_at_once(tmp_path: Path, batch: int) -> None:
    """Every entry of each is there, no line is broken, and the moments of recording differ."""
    path, writers, rounds = tmp_path / "x.ledger.jsonl", 4, 25

    def write(number: int) -> None:
        for n in range(rounds):
            add(path, *(f"{number}-{n}-{part}" for part in range(batch)))

    pids = [child(lambda number=number: write(number)) for number in range(writers)]
    assert [os.waitpid(pid, 0)[1] for pid in pids] == [0] * writers
    ledger = load_ledger(path)
    assert ledger.diagnostics == ()
    assert len({event.text for event in ledger.events}) == len(ledger.events) == writers * rounds * batch
    assert len({event.recorded for event in ledger.events}) == len(ledger.events)
    print(f"{writers} processes, {len(ledger.events)} entries, none lost")


def test_a_lock_that_is_not_given_up(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger.jsonl"
    with locked(path), pytest.raises(Problem) as stop, locked(path, patience=0.05):
        pytest.fail("two hold the lock")
    assert stop.value.diagnostics[0].code == "app.locked"


def test_a_reader_waits_for_a_line_that_is_being_written(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger.jsonl"
    line = dump_event(make("进展")) + "\n"
    path.write_text(line[:40], encoding="utf-8")

    def finish() -> None:
        with locked(path):
            begun.set()
            time.sleep(0.1)
            path.write_text(line, encoding="utf-8")

    begun = threading.Event()
    writer = threading.Thread(target=finish)
    writer.start()
    begun.wait()
    ledger = load_ledger(path)
    writer.join()
    assert len(ledger.events) == 1 and not ledger.torn


# ---- killed ---------------------------------------------------------------------------------------------------------


@forks
@pytest.mark.parametrize("batch", [1, 40], ids=["one", "many"])
def test_killed_at_any_moment(tmp_path: Path, batch: int) -> None:
    """After each kill the ledger is whole: all that was confirmed, and of what was under way all or nothing."""
    path, chance, kills = tmp_path / "x.ledger.jsonl", random.Random(7), 150
    text = "进展情况" * 400

    for turn in range(kills):
        receive, send = os.pipe()

        def write(turn: int = turn, send: int = send) -> None:
            for n in range(1000):
                add(path, *(f"{turn}-{n}-{part} {text}" for part in range(batch)))
                os.write(send, f"{n}\n".encode())

        pid = child(write)
        os.close(send)
        time.sleep(chance.uniform(0.001, 0.02))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with os.fdopen(receive, "rb") as pipe:
            confirmed = len(pipe.read().splitlines())
        ledger = load_ledger(path)
        assert ledger.diagnostics == ()
        mine = {event.text.split()[0] for event in ledger.events if event.text.startswith(f"{turn}-")}
        assert len(mine) in (confirmed * batch, (confirmed + 1) * batch)
        if len(ledger.events) > 2000:
            path.unlink()
    add(path, "最后")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".x.ledger.jsonl.lock", "x.ledger.jsonl"]
    print(f"{kills} kills, no line torn, no batch in part")


@forks
def test_killed_at_any_byte(tmp_path: Path) -> None:
    """The system kills the process when a file reaches so many bytes (RLIMIT_FSIZE): in the middle of a write."""
    import resource

    path, kills = tmp_path / "a.ledger.jsonl", 0
    add(path, "第一条", "第二条")
    before = path.read_bytes()
    more = len(dump_event(make("第三条" * 20)).encode()) + 1
    for limit in range(0, len(before) + more, 7):
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            add(path, "第三条" * 20)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        kills += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXFSZ
        assert path.read_bytes() == before, limit
    assert kills == len(range(0, len(before) + more, 7))
    add(path, "第三条" * 20)
    assert [event.text for event in load_ledger(path).events] == ["第一条", "第二条", "第三条" * 20]


@forks
def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "x.ledger.jsonl"
    receive, send = os.pipe()

    def hold() -> None:
        with locked(path):
            os.write(send, b".")
            time.sleep(60)

    pid = child(hold)
    os.read(receive, 1)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with locked(path, patience=1.0):
        assert path.parent.exists()


# ---- torn -----------------------------------------------------------------------------------------------------------


def test_an_entry_after_a_torn_line_begins_a_new_one(tmp_path: Path) -> None:
    """Cut at every byte of the last line: the next entry is whole, and so is every earlier one."""
    path = tmp_path / "x.ledger.jsonl"
    first, second = (dump_event(make(text)) for text in ("一", "二"))
    for cut in range(len((second + "\n").encode()) + 1):
        path.write_bytes((first + "\n").encode() + (second + "\n").encode()[:cut])
        append_lines(path, [dump_event(make("三"))])
        ledger = read_ledger(path.read_bytes(), "x")
        texts = [event.text for event in ledger.events]
        assert texts in (["一", "三"], ["一", "二", "三"])
        assert [d.code for d in ledger.diagnostics] == ([] if cut == 0 or len(texts) == 3 else ["tracking.broken-line"])
        assert [d.where.line for d in ledger.diagnostics if d.where] == [2] * len(ledger.diagnostics)


@pytest.mark.parametrize("texts", [("一",), ("一", "二")], ids=["one", "many"])
def test_a_full_disk_leaves_the_old_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: tuple[str]) -> None:
    path = tmp_path / "x.ledger.jsonl"
    add(path, "零")
    before = path.read_bytes()

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        with pytest.raises(Problem) as stop:
            add(path, *texts)
    assert stop.value.diagnostics[0].code == "app.disk-full"
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [".x.ledger.jsonl.lock", "x.ledger.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that Windows users lack")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "share" / "x.ledger.jsonl", tmp_path / "x.ledger.jsonl"
    real.parent.mkdir()
    real.touch()
    link.symlink_to(real)
    add(link, "一")
    add(link, "二", "三")
    assert link.is_symlink()
    assert [event.text for event in load_ledger(real).events] == ["一", "二", "三"]


def test_somebody_who_does_not_ask_for_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line added while the copy is being written is not lost."""
    path = tmp_path / "x.ledger.jsonl"
    add(path, "一")
    temporary, others = files._temporary, [dump_event(make("二")) + "\n"]

    def slow(place: Path, data: bytes) -> str:
        name = temporary(place, data)
        if others:
            place.write_bytes(place.read_bytes() + others.pop().encode())
        return name

    monkeypatch.setattr(files, "_temporary", slow)
    append_lines(path, [dump_event(make("三"))])
    assert [event.text for event in load_ledger(path).events] == ["一", "二", "三"]


# ---- merged ---------------------------------------------------------------------------------------------------------


def written(path: Path, *texts: str) -> str:
    add(path, *texts)
    return str(path)


def test_ledgers_merge_by_union(tmp_path: Path) -> None:
    one, two = written(tmp_path / "a", "一", "二"), written(tmp_path / "b", "二", "三")
    forth, back = tmp_path / "c", tmp_path / "d"
    assert merge_ledgers([one, two], str(forth)) == (3, ())
    assert merge_ledgers([two, one], str(back)) == (3, ())
    assert union(load_ledger(forth).events) == union(load_ledger(back).events)
    assert merge_ledgers([one, two, str(back)], str(forth)) == (0, ())


def test_merging_into_one_of_them_changes_none_of_its_lines(tmp_path: Path) -> None:
    one, two = tmp_path / "a", written(tmp_path / "b", "二")
    add(one, "一")
    one.write_bytes(one.read_bytes() + b"{broken\n" + dump_event(make("三")).replace("}", ',"new":1}').encode() + b"\n")
    before = one.read_bytes()
    count, diagnostics = merge_ledgers([str(one), two], str(one))
    assert count == 1
    assert [d.code for d in diagnostics] == ["tracking.broken-line"]
    assert one.read_bytes().startswith(before)
    assert merge_ledgers([str(one)], str(tmp_path / "c"))[0] == 3
    assert b'"new":1' in (tmp_path / "c").read_bytes(), "a key of a newer version is lost"


def test_a_missing_ledger_is_empty_and_stays_missing(tmp_path: Path) -> None:
    assert load_ledger(tmp_path / "x.ledger.jsonl") == Ledger()
    assert list(tmp_path.iterdir()) == []
