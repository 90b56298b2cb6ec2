"""Which sentences are tasks, and where one is cut at ；: a piece that only goes on listing things is no task."""

from __future__ import annotations

import pytest

from speechgen.document import Document, View
from speechgen.passes import run_passes
from speechgen.source import Source


def tasks_of_a_plan(sentence: str) -> list[str]:
    text = f"一、2026年工作安排\n{sentence}"
    document = run_passes(Document(source=Source("speech.txt", text), view=View.of(text)))
    return [document.view.text[m.span.start : m.span.end] for m in document.marks if m.kind == "task"]


def test_a_list_of_projects_goes_on_behind_a_semicolon() -> None:
    sentence = "力争开工云茶深加工、溪石建材等工业项目；湖滨民宿、古镇漂流等旅游项目；南河风电等能源项目。"
    assert tasks_of_a_plan(sentence) == [sentence]


@pytest.mark.parametrize(
    "second",
    ["加快湖滨民宿、古镇漂流等旅游项目；", "湖滨民宿、古镇漂流等旅游项目年内竣工；", "县发改局要盯紧南河风电等项目；"],
)
def test_a_piece_with_a_verb_is_a_task(second: str) -> None:
    assert tasks_of_a_plan(f"力争开工云茶深加工等工业项目；{second}做好用地保障。")[1] == second


def test_what_a_review_says_was_reached_is_no_plan() -> None:
    text = "一、2025年工作回顾\n（一）主要目标任务圆满完成。全年完成投资12亿元。\n二、2026年工作安排\n加快项目建设。"
    document = run_passes(Document(source=Source("speech.txt", text), view=View.of(text)))
    found = [document.view.text[m.span.start : m.span.end] for m in document.marks if m.kind == "task"]
    assert found == ["加快项目建设。"]
