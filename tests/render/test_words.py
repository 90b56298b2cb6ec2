"""Nothing lost, nothing invented: what is printed are the spec's words."""

from __future__ import annotations

import re

import pytest
from documents import TEMPLATES, TEXT, document_words, inlines, make, spec_words, specs, yunxi
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speechgen.document import Paragraph
from speechgen.spec.model import Spec
from speechgen.templating.words import harmless

slow = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def squeezed(text: str) -> str:
    """As printed: control characters made harmless, line ends gone."""
    return harmless(text).replace("\n", "").replace("\t", " ")


def test_the_arrangement_is_the_spec() -> None:
    assert document_words(make(yunxi(), "arrangement")) == spec_words(yunxi())


@slow
@given(specs())
def test_any_arrangement_is_its_spec(spec: Spec) -> None:
    words = spec_words(spec)
    printed = document_words(make(spec, "arrangement"))
    if not spec.title:
        assert printed.startswith("工作安排")
        printed = printed.removeprefix("工作安排")
    assert printed == squeezed(words)


@slow
@given(TEXT)
def test_every_character_of_a_value_arrives_in_the_lists(text: str) -> None:
    party = {"name": text}
    task = {
        "task": "做好工作。",
        "parties": [party],
        "due": [{"text": text}],
        "targets": [{"name": text, "value": "1"}],
    }
    spec = Spec.model_validate({"sections": [{"title": text, "content": [task]}]})
    for template in ("responsibility", "supervision"):
        printed = document_words(make(spec, template))
        assert printed.count(squeezed(text)) >= 3


@slow
@given(specs(), st.sampled_from(TEMPLATES))
def test_no_control_character_in_any_block(spec: Spec, template: str) -> None:
    for inline in inlines(make(spec, template)):
        assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u2028\u2029]", inline.text)


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"kind": "arrangement", "year": 2026}, "2026年工作安排"),
        ({"kind": "arrangement"}, "工作安排"),
        ({"kind": "report", "year": 2026}, "2026年政府工作报告"),
        ({"kind": "speech", "year": 2026, "occasion": "县委经济工作会议"}, "在县委经济工作会议上的讲话"),
        ({"kind": "speech", "year": 2026}, "讲话"),
        ({"kind": "decomposition"}, "任务分解"),
    ],
)
def test_a_missing_title_is_made_of_facts_alone(facts: dict[str, object], title: str) -> None:
    document = make(Spec.model_validate(facts), "arrangement")
    assert document.meta["title"] == title


def test_a_long_title_breaks_and_is_whole_in_the_properties() -> None:
    title = "在全县经济工作会议暨优化营商环境大会上的讲话"
    document = make(yunxi(title=title, kind="speech"), "arrangement")
    first = document.blocks[0]
    assert isinstance(first, Paragraph) and [i.style for i in first.content] == ["", "break", ""]
    assert document.meta["title"] == title
