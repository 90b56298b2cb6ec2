"""Hypothesis strategies: specs with every key, and texts that YAML is known to trip over."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from speechgen.spec.model import Due, Party, Quantity, Section, SourceFile, Spec, TaskItem, TextItem

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
places = st.none() | st.builds("{}:{}+{}".format, st.integers(1, 999), st.integers(1, 99), st.integers(0, 99))
flags = st.sampled_from([False, False, True])


def few(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


parties = st.builds(Party, name=texts, role=st.sampled_from(["lead", "duty", "support"]), suggested=flags, at=places)
dues = st.builds(Due, text=texts, date=st.none() | days, suggested=flags, at=places)
quantities = st.builds(Quantity, name=texts, op=any_text, value=texts, unit=any_text, suggested=flags, at=places)
text_items = st.builds(TextItem, text=texts, facts=few(quantities), paragraph=flags, at=places)
task_items = st.builds(
    TaskItem,
    task=texts,
    id=st.sampled_from(["", "t-001", "t-002", "t-003", "t-004"]),
    parties=few(parties),
    due=few(dues, 2),
    targets=few(quantities, 2),
    paragraph=flags,
    at=places,
)
items = few(text_items | task_items)


def sections(depth: int) -> st.SearchStrategy:
    return few(
        st.builds(
            Section,
            number=any_text,
            title=any_text,
            ending=st.sampled_from(["", "。"]),
            role=st.sampled_from([None, "review", "plan"]),
            joined=flags,
            content=items,
            sections=sections(depth - 1) if depth else st.just(()),
            at=places,
        ),
        2,
    )


specs = st.builds(
    Spec,
    kind=st.sampled_from(["report", "speech", "arrangement", "decomposition"]),
    title=st.none() | any_text,
    year=st.none() | st.integers(1949, 2200),
    region=st.none() | any_text,
    occasion=st.none() | any_text,
    speaker=st.none() | any_text,
    date=st.none() | days | any_text,
    subtitle=few(any_text),
    salutation=st.none() | any_text,
    source=st.none() | st.builds(SourceFile, file=any_text, sha256=any_text),
    preamble=items,
    sections=sections(2),
    closing=items,
)
