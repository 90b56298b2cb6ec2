"""`render --set`: a value is read in the kind of its default, and reaches the templates that have the option."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechgen.app.switches import read_switches
from speechgen.cli import main
from speechgen.diagnostics import Problem
from speechgen.templating import Library

BODY = "<p>{{ options.n + 1 if options.n is defined else '' }}</p>\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    front = "---\ntitle: 甲\noptions: {notes: true, n: 12, unit: ''}\n---\n"
    (tmp_path / "one.html.j2").write_text(front + BODY, encoding="utf-8")
    (tmp_path / "two.html.j2").write_text("---\ntitle: 乙\noptions: {n: 3}\n---\n" + BODY, encoding="utf-8")
    return Library([tmp_path])


def test_each_template_gets_what_it_has(library: Library) -> None:
    given = ["notes=否", "n = 7", "unit=县财政局=甲", "notes=off"]
    found = read_switches(given, ["one", "two"], library)
    assert found == {"one": {"notes": False, "n": 7, "unit": "县财政局=甲"}, "two": {"n": 7}}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("notes", "app.option-form"),
        ("=1", "app.option-form"),
        ("note=1", "app.option-unknown"),
        ("n=many", "app.option-value"),
        ("notes=2", "app.option-value"),
    ],
)
def test_what_cannot_be_taken(library: Library, given: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        read_switches([given], ["one", "two"], library)
    assert [d.code for d in caught.value.diagnostics] == [code]


def test_templates_without_options(tmp_path: Path) -> None:
    (tmp_path / "one.html.j2").write_text("---\ntitle: 甲\n---\n", encoding="utf-8")
    assert read_switches([], ["one"], Library([tmp_path])) == {"one": {}}
    with pytest.raises(Problem) as caught:
        read_switches(["n=1"], ["one"], Library([tmp_path]))
    assert [d.code for d in caught.value.diagnostics] == ["app.option-none"]


def test_the_document_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text("version: 1\npreamble:\n- task: 修路。\n", encoding="utf-8")
    for folder, notes in (("with", "true"), ("without", "false")):
        words = ["render", "a.yaml", "--doc", "responsibility", "--format", "html", "--set", f"notes={notes}", "-o"]
        assert main([*words, folder]) == 0
    assert "待明确”表示" in Path("with/a-responsibility.html").read_text(encoding="utf-8")
    assert "待明确”表示" not in Path("without/a-responsibility.html").read_text(encoding="utf-8")
