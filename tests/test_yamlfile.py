"""YAML as people write it: text stays text, every slip is found where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechgen.diagnostics import Problem, catalogue, phrase
from speechgen.yamlfile import MAX_CHARACTERS, load_yaml

CASES = (Path(__file__).parent / "cases" / "yaml" / "slips.txt").read_text(encoding="utf-8")


def slips() -> list[tuple[str, str]]:
    """Each case: the expected `code line:column`, and the YAML under it; ␉ stands for a tab."""
    cases = [case.strip("\n").split("\n", 1) for case in CASES.split("\n=== ")[1:]]
    return [(head.strip(), body.replace("␉", "\t")) for head, body in cases]


@pytest.mark.parametrize(("expected", "text"), slips(), ids=lambda value: value.split("\n")[0])
def test_slip_is_explained_where_it_was_made(expected: str, text: str) -> None:
    with pytest.raises(Problem) as stop:
        load_yaml(text, "a.yaml")
    (found,) = stop.value.diagnostics
    assert found.where is not None
    assert f"{found.code} {found.where.line}:{found.where.column}" == expected
    assert found.message("zh") and found.message("en") and found.hint("zh") and found.hint("en")


def test_every_message_has_a_case() -> None:
    shown = {expected.split()[0].removeprefix("yaml.") for expected, _ in slips()}
    assert set(catalogue("yaml")) - shown == {"too-large", "too-many", "character", "syntax"}


@pytest.mark.parametrize(
    "word",
    ["no", "12:30", "0123", "2022-04-30", "1.10", "Yes", "0x1F", "1e3", "=", "<<", ".inf", "true", "5%", "增长*%"],
)
def test_scalars_stay_text(word: str) -> None:
    assert load_yaml(f"a: {word}\nb: [{word}]", "").data == {"a": word, "b": [word]}


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none_unless_quoted(word: str) -> None:
    assert load_yaml(f"a: {word}\nb: '{word}'", "").data == {"a": None, "b": word}


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n"])
def test_empty_file(text: str) -> None:
    assert load_yaml(text, "").data is None


def test_places_of_values_and_keys() -> None:
    file = load_yaml("\ufeffa: 1\r\nsections:\r\n- title: 一\r\n  parties: [{name: 县发改局}]\r\n", "b.yaml")
    path = ("sections", 0, "parties", 0, "name")
    value, key = file.where(path), file.where(path, key=True)
    assert (value.file, value.line, value.column, value.length) == ("b.yaml", 4, 20, 4)
    assert (key.line, key.column, key.length) == (4, 14, 4)
    assert value.text == "  parties: [{name: 县发改局}]"
    assert file.where(("sections", 0, "parties", 7, "name")).column == 12
    assert file.where(("sections",), key=True).line == 2
    assert (file.where(()).line, file.where(("nothing",), key=True).line) == (1, 1)


HOSTILE = {
    "alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "deep brackets": "[" * 1_000_000,
    "deep braces": "{a: " * 500_000,
    "deep dashes": "- " * 500_000,
    "deep keys": "\n".join(" " * i + "a:" for i in range(2_000)),
    "long alias": "a: *" + "x" * 1_000_000,
    "many values": "[" + "a," * 1_000_000 + "]",
    "long anchor": "&" + "a" * 1_000_000,
    "open quote": 'a: "' + "长" * 1_000_000,
    "tag": "a: !!python/object/apply:os.getcwd []",
    "control": "a: \x00" + "x" * 1_000_000,
    "too large": "x" * (MAX_CHARACTERS + 1),
    "unpaired surrogate": "a: \ud800",
    "line separator": "a: 一\u2028二",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused(name: str) -> None:
    with pytest.raises(Problem) as stop:
        load_yaml(HOSTILE[name], "a.yaml")
    assert len(str(stop.value.diagnostics[0].message("zh"))) < 200


def test_a_long_line_is_no_problem() -> None:
    assert load_yaml("a: " + "长" * 1_000_000, "").data == {"a": "长" * 1_000_000}


@given(st.text(st.sampled_from(list("ab:*&!%-?[]{},#|>'\"\\ \t\n~：县😀\x85\ufeff"))))
def test_any_text_loads_or_is_explained(text: str) -> None:
    try:
        file = load_yaml(text, "a.yaml")
    except Problem as stop:
        for found in stop.diagnostics:
            assert phrase(found.code, "zh", **found.data) and found.hint("en")
    else:
        assert file.where(("a", 0)).file == "a.yaml"
