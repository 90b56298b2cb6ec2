"""The round trip: a spec rendered as a work arrangement and parsed again is the same spec, in DOCX and HTML."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speechgen.document import Document, View
from speechgen.passes import run_passes
from speechgen.readers import read_document
from speechgen.render import render_document
from speechgen.source import Source
from speechgen.spec.build import build_spec
from speechgen.spec.model import Spec
from speechgen.templating import Library, builtin_folder
from speechgen.writers import writer

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("SPEECHGEN_SHARED", HERE.parents[1] / "shared"))
OURS = [*sorted((HERE / "cases/speeches").glob("*/speech.*")), HERE.parent / "specs/yunxi-2026.txt"]
REAL = sorted((SHARED / "seeds").glob("*.txt"))
LIBRARY = Library([builtin_folder()])
MOMENT = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)

SENTENCES = (
    "县水利局要抓紧汛前检查，6月底前完成42座水库除险。",
    "各乡镇、各部门要对照清单抓好落实。",
    "全年新建公厕8座，投资增长6%左右。",
    "加快项目建设。",
    "由县教育局牵头，县财政局配合，完成校舍改造*所；县住建局要跟踪督办。",
    "完善“一件事”办理机制，确保办结率达98%以上。（责任单位：县行政审批服务局）",
)
HEADS = ("一、2026年工作安排", "二、工作要求", "（一）抓好项目", "（二）保障民生", "1.稳住就业。", "一要压实责任。", "")
lines = st.lists(st.tuples(st.sampled_from(HEADS), st.lists(st.sampled_from(SENTENCES), max_size=3)), max_size=12)


def parsed(document: Document) -> Spec:
    return build_spec(run_passes(document))


def printed(spec: Spec, name: str) -> bytes:
    document = render_document(spec, "arrangement", library=LIBRARY)
    return writer(name).write(document, LIBRARY.frame(document.meta["frame"]), MOMENT).data


def said(spec: Spec) -> Any:
    """What a spec says, without where it was read from."""

    def without_places(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without_places(v) for k, v in value.items() if k not in ("at", "source", "damage")}
        return [without_places(v) for v in value] if isinstance(value, list | tuple) else value

    return without_places(spec.model_dump(mode="json"))


def assert_comes_back(spec: Spec, name: str) -> None:
    again = parsed(read_document(printed(spec, name), f"again.{name}"))
    assert said(again) == said(spec)


@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize("path", OURS, ids=lambda p: p.parent.name)
def test_our_samples_come_back(path: Path, name: str) -> None:
    assert_comes_back(parsed(read_document(path.read_bytes(), path.name)), name)


@pytest.mark.skipif(not REAL, reason="the shared folder with real speeches is not here")
@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name[:3])
def test_real_speeches_come_back(path: Path, name: str) -> None:
    assert_comes_back(parsed(read_document(path.read_bytes(), path.name)), name)


@given(lines)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_generated_speeches_come_back(content: list[tuple[str, list[str]]]) -> None:
    text = "在全县工作会议上的讲话\n同志们：\n" + "\n".join(head + "".join(body) for head, body in content)
    spec = parsed(Document(source=Source("speech.txt", text), view=View.of(text)))
    for name in ("docx", "html"):
        assert_comes_back(spec, name)
