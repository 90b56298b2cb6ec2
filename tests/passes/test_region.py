"""The place that a list of owners is for, where no title names it."""

from __future__ import annotations

import pytest

from speechgen.document import Document, View
from speechgen.passes import run_passes
from speechgen.source import Source

OWNERS = "（责任单位：市财政局、市科技局）"


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("制定市级认定标准，鼓励市场主体参与，建设智慧城市，完善青岛市应急平台。", "青岛市"),
        ("鼓励市场主体参与，建设智慧城市。", None),
        ("鼓励市场主体参与。\n云溪市人民政府办公室", "云溪市"),
    ],
)
def test_region_of_a_list(words: str, region: str | None) -> None:
    text = "\n".join(f"{n}、抓项目\n1．建设平台。{OWNERS}" for n in "一二三") + f"\n{words}"
    document = run_passes(Document(source=Source("a.txt", text), view=View.of(text)))
    front = {m.data["key"]: m.data["value"] for m in document.marks if m.kind == "front"}
    assert front.get("region") == region
