"""The place and the year of a list of owners, where no title names them."""

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
    assert _region_of(words, OWNERS) == region


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("实施“工赋山东”行动。", "山东省"),
        ("实施“工赋山东”行动，建好浙江省对口园区。", "浙江省"),
        ("对接山东、河南市场。", None),
        ("建设平台。", None),
    ],
)
def test_region_of_a_list_of_a_province(words: str, region: str | None) -> None:
    assert _region_of(words, "（责任单位：省财政厅、省科技厅）") == region


def _region_of(words: str, owners: str) -> str | None:
    text = "\n".join(f"{n}、抓项目\n1．建设平台。{owners}" for n in "一二三") + f"\n{words}"
    document = run_passes(Document(source=Source("a.txt", text), view=View.of(text)))
    front = {m.data["key"]: m.data["value"] for m in document.marks if m.kind == "front"}
    found = front.get("region")
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("head", "tail", "year"),
    [
        ("云政办发〔2026〕7号\n", "", 2026),
        ("县有关单位：\n", "\n抄送：县委办公室。\n云溪县人民政府办公室 2026年1月3日印发", 2026),
        ("", "", None),
    ],
)
def test_year_in_which_a_list_was_issued(head: str, tail: str, year: int | None) -> None:
    text = (
        "关于支持制造业发展的若干政策措施\n"
        + head
        + "\n".join(f"{n}、抓项目\n1．建设平台。{OWNERS}" for n in "一二三")
        + tail
    )
    document = run_passes(Document(source=Source("a.txt", text), view=View.of(text)))
    front = {m.data["key"]: m.data["value"] for m in document.marks if m.kind == "front"}
    assert front.get("year") == year
