"""Titles over several lines: whole words, a trapezium or a lozenge (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speechgen.chinese.titles import is_laddered, title_lines

MOST = 18
LISTED = """
云溪县人民政府办公室/关于印发2026年全县重点工作/任务分解方案的通知
在全县经济工作会议暨/优化营商环境大会上的讲话
云溪县人民政府关于进一步优化营商环境/推动民营经济高质量发展的实施意见
《在县政府第一次全体会议上的讲话》责任清单
在云溪县第十八届人民代表大会第五次会议上的政府工作报告
云溪县人民政府办公室关于做好2026年上半年防汛抗旱和地质灾害防治工作的通知
2026年分管领域工作安排和重点任务清单汇编
在全县“十五五”规划编制工作启动会议上的讲话
关于调整县人民政府领导同志工作分工的通知及任务分解表
云溪县2026年政府工作报告重点任务分解方案
在全县安全生产暨消防工作电视电话会议上的讲话
云溪县贯彻落实《关于推动城乡建设绿色发展的意见》工作方案
在县委农村工作会议暨巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作推进会议上的讲话
在全县城市更新和老旧小区改造工作现场会上的讲话
云溪县2026年国民经济和社会发展计划执行情况报告
在青石镇高标准农田建设现场推进会上的讲话
"""
TITLES = LISTED.split()


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_a_trapezium_or_a_lozenge_of_whole_words(title: str) -> None:
    words = title.replace("/", "")
    lines = title_lines(words, MOST)
    assert "".join(lines) == words
    assert len(lines) > 1 and all(4 <= len(line) <= MOST for line in lines)
    assert is_laddered([len(line) for line in lines]), lines
    assert not any(line[0] in "的和与及暨之了年月、，》”" or line[-1] in "在关于对《“第" for line in lines[1:-1])
    if "/" in title:
        assert "/".join(lines) == title


@pytest.mark.parametrize(
    ("lengths", "good"),
    [
        ([18], True),
        ([12, 16], True),  # 上短下长
        ([16, 12], True),  # 上长下短
        ([10, 15, 9], True),  # 菱形
        ([8, 12, 16], True),
        ([18, 14, 8], True),
        ([14, 14], False),  # 长方形
        ([14, 15], False),
        ([15, 15, 14], False),
        ([16, 8, 15], False),  # 沙漏
        ([16, 10, 12, 8], False),
    ],
)
def test_what_a_trapezium_and_a_lozenge_are(lengths: list[int], good: bool) -> None:
    assert is_laddered(lengths) is good


WORDS = (
    "在全县 关于 云溪县 人民政府 办公室 进一步 优化 营商环境 推进 乡村振兴 安全生产 重点工作 任务 分解 方案 暨 的 通知 "
    "会议上的 讲话 "
    "2026年 “十五五” 规划 编制 工作 启动 和 防汛抗旱 《实施意见》 第三次 全体会议 高质量发展 项目 建设"
)
PARTS = st.sampled_from(WORDS.split())


@settings(deadline=None, max_examples=200)  # the first long title loads the dictionary
@given(st.lists(PARTS, min_size=8, max_size=16).map("".join))
def test_titles_of_many_kinds_find_a_shape(title: str) -> None:
    """Among words of two to four characters a shape can always be found."""
    lines = title_lines(title, MOST)
    assert "".join(lines) == title
    if len(title) <= 3 * MOST:
        assert is_laddered([len(line) for line in lines]), lines
        cuts = set(accumulate(map(len, lines)))
        years = [n + 4 for n in range(len(title)) if title.startswith("2026年", n)]
        assert not cuts & set(years)
