"""Hypothesis strategies: specs with every key, and texts that YAML is known to trip over."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, get_args, get_origin

from hypothesis import strategies as st

from speechgen.spec.model import Model, Place, Section, Spec, TaskItem, TextItem

HOSTILE = (
    *(
        "*",
        "*县",
        "%",
        "a: b",
        "a #b",
        "#",
        "no",
        "Yes",
        "null",
        "~",
        "7",
        "0x1F",
        "1_000",
        "1e3",
        "12:30",
        "2022-04-30",
    ),
    *(
        "---",
        "- x",
        "? x",
        "| x",
        "> x",
        "&a",
        "!t",
        "@x",
        "`x",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "\\",
        ":",
        "=",
        "<<",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\x00",
        "\x1b",
        "\x7f",
        "\xa0",
        "\u200b",
        "\ufffe",
    ),
    *(
        " ",
        "  ",
        "\u3000",
        "😀",
        "👩‍👩‍👧",
        "𠮷",
        "县发改局",
        "增长*%。",
        "“周研判”",
        "：",
        "（一）",
        "X",
        "t-001",
        "3:1+4",
        "...",
    ),
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
)
any_text = st.just("") | texts
days = st.dates(datetime.date(1949, 1, 1), datetime.date(2200, 12, 31))
ids = st.sampled_from(["", "t-001", "t-002", "t-003", "t-004"])
places = st.none() | st.builds("{}:{}+{}".format, st.integers(1, 999), st.integers(1, 99), st.integers(0, 99))
SIMPLE = {str: any_text, bool: st.sampled_from([False, False, True]), int: st.integers(1949, 2200), datetime.date: days}


def few(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def value(declared: Any) -> st.SearchStrategy[Any]:
    """Values of a type that a field of the models may have."""
    inner = get_args(declared)
    if get_origin(declared) is Literal:
        return st.sampled_from(inner)
    if get_origin(declared) is tuple:
        return few(value(inner[0]), 2)
    if get_origin(declared) is Annotated:
        return places if declared == Place else items
    if inner:
        return st.none() | st.one_of([value(a) for a in inner if a is not type(None)])
    return SIMPLE[declared] if declared in SIMPLE else models(declared)


def models(model: type[Model], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A model with every key that it has, so that a new key is tested without a word here."""
    for name, field in model.model_fields.items():
        if name not in given:
            given[name] = texts if field.metadata and field.annotation is str else value(field.annotation)
    return st.builds(model, **given)


items = st.deferred(lambda: models(TextItem) | models(TaskItem, id=ids))


def sections(depth: int) -> st.SearchStrategy[tuple[Section, ...]]:
    return few(models(Section, sections=sections(depth - 1) if depth else st.just(())), 2)


specs = models(Spec, sections=sections(2))
