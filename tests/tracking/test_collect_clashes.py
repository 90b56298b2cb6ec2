"""Forms that come back: returns that contradict, forms of something else, files that are none."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from form_files import (
    DONE,
    ENV,
    FARMS,
    HOUSING,
    SPEC,
    WATER,
    codes,
    fill,
    form_of,
    housing,
    lay_down,
    ledger_of,
    send,
    take,
)

from speechgen.app.specs import read_spec
from speechgen.app.track import Entry, record
from speechgen.tracking import replay

# ---- returns that contradict ----------------------------------------------------------------------------------------


def test_two_different_returns_of_one_unit(spec: str) -> None:
    one = housing(DONE)
    two = housing({**DONE, ("t-001#1", "累计完成值"): 6}, name="b.xlsx")
    done = take(spec, one, two)
    assert codes(done) == ["two-returns", "two-returns"]
    assert done.events == () and not ledger_of(spec).events
    words = done.diagnostics[0].message("zh")
    assert "新建公厕=4座" in words and "新建公厕=6座" in words


def test_a_later_return_that_differs_from_the_ledger(spec: str) -> None:
    take(spec, housing(DONE))
    changed = housing({**DONE, ("t-001#1", "累计完成值"): 6}, name="b.xlsx")
    assert codes(take(spec, changed)) == ["two-returns"]
    first = ledger_of(spec).events[0]
    record(spec, Entry("withdrawn", ["t-001"], event=first.id, text="单位更正"), ENV)
    assert codes(take(spec, changed)) == []
    assert ledger_of(spec).events[-1].figures[0].value == "6"
    assert codes(take(spec, housing(DONE))) == [], "the withdrawn one again adds nothing"


def test_a_corrected_return(spec: str) -> None:
    take(spec, housing(DONE))
    changed = housing({**DONE, ("t-001#1", "累计完成值"): 6}, name="更正.xlsx")
    done = take(spec, changed, correct=True)
    assert (codes(done), done.forms[0].corrected) == ([], 1)
    old, gone, new = ledger_of(spec).events
    assert (gone.kind, gone.event, gone.text) == ("withdrawn", old.id, "更正.xlsx")
    assert new.figures[0].value == "6"
    state = replay(ledger_of(spec).events, read_spec(spec)).states["t-001"]
    assert (state.reports, state.withdrawn, state.refused) == ((new,), (old,), ())
    assert take(spec, changed, correct=True).events == ()
    assert take(spec, housing(DONE), correct=True).events == (), "what was corrected does not come back"
    again = housing({**DONE, ("t-001#1", "累计完成值"): 7}, name="b.xlsx")
    both = [changed, housing({**DONE, ("t-001#1", "累计完成值"): 8}, name="c.xlsx"), again]
    assert codes(take(spec, *both, correct=True)) == ["two-returns", "two-returns"], "of two new ones none is chosen"


def test_two_units_about_one_task(spec: str, tmp_path: Path) -> None:
    """Both were asked: their words stand beside each other, two totals of one target do not."""
    words = {("t-003#1", "进展情况"): "上游清淤4公里"}
    water = fill(form_of(tmp_path, WATER), words, tmp_path / "w.xlsx")
    farms = fill(form_of(tmp_path, FARMS), {("t-003#1", "进展情况"): "灌渠清淤完工"}, tmp_path / "f.xlsx")
    assert codes(take(spec, water, farms)) == []
    assert {event.unit for event in ledger_of(spec).events} == {"水利局", "农业农村局"}
    send(tmp_path, spec, "2026-02")
    low = fill(form_of(tmp_path, WATER, "2026-02"), {("t-003#1", "累计完成值"): 4}, tmp_path / "l.xlsx")
    high = fill(form_of(tmp_path, FARMS, "2026-02"), {("t-003#1", "累计完成值"): 5}, tmp_path / "h.xlsx")
    assert [c for c in codes(take(spec, low, high)) if c == "two-returns"] == ["two-returns"] * 2


def test_a_task_that_is_closed_takes_no_return(spec: str) -> None:
    record(spec, Entry("done", ["t-001"], date="2026-03-01"), ENV)
    record(spec, Entry("closed", ["t-001"], date="2026-03-02"), ENV)
    assert codes(take(spec, housing(DONE))) == ["impossible"]


# ---- forms of something else ----------------------------------------------------------------------------------------


def test_another_period(spec: str, tmp_path: Path) -> None:
    assert codes(take(spec, housing(DONE), period="2026-02")) == ["other-period"]
    send(tmp_path, spec, "2026-06")
    early = fill(form_of(tmp_path, HOUSING, "2026-06"), {("t-002#0", "进展情况"): "完成3个"}, tmp_path / "e.xlsx")
    assert codes(take(spec, early)) == ["period-to-come"]
    assert not ledger_of(spec).events


def test_another_spec(spec: str, tmp_path: Path) -> None:
    other = tmp_path / "specs" / "b.yaml"
    other.write_text(SPEC.replace("云溪县2026年工作安排", "云溪县2026年民生实事"), encoding="utf-8")
    assert codes(take(str(other), housing(DONE))) == ["other-spec"]


def test_a_task_that_has_changed_or_gone_since(spec: str, tmp_path: Path) -> None:
    form = housing({**DONE, ("t-002#0", "进展情况"): "完成3个"})
    lay_down(tmp_path, SPEC.replace("公厕10座", "公厕15座").replace("id: t-002", "id: t-022"))
    assert sorted(codes(take(spec, form))) == ["changed-task", "returned-unknown"]


@pytest.mark.parametrize("version", ["0", "2", "x", None])
def test_a_form_of_another_version(spec: str, version: Any) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        sheet.parent["speechgen"]["B1"].value = version

    assert codes(take(spec, housing(DONE, change))) == ["form-version"]


def test_workbooks_that_are_no_form(spec: str, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"] = "工作任务"
    plain = tmp_path / "plain.xlsx"
    book.save(plain)
    text = tmp_path / "words.xlsx"
    text.write_text("工作任务", encoding="utf-8")
    whole = housing(DONE)
    torn = whole.with_name("torn.xlsx")
    torn.write_bytes(whole.read_bytes()[:-200])
    done = take(spec, plain, text, torn, tmp_path / "missing.xlsx", whole)
    assert codes(done)[0] == "not-a-form"
    assert [d.code for d in done.diagnostics][1:] == ["readers.not-this", "readers.broken-zip", "app.missing"]
    assert len(done.events) == 1, "the good one is taken all the same"


def test_hostile_workbooks(spec: str, tmp_path: Path) -> None:
    import zipfile

    whole = housing(DONE)
    bomb, entity = tmp_path / "bomb.xlsx", tmp_path / "entity.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, b" " * 60_000_000 if part.endswith("sheet1.xml") else old.read(part))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(entity, "w") as new:
        for part in old.namelist():
            head = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if part.endswith("sheet1.xml") else b""
            new.writestr(part, head + old.read(part))
    done = take(spec, bomb, entity)
    assert [d.code for d in done.diagnostics] == ["readers.zip-bomb", "readers.xml-entities"]
    far = housing(DONE, lambda sheet, rows: sheet.cell(1_000_000, 300, "x"), name="far.xlsx")
    started = time.monotonic()
    assert codes(take(spec, far)) == ["form-head"]
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("junk", ["[1", "[[1]]", "{}", "null", "[" * 5000, ""])
def test_a_hidden_sheet_that_was_tampered_with(spec: str, junk: str) -> None:
    def change(sheet: Any, rows: dict[str, int]) -> None:
        sheet.parent["speechgen"]["B6"].value = junk

    done = take(spec, housing(DONE, change))
    assert set(codes(done)) <= {"not-a-form", "changed-cell", "stray-row"}
    assert done.events == ()


def test_a_folder_of_forms(spec: str) -> None:
    housing(DONE)
    (Path.cwd() / "back" / "~$a.xlsx").write_bytes(b"locked by Excel")
    assert len(take(spec, Path.cwd() / "back").events) == 1
