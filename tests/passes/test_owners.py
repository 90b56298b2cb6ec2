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
