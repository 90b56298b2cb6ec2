"""Which words share a paragraph: the rules of the spec format."""

from __future__ import annotations

import pytest

from speechgen.render.lines import reading_order
from speechgen.spec.model import Spec


def lines(**spec: object) -> list[str]:
    """Each line: `h2 words` for a heading alone, else the pieces with their styles."""
    out = []
    for line in reading_order(Spec.model_validate(spec)):
        words = "".join(f"<{p.style}>{p.text}" if p.style else p.text for p in line.pieces)
        out.append(f"h{line.level} {line.number}{words}" if line.level else words)
    return out


A, B, P = {"text": "甲。"}, {"task": "乙。"}, {"text": "丙。", "paragraph": True}


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ({"number": "一、", "title": "题", "content": [A, B]}, ["h1 一、题", "甲。乙。"]),
        ({"number": "一、", "title": "题", "content": [A, P, B]}, ["h1 一、题", "甲。", "丙。乙。"]),
        ({"number": "一、", "title": "题", "ending": "。", "content": [A]}, ["<head1>一、题。甲。"]),
        ({"number": "一、", "title": "题", "ending": "。", "content": [P]}, ["h1 一、题。", "丙。"]),
        ({"number": "一、", "title": "题", "ending": "。"}, ["h1 一、题。"]),
        ({"number": "1.", "title": "", "content": [A]}, ["1.甲。"]),
        ({"number": "一是", "title": "", "content": [A]}, ["<head3>一是甲。"]),
        ({"number": "一要", "title": "题", "ending": "，", "content": [A]}, ["<head3>一要题，甲。"]),
        ({"title": "题", "ending": "。", "content": [A]}, ["<head3>题。甲。"]),
        (
            {
                "number": "一、",
                "title": "题",
                "content": [A],
                "sections": [{"number": "一是", "title": "", "joined": True, "content": [B]}],
            },
            ["h1 一、题", "甲。<head3>一是乙。"],
        ),
        (
            {
                "number": "一、",
                "title": "题",
                "ending": "。",
                "sections": [{"number": "（一）", "title": "子", "content": [B]}],
            },
            ["h1 一、题。", "h2 （一）子", "乙。"],
        ),
    ],
)
def test_a_section(section: dict[str, object], expected: list[str]) -> None:
    assert lines(sections=[section]) == expected


def test_preamble_and_closing_begin_paragraphs() -> None:
    section = {"number": "一是", "title": "", "joined": True, "content": [A]}
    assert lines(preamble=[A, B], sections=[section], closing=[A, P]) == ["甲。乙。<head3>一是甲。", "甲。", "丙。"]


def test_levels_end_at_four() -> None:
    nested: dict[str, object] = {"title": "五", "number": "a."}
    for number in ("（1）", "1.", "（一）", "一、"):
        nested = {"number": number, "title": "题", "sections": [nested]}
    assert [line.split()[0] for line in lines(sections=[nested])] == ["h1", "h2", "h3", "h4", "h4"]
