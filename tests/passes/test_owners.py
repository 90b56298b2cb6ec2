"""Owners in brackets: what one name is, and that no label becomes part of it."""

from __future__ import annotations

import pytest

from speechgen.document import Document, View
from speechgen.passes import run_passes
from speechgen.source import Source


@pytest.mark.parametrize(
    ("bracket", "names"),
    [
        ("责任单位：市大数据局，各区、市政府", ["市大数据局", "各区、市政府"]),
        ("市大数据局牵头，有关县、区人民政府按职责分工负责", ["市大数据局", "有关县、区人民政府"]),
        ("责任单位：各区、市教育局", ["各区", "市教育局"]),
        ("包抓领导：王秀禾；责任单位：市水务局", ["王秀禾", "市水务局"]),
    ],
)
def test_names_in_a_bracket(bracket: str, names: list[str]) -> None:
    text = f"一、2026年工作安排\n1．建设公共数据平台，年底前上线。（{bracket}）"
    document = run_passes(Document(source=Source("speech.txt", text), view=View.of(text)))
    spans = [m.span for m in document.marks if m.kind == "party"]
    assert [document.view.text[s.start : s.end] for s in spans] == names


def test_a_party_of_the_sentence_and_of_the_bracket_is_one() -> None:
    text = "一、2026年工作安排\n1．建设数据平台。各地区、各部门要按月归集数据。（市大数据局牵头，各地区按职责分工负责）"
    document = run_passes(Document(source=Source("speech.txt", text), view=View.of(text)))
    names = [document.view.text[m.span.start : m.span.end] for m in document.marks if m.kind == "party"]
    assert sorted(names) == ["各地区", "各部门", "市大数据局"]


def test_the_imprint_holds_no_task() -> None:
    imprint = "抄送：市委各部门，市监委。\n各民主党派市委。\n云溪市政府办公室2026年1月3日印发"
    text = f"一、2026年工作安排\n1．建设平台。（市大数据局负责）\n{imprint}"
    document = run_passes(Document(source=Source("speech.txt", text), view=View.of(text)))
    tasks = [document.view.text[m.span.start : m.span.end] for m in document.marks if m.kind == "task"]
    assert tasks == ["建设平台。"]
