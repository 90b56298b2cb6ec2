"""A spec that a person has edited: the page shows its values, and where parse finds something else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from review_pages import SPEECH, page_of

from speechgen.app.parse import analyse, build
from speechgen.review.pairing import pair_tasks
from speechgen.spec.model import TaskItem
from speechgen.spec.store import dump_spec


@pytest.fixture
def spec(tmp_path: Path) -> str:
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    return dump_spec(build(analyse(str(tmp_path / "speech.txt"))))


def differences(data: dict[str, Any]) -> list[str]:
    return [concern["message"] for concern in data["concerns"] if concern["topic"] == "differs"]


def test_an_untouched_spec_does_not_differ(tmp_path: Path, spec: str) -> None:
    data, _ = page_of(SPEECH, tmp_path, spec=spec)
    assert differences(data) == []
    assert all(not task["state"] for task in data["tasks"])
    assert data["spec"] == "edited.yaml"


def test_a_changed_value_stands_with_what_parse_finds(tmp_path: Path, spec: str) -> None:
    assert "{name: 县统计局, role: support" in spec
    data, _ = page_of(
        SPEECH, tmp_path, spec=spec.replace("{name: 县统计局, role: support", "{name: 县统计局, role: duty")
    )
    task = next(task for task in data["tasks"] if task["state"])
    value = next(value for value in task["values"] if value["state"])
    assert (task["state"], value["state"]) == ("changed", "changed")
    assert (value["label"], value["text"], value["was"]) == ("责任", "县统计局", "配合 县统计局")
    assert value["mark"] >= 0
    assert len(differences(data)) == 1


def test_values_added_and_taken_out(tmp_path: Path, spec: str) -> None:
    edited = re.sub(r"\{name: 县统计局, [^}]*\}", "{name: 县林业局, role: duty, suggested: true}", spec)
    assert edited != spec
    data, _ = page_of(SPEECH, tmp_path, spec=edited)
    values = {v["text"]: v for task in data["tasks"] for v in task["values"]}
    assert values["县林业局"]["suggested"] and values["县林业局"]["mark"] == -1
    assert values["县统计局"]["state"] == "gone"
    assert [c["task"] for c in data["concerns"] if c["topic"] == "suggested"] == [0]


def test_a_task_of_one_side_only(tmp_path: Path, spec: str) -> None:
    edited = spec.replace("text: 下面，我就全县重点工作作如下安排。", "task: 县档案局要建好档案馆。\n    id: t-900")
    assert edited != spec
    data, _ = page_of(SPEECH, tmp_path, spec=edited)
    added = next(task for task in data["tasks"] if task["id"] == "t-900")
    assert added["state"] == "added"
    edited = spec.replace("task: 下月内完成设计。", "text: 下月内完成设计。")
    assert edited != spec
    edited = edited[: edited.index("text: 下月内")] + "text: 下月内完成设计。\n"
    data, _ = page_of(SPEECH, tmp_path, spec=edited)
    assert [task["text"] for task in data["tasks"] if task["state"] == "gone"] == ["下月内完成设计。"]


def test_the_head_of_the_spec(tmp_path: Path, spec: str) -> None:
    data, _ = page_of(SPEECH, tmp_path, spec=spec.replace("year: 2026", "year: 2027"))
    assert [(h["text"], h["was"]) for h in data["head"] if h["label"] == "年度"] == [("2027", "2026")]


def test_places_of_another_text_are_not_believed(tmp_path: Path, spec: str) -> None:
    data, _ = page_of("云溪县人民政府文件\n" + SPEECH, tmp_path, spec=spec)
    assert data["sameSource"] is False
    for task in data["tasks"]:
        mark = data["marks"][task["mark"]]
        assert data["text"][mark["start"] : mark["end"]].rstrip(".。；") == task["text"].rstrip("。；")


def task(words: str, at: str | None = None, name: str = "") -> TaskItem:
    return TaskItem(task=words, id=name, at=at)


def test_tasks_are_paired_by_place_then_words_then_id() -> None:
    kept = [task("甲改。", "1:1+2"), task("乙。"), task("丙改。", name="t-3"), task("丁。", name="t-9")]
    found = [task("甲。", "1:1+2"), task("戊。", "2:1+2"), task("乙。", "3:1+2"), task("丙。", "4:1+2", "t-3")]
    assert pair_tasks(kept, found, same_source=True) == [
        (kept[0], found[0]), (None, found[1]), (kept[1], found[2]), (kept[2], found[3]), (kept[3], None),
    ]  # fmt: skip
    assert (kept[0], found[0]) not in pair_tasks(kept, found, same_source=False)


def test_two_tasks_of_the_same_words_stay_two() -> None:
    twice = [task("抓好落实。"), task("抓好落实。")]
    assert pair_tasks(twice, twice, same_source=True) == [(twice[0], twice[0]), (twice[1], twice[1])]
