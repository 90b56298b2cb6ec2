"""What is quick for the many values that are plain must be the same for all others."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from speechgen.diagnostics import Problem
from speechgen.templating import expand
from speechgen.templating.words import BREAK, harmless, protect, restore

SPECIAL = st.text(st.sampled_from("甲a <>&\"'\n\r\t\v\f\x00\x1c\x7f\x85\xa0\u2028\ud800\ufdd0\ufffe\u3000“—"))


@given(SPECIAL)
def test_a_value_arrives_as_it_is_or_is_seen_to_be_lost(text: str) -> None:
    words = restore(protect(text).unescape()).replace(BREAK, "\n")
    assert words.replace("\t", " ") == harmless(text).replace("\t", " ")
    assert not set(protect(text)) & set("<>\"'\n \t") and protect(Markup(escape(text))) == escape(text)


@dataclass(frozen=True)
class View:
    name: str


@pytest.mark.parametrize("name", ["__class__", "__dataclass_fields__", "__dict__", "name.center", "name.__class__"])
def test_a_field_that_is_read_often_opens_no_other(name: str) -> None:
    body = "{% for n in (1, 2, 3) %}{{ view.name }}{% endfor %}"
    assert expand(body, {"view": View("甲")}, file="x") == "甲甲甲"
    with pytest.raises(Problem) as caught:
        expand(body + f"{{{{ view.{name}('') }}}}", {"view": View("甲")}, file="x")
    assert caught.value.diagnostics[0].code == "templating.forbidden"


def test_a_macro_takes_only_what_it_asks_for() -> None:
    macro = "{% macro show(text) %}<b>{{ text }}</b>{% endmacro %}"
    assert expand(macro + "{% for t in ('<', '甲') %}{{ show(t) }}{% endfor %}", {}, file="x") == "<b>&lt;</b><b>甲</b>"
    with pytest.raises(Problem):
        expand(macro + "{{ show('甲', other=1) }}", {}, file="x")
