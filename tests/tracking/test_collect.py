"""Forms that come back: what is filled in arrives, once, whatever program saved it and whenever it is killed."""

from __future__ import annotations

import datetime
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from form_files import (
    COLUMNS,
    DONE,
    SPEC,
    codes,
    fill,
    housing,
    lay_down,
    ledger_of,
    send,
    take,
    through_libreoffice,
)
from openpyxl.comments import Comment

from speechgen.app.ledger import ledger_place
from speechgen.rules import load_rule
from speechgen.tracking import read_ledger
from speechgen.tracking.phrases import is_empty_phrase


def check_done(event: Any) -> None:
    assert [(f.name, f.value, f.unit) for f in event.figures] == [("新建公厕", "4", "座"), ("改造管网", "12.5", "公里")]
    assert (event.text, event.problems, event.steps) == ("东门、西门公厕主体完工", "管线迁改滞后", "月底前完成迁改")
    assert (event.claim, event.who, event.date.isoformat()) == ("正常推进", "周工", "2026-03-25")
    assert (event.unit, event.period, event.origin[:2]) == ("住房和城乡建设局", "2026-03", "a.")


def test_a_filled_form(spec: str) -> None:
    done = take(spec, housing(DONE))
    assert codes(done) == []
    (event,) = ledger_of(spec).events
    check_done(event)
    assert (done.forms[0].taken, done.forms[0].blank, done.forms[0].held) == (1, 1, 0)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_libreoffice(spec: str, tmp_path: Path, suffix: str) -> None:
    saved = through_libreoffice(housing(DONE), tmp_path / "office", suffix)
    assert codes(take(spec, saved)) == []
    (event,) = ledger_of(spec).events
    check_done(event)


def test_the_same_form_twice_adds_nothing(spec: str) -> None:
    form = housing(DONE)
    again = fill(form, {}, form.with_name("副本.xlsx"))
    take(spec, form, again)
    before = ledger_place(spec).read_bytes()
    done = take(spec, form, again)
    assert ledger_place(spec).read_bytes() == before
    assert [f.known for f in done.forms] == [1, 1]
    assert codes(done) == []


def test_a_form_without_a_word(spec: str) -> None:
    done = take(spec, housing({("t-001#1", "填报人"): "周工", ("t-001#1", "日期"): "2026-03-25"}))
    assert (codes(done), done.forms[0].blank, done.events) == ([], 2, ())


def test_without_a_day_it_is_the_last_of_the_period(spec: str) -> None:
    take(spec, housing({("t-002#0", "进展情况"): "完成3个小区物业招标"}))
    assert ledger_of(spec).events[0].date == datetime.date(2026, 3, 31)


def test_a_target_by_quarters_is_asked_once(spec: str, tmp_path: Path) -> None:
    by_quarters = """targets:
          - {name: 新建公厕, value: "3", unit: 座, period: 一季度}
          - {name: 新建公厕, value: "7", unit: 座, period: 二季度}
"""
    lay_down(tmp_path, SPEC.replace("targets:\n", by_quarters, 1))
    send(tmp_path, spec, force=True)
    done = take(spec, housing({("t-001#1", "累计完成值"): 3, ("t-001#2", "累计完成值"): 12}))
    assert codes(done) == []
    figures = ledger_of(spec).events[0].figures
    assert [(f.name, f.value) for f in figures] == [("新建公厕", "3"), ("改造管网", "12")]


@pytest.mark.parametrize(
    ("typed", "value"),
    [(4, "4"), (4.0, "4"), ("4", "4"), ("４座", "4"), (" 4 座 ", "4"), ("1,004", "1004"), (0, "0")],
)
def test_numbers_as_people_type_them(spec: str, typed: Any, value: str) -> None:
    done = take(spec, housing({("t-001#1", "累计完成值"): typed}))
    assert [d for d in codes(done) if d != "nothing-said"] == []
    assert ledger_of(spec).events[0].figures[0].value == value


@pytest.mark.parametrize("typed", ["2026/3/25", "2026年3月25日", datetime.datetime(2026, 3, 25, 9, 30)])
def test_days_as_people_type_them(spec: str, typed: Any) -> None:
    take(spec, housing({("t-002#0", "进展情况"): "完成3个", ("t-002#0", "日期"): typed}))
    assert ledger_of(spec).events[0].date == datetime.date(2026, 3, 25)


def test_comments_and_colours_do_no_harm(spec: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        sheet.cell(rows["t-001#1"], COLUMNS["进展情况"]).comment = Comment("请核实", "县政府办")
        sheet.row_dimensions[rows["t-002#0"]].hidden = True

    assert codes(take(spec, housing(DONE, change))) == []


def test_a_formula_with_its_result(spec: str, tmp_path: Path) -> None:
    """LibreOffice calculates =2+2 and stores the 4."""
    saved = through_libreoffice(housing({("t-001#1", "累计完成值"): "=2+2"}), tmp_path / "office")
    take(spec, saved)
    assert ledger_of(spec).events[0].figures[0].value == "4"


# ---- words that say nothing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", load_rule("ledger/phrases")["examples"])
def test_the_examples_of_empty_phrases(example: dict[str, Any]) -> None:
    assert is_empty_phrase(example["text"]) is example["empty"]


def test_an_empty_phrase_is_taken_and_pointed_out(spec: str) -> None:
    done = take(spec, housing({("t-002#0", "进展情况"): "正在有序推进中。", ("t-001#1", "状态"): "已完成"}))
    assert sorted(codes(done)) == ["claims-done", "empty-phrase", "nothing-said"]
    assert len(done.events) == 2


# ---- killed ---------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_while_it_collects(spec: str, tmp_path: Path) -> None:
    """After each kill the ledger has all answers or none; in the end all of them, each once."""
    form = housing({**DONE, ("t-002#0", "进展情况"): "完成3个小区物业招标"})
    path, chance, seen = ledger_place(spec), random.Random(3), set()
    started = time.monotonic()
    take(spec, form)
    usual = time.monotonic() - started
    path.unlink()
    for _ in range(40):
        pid = os.fork()
        if not pid:
            take(spec, form)
            os._exit(0)
        time.sleep(chance.uniform(0, 1.2 * usual))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        ledger = read_ledger(path.read_bytes() if path.exists() else b"", "x")
        assert ledger.diagnostics == ()
        seen.add(len(ledger.events))
        if ledger.events and chance.random() < 0.5:
            path.unlink()
    take(spec, form)
    assert len(ledger_of(spec).events) == 2
    assert seen <= {0, 2}
    print(f"40 kills, entries found after them: {sorted(seen)}")
