"""What holds for any text: nothing raises, every change slices to what it says, a second time nothing is left to do."""

from __future__ import annotations

import pytest
from cleaning import PASSES, clean
from hypothesis import given, settings
from hypothesis import strategies as st

from speechgen.document import Document, View
from speechgen.passes import load_pass
from speechgen.passes._edit import apply
from speechgen.source import Source

PIECES = [
    *'。?!:,()“”"5１oX*% \n',
    *(
        "云溪县",
        "增长",
        "今年，",
        "\u3000\u3000",
        "XX",
        "1、",
        "一、",
        "設(shè)",
        "?zhèn)鬟_",
        "?!?",
        "們這",
        "&nbsp;",
        "&amp;",
    ),
    *(
        "&#38;",
        "\\n",
        "????",
        "_M_M_",
        "##paidbegin##",
        "来源：县政府",
        "阅读：",
        "分享到：",
        "内容摘要：",
        "...",
        "--",
    ),
    *("社会主X", "意X重大", "县长", "林 远", "<p>", "\u200b", "\ufffd", "\ue123", "二O二六年", "各位代表："),
    *("https://a.b/c?d,e", "A,B", "=====", "1,000", "10:30"),
]
RUNS = st.tuples(st.sampled_from(PIECES), st.integers(20, 90)).map(lambda pair: pair[0] * pair[1])
TEXTS = st.one_of(RUNS, st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_is_cleaned_and_changes_slice(text: str) -> None:
    document = clean(text)
    assert document.source.text == text
    for change in document.changes:
        assert text[change.span.start : change.span.end] == change.before
    view = document.view
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= a <= b <= len(text) for a, b in zip(view.starts, view.ends, strict=True))
    for found in document.diagnostics:
        assert found.message("zh") and found.message("en")


@pytest.mark.parametrize("name", PASSES)
@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_second_time_changes_nothing(name: str, text: str) -> None:
    once = load_pass(name)(clean(text, [name]))
    twice = load_pass(name)(once)
    assert twice.view.text == once.view.text
    assert twice.changes == once.changes
    assert twice.diagnostics == once.diagnostics


@given(st.text("ab", max_size=20), st.lists(st.integers(0, 20), max_size=6, unique=True))
def test_edits_are_kept_as_changes(text: str, places: list[int]) -> None:
    document = Document(source=Source("speech.txt", text), view=View.of(text))
    edits = [(i, i + 1, "c") for i in sorted(places) if i < len(text)]
    changed = apply(document, "test.c", edits)
    assert len(changed.changes) == len(edits)
    assert changed.view.text == "".join("c" if (i, i + 1, "c") in edits else c for i, c in enumerate(text))
