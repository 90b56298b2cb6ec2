"""Specs to and from YAML: nothing is lost on the way, and every error is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from spec_strategies import HOSTILE, specs

from speechgen.diagnostics import Problem, catalogue
from speechgen.spec.errors import MOST
from speechgen.spec.model import Due, Party, Quantity, Section, SourceFile, Spec, TaskItem, TextItem
from speechgen.spec.store import dump_spec, load_spec, load_spec_file

CASES = Path(__file__).parents[1] / "cases" / "specs"

SAMPLE = Spec(
    title="2026年分管领域工作安排",
    year=2026,
    region="云溪县",
    salutation="同志们：",
    source=SourceFile(file="speech.txt", sha256="0a1b"),
    preamble=(TextItem(text="按照会议安排，我就2026年工作安排如下："),),
    sections=(
        Section(
            number="一、",
            title="2025年工作回顾",
            role="review",
            content=(
                TextItem(
                    text="全年生产总值同比增长*%。",
                    facts=(Quantity(name="生产总值同比增长", value="*", unit="%"),),
                    paragraph=True,
                ),
            ),
        ),
        Section(
            number="二、",
            title="2026年工作安排",
            role="plan",
            sections=(
                Section(
                    number="（一）",
                    title="抓运行",
                    ending="。",
                    content=(
                        TaskItem(
                            task="县发改局要牵头抓总，一季度实现生产总值增长7%左右；",
                            id="t-001",
                            parties=(
                                Party(name="县发改局", role="lead", at="5:1+4"),
                                Party(name="县统计局", suggested=True),
                            ),
                            due=(Due(text="一季度", date="2026-03-31"), Due(text="*月底前")),
                            targets=(Quantity(name="生产总值增长", op="左右", value="7", unit="%"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
    closing=(TextItem(text="同志们，让我们一起努力！"),),
)


def test_layout_of_a_new_file() -> None:
    assert dump_spec(SAMPLE) == (CASES / "layout.yaml").read_text(encoding="utf-8")


@given(specs)
def test_what_is_dumped_loads_as_it_was(spec: Spec) -> None:
    assert load_spec(dump_spec(spec), "a.yaml") == spec


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["C", "Python"])
@pytest.mark.parametrize("text", HOSTILE)
def test_other_programs_read_the_same_text(text: str, loader: type[yaml.SafeLoader]) -> None:
    spec = Spec(title=text, preamble=(TextItem(text=f"{text}。", facts=(Quantity(name=text, value="7", unit=text),)),))
    data = yaml.load(dump_spec(spec), Loader=loader)
    fact = data["preamble"][0]["facts"][0]
    assert (data["title"], data["preamble"][0]["text"], fact["name"], fact["unit"]) == (text, f"{text}。", text, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_yaml_1_2_reads_the_same_text(text: str) -> None:
    from ruamel.yaml import YAML

    data = YAML(typ="safe", pure=True).load(dump_spec(Spec(title=text, subtitle=(text,))))
    assert (data["title"], data["subtitle"]) == (text, [text])


def test_a_key_that_holds_nothing_is_no_key() -> None:
    spec = load_spec("title:\nsource: ~\npreamble:\n  - task: 一。\n    parties:\n    id: null\nsections:\n", "a.yaml")
    assert spec == Spec(preamble=(TaskItem(task="一。"),))


def test_values_stand_where_the_file_says() -> None:
    spec, file = load_spec_file(dump_spec(SAMPLE), "a.yaml")
    where = file.where(("sections", 1, "sections", 0, "content", 0, "due", 1, "text"))
    assert (where.line, where.text.strip()) == (39, '- {text: "*月底前", date: null}')
    assert spec == SAMPLE


def errors() -> list[tuple[str, str]]:
    """Each case: a spec, and behind `---` what is found, `line:column code` a line."""
    cases = (CASES / "errors.txt").read_text(encoding="utf-8").split("\n=== ")[1:]
    return [tuple(case.split("\n", 1)[1].split("---\n")) for case in cases]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "expected"), errors(), ids=range(len(errors())))
def test_every_error_is_told_at_its_place(text: str, expected: str) -> None:
    with pytest.raises(Problem) as stop:
        load_spec(text, "a.yaml")
    assert not stop.value.fatal
    found = [(d.where, d) for d in stop.value.diagnostics]
    assert [f"{w.line}:{w.column} {d.code}" for w, d in found if w] == expected.splitlines()
    for _, diagnostic in found:
        for language in ("zh", "en"):
            assert diagnostic.message(language) and diagnostic.hint(language)  # type: ignore[arg-type]


def test_every_message_has_a_case() -> None:
    shown = {line.split(".")[1] for _, expected in errors() for line in expected.splitlines()}
    assert set(catalogue("spec")) - shown == {"invalid"}


def test_a_message_names_the_nearest_key_and_the_allowed_values() -> None:
    with pytest.raises(Problem) as stop:
        load_spec("titel: 一\npreamble:\n  - task: 二\n    parties: [{name: 三, role: 牵头}]\n", "a.yaml")
    near, allowed = stop.value.diagnostics
    assert "title" in near.message("zh")
    assert "lead 牵头, duty 责任, support 配合" in allowed.hint("en")


def test_a_file_of_nothing_but_errors_is_cut_short() -> None:
    with pytest.raises(Problem) as stop:
        load_spec("preamble:\n" + "- txt: 一\n" * 20_000, "a.yaml")
    assert 0 < len(stop.value.diagnostics) <= MOST
