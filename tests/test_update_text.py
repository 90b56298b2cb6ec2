"""What a person changed in a rendered arrangement goes back into the spec: words, and what follows from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from edited_lists import held, in_html, lay_down, lines, take
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_round_trip import HEADS, SENTENCES, parsed, printed
from test_round_trip import lines as contents

from speechgen.app.update import update
from speechgen.diagnostics import Problem
from speechgen.document import Document, View
from speechgen.source import Source
from speechgen.spec.amend import apply_amendments
from speechgen.spec.edited_text import compare_text
from speechgen.spec.model import Spec
from speechgen.spec.store import load_spec
from speechgen.spec.text import iter_tasks, spec_text

SPEC = """\
# 3月核过
title: 在全县工作会议上的讲话
kind: speech
year: 2026
salutation: 同志们：
sections:
  - number: 一、
    title: 抓项目
    role: plan
    content:
      - {text: 项目是底气。, paragraph: true}
      - task: 县水利局牵头，6月底前完成42座水库除险。   # 省里要看
        id: t-007
        parties: [{name: 县水利局, role: lead}, {name: 县应急管理局, role: support}]
        due: [{text: 6月底前, date: 2026-06-30, precision: month}]
        targets: [{name: 完成水库除险, op: "", value: "42", unit: 座}]
  - number: 二、
    title: 抓民生
    role: plan
    content:
      - {task: 县教育局要建好3所学校。, id: t-003, paragraph: true}
"""
"""县应急管理局 was put in by hand, and a target and a party of t-003 were taken out."""


def edited(folder: Path, *changes: tuple[str, str], name: str = "html") -> str:
    data = printed(load_spec(SPEC, "a.yaml"), name)
    for old, new in changes:
        data = in_html(old, new)(data)
    (folder / f"b.{name}").write_bytes(data)
    return str(folder / f"b.{name}")


@pytest.mark.parametrize("name", ["html", "docx"])
def test_nothing_comes_back_of_what_nobody_changed(name: str, tmp_path: Path) -> None:
    spec = lay_down(tmp_path, SPEC)
    done = update(spec, edited(tmp_path, name=name), take)
    assert (lines(done), done.held) == ([], ())


def test_words_and_what_follows_from_them(tmp_path: Path) -> None:
    """What was put into the spec or taken out of it by hand, and what no text says, stays."""
    spec = lay_down(tmp_path, SPEC)
    done = update(
        spec, edited(tmp_path, ("6月底前完成42座", "县财政局配合，9月底前完成50座"), ("3所学校。", "3所学校！")), take
    )
    assert held(done) == []
    assert [(a.id, a.what) for a, _, _ in done.amendments] == [
        ("t-007", "task"), ("t-007", "parties"), ("t-007", "due"), ("t-007", "targets"), ("t-003", "task"),
    ]  # fmt: skip
    text = Path(spec).read_text(encoding="utf-8")
    first, second = (task for _, task in iter_tasks(load_spec(text, "a.yaml")))
    assert [(p.name, p.role) for p in first.parties] == [
        ("县水利局", "lead"), ("县财政局", "support"), ("县应急管理局", "support"),
    ]  # fmt: skip
    assert [(d.text, str(d.date)) for d in first.due] == [("9月底前", "2026-09-30")]
    assert [(t.value, t.unit) for t in first.targets] == [("50", "座")]
    assert (second.task, second.parties, second.targets) == ("县教育局要建好3所学校！", (), ())
    assert text.startswith("# 3月核过") and "# 省里要看" in text


def test_headings_and_new_and_lost_sentences(tmp_path: Path) -> None:
    spec = lay_down(tmp_path, SPEC)
    changes = ("抓民生", "抓好民生"), ("项目是底气。", ""), ("3所学校。", "3所学校。县卫健局要办好2家医院。")
    done = update(spec, edited(tmp_path, *changes), lambda amendment, where: True)
    assert [(a.act, a.what, a.new) for a, _, _ in done.amendments] == [
        ("remove", "item", ""), ("set", "heading", "二、抓好民生"), ("insert", "item", "县卫健局要办好2家医院。"),
    ]  # fmt: skip
    new = load_spec(Path(spec).read_text(encoding="utf-8"), "a.yaml")
    assert [s.title for s in new.sections] == ["抓项目", "抓好民生"]
    assert [(task.id, task.task) for _, task in iter_tasks(new)][1:] == [
        ("t-003", "县教育局要建好3所学校。"), ("t-001", "县卫健局要办好2家医院。"),
    ]  # fmt: skip


def test_a_missing_sentence_is_never_removed_unasked(tmp_path: Path) -> None:
    spec = lay_down(tmp_path, SPEC)
    update(spec, edited(tmp_path, ("项目是底气。", "")), take)
    assert Path(spec).read_text(encoding="utf-8") == SPEC


def test_a_text_that_is_another_one_is_refused(tmp_path: Path) -> None:
    spec = lay_down(tmp_path, SPEC)
    other = tmp_path / "b.html"
    other.write_bytes(printed(Spec(title="在县人大会议上的讲话", sections=load_spec(SPEC, "a").sections[:0]), "html"))
    with pytest.raises(Problem) as caught:
        update(spec, str(other), take)
    assert caught.value.diagnostics[0].code == "update.other-text"


def of(content: list[tuple[str, list[str]]]) -> Spec:
    text = "在全县工作会议上的讲话\n同志们：\n" + "\n".join(head + "".join(body) for head, body in content)
    return parsed(Document(source=Source("speech.txt", text), view=View.of(text)))


bodies = st.tuples(
    st.sampled_from(HEADS), st.lists(st.sampled_from([*SENTENCES, "加快项目前期。", "办好*所学校。"]), max_size=3)
)


@given(contents, st.integers(0, 11), st.none() | bodies)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_taken_the_spec_says_what_the_document_says(
    content: list[tuple[str, list[str]]], place: int, new: tuple[str, list[str]] | None
) -> None:
    """But for headings that came or went, which are told."""
    changed = [*content[:place], *([new] if new else []), *content[place + 1 :]]
    old, again = of(content), of(changed)
    found = compare_text(old, old, again, "b.html")
    if found and not found.held:
        made = apply_amendments(old, found.amendments)
        assert spec_text(made).replace("\n", "") == spec_text(again).replace("\n", "")
        kept = {task.id for _, task in iter_tasks(old)} - {a.id for a in found.amendments if a.act == "remove"}
        assert kept <= {task.id for _, task in iter_tasks(made)}


def test_what_the_printed_text_is_read_as_is_no_change() -> None:
    """A spec in which somebody has joined two sentences that the passes part."""
    base = load_spec(SPEC.replace("县教育局要建好3所学校。", "县教育局要建好3所学校；"), "b.yaml")
    joined = load_spec(SPEC.replace("县教育局要建好3所学校。", "县教育局要建好3所学校；办好食堂。"), "a.yaml")
    found = compare_text(joined, base, base, "b.html")
    assert found and not found.amendments
    changed = load_spec(SPEC.replace("县教育局要建好3所学校。", "县教育局要建好5所学校；"), "c.yaml")
    found = compare_text(joined, base, changed, "c.html")
    assert found and [a.what for a in found.amendments] == ["task"]
