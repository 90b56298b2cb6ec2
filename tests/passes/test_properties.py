"""What holds for every text: nothing raises, nothing is lost or invented, every place slices to what it claims."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speechgen.document import Document, View
from speechgen.passes import PASSES, run_passes
from speechgen.readers import read_document
from speechgen.source import Source
from speechgen.spec.build import build_spec
from speechgen.spec.model import Section, Spec
from speechgen.spec.text import spec_text

SHARED = Path(os.environ.get("SPEECHGEN_SHARED", Path(__file__).parents[3] / "shared"))
FOLDERS = [SHARED / "seeds", SHARED / "documents"]
REAL = sorted(p for f in FOLDERS for p in f.glob("*") if p.suffix in (".txt", ".html", ".docx"))
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

UNITS = ["县发改局", "县住房和城乡建设局", "各乡镇、各部门", "县财政局、审计局", "县应急管理局（安委办）", "项目业主"]
MEASURES = ["要抓好项目前期", "新建公厕12座", "完成投资*亿元以上", "确保6月底前完工", "增长7%左右", "由县水利局牵头"]
HEADS = ["一、", "二、", "（一）", "（二）", "(三)", "1.", "2．", "（1）", "一要", "二要", "一是", "二是要", ""]
MARKS = ["。", "；", "，", "！", "：", "。”", "", "\n", "\n\n"]
OTHERS = ["同志们：", "2026年工作安排", "“四个一”", "（责任单位：县教育局）"]
fragment = st.sampled_from([*UNITS, *MEASURES, *HEADS, *MARKS, *OTHERS])
genre = st.lists(fragment, max_size=60).map("".join)
HOSTILE = "一二要是第（）()、。；，：“”《》1.2年月底*X%亿元各局 \n\tａ０鿿𠮷"
hostile = st.text(alphabet=st.sampled_from(HOSTILE), max_size=200)


def parsed(text: str) -> tuple[Document, Spec]:
    document = run_passes(Document(source=Source("speech.txt", text), view=View.of(text)))
    return document, build_spec(document)


def cleaned(document: Document) -> str:
    return "\n".join(line for line in document.view.text.split("\n") if line)


def places(value: Any) -> Iterator[tuple[str, Any]]:
    """Every `at` of a spec with the model that has it."""
    for section in value.sections:
        if section.at:
            yield section.at, section
        yield from places(section)
    items = [*value.content] if isinstance(value, Section) else [*value.preamble, *value.closing]
    for item in items:
        for model in (item, *getattr(item, "parties", ()), *getattr(item, "due", ()), *getattr(item, "targets", ())):
            if model.at:
                yield model.at, model


@given(st.one_of(genre, hostile, st.text(max_size=300)))
@SLOW
def test_no_text_makes_a_pass_raise_or_lose_a_character(text: str) -> None:
    document, spec = parsed(text)
    assert spec_text(spec) == cleaned(document)


@given(genre)
@SLOW
def test_every_place_slices_to_what_it_claims(text: str) -> None:
    document, spec = parsed(text)
    if document.changes:
        return  # a changed character is not the source's; the places of unchanged text are what is checked here
    for at, model in places(spec):
        span = document.source.find_place(at)
        words = document.source.text[span.start : span.end]
        claimed = [getattr(model, key, "") for key in ("name", "text", "task", "value", "number")]
        assert any(claim and claim in words for claim in claimed) or getattr(model, "title", "") in words


@given(genre)
@SLOW
def test_the_same_text_gives_the_same_spec(text: str) -> None:
    assert parsed(text)[1] == parsed(text)[1]


@given(genre)
@SLOW
def test_no_date_is_built_without_a_year(text: str) -> None:
    """Without a plan year, only a limit that names its own year has a date."""
    document, spec = parsed(text)
    if spec.year is None:
        dues = [m for m in document.marks if m.kind == "due"]
        for mark in dues:
            words = document.view.text[mark.span.start : mark.span.end]
            assert mark.data["date"] is None or "20" in words


@pytest.mark.skipif(not REAL, reason="the shared folder with real documents is not here")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name[:24])
def test_nothing_is_lost_or_invented_in_a_real_document(path: Path) -> None:
    document = run_passes(read_document(path.read_bytes(), path.name))
    spec = build_spec(document)
    assert spec_text(spec) == cleaned(document)
    for at, _ in places(spec):
        document.source.find_place(at)


@pytest.mark.parametrize("name", PASSES)
def test_a_pass_leaves_an_empty_document_empty(name: str) -> None:
    document = run_passes(Document(), until=name)
    assert not document.view.text and not document.blocks


def test_hostile_repetition_is_read_in_linear_time() -> None:
    """Each doubling may cost little more than twice as much; a rule that runs quadratically would time out."""
    for unit in ("一是", "（", "各", "“", "1.", "县局要", "*%", "，", "二〇"):
        parsed(unit * 5000)


def test_no_expression_tries_every_way_to_cut_a_run() -> None:
    """What can be cut in many ways once took time without end: names without separators, bound words in a row."""
    for text in ("县财政局" * 100, "新增企业" + "分别达到" * 100 + "〇5家。"):
        parsed(text)
