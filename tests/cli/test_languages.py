"""Whoever asked for Chinese is answered in Chinese, for English in English."""

from __future__ import annotations

import re

import pytest

from speechgen.cli import main
from speechgen.rules import rule_names

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("what", ["readers", "passes", "rules", "writers", "templates"])
def test_lists_are_in_chinese(what: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    things = re.findall(r'"about": "(.*)"', asked(capsys, "list", what, "--lang", "zh", "--format", "json"))
    assert things and [about for about in things if not CHINESE.search(about)] == []


@pytest.mark.parametrize("what", ["readers", "passes", "rules"])
def test_lists_are_in_english(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    things = re.findall(r'"about": "(.*)"', asked(capsys, "list", what, "--lang", "en", "--format", "json"))
    assert things and [about for about in things if not re.search("[a-z]{3} [a-z]", about)] == []


@pytest.mark.parametrize("name", rule_names()[::6])
def test_a_rule_is_explained_in_chinese(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "explain", name, "--lang", "zh")
    assert CHINESE.search(told.partition("为什么：")[2].partition("\n\n")[0])
    assert "why_zh:" not in re.sub(r"(?m)^ .*[{},].*$", "", told)
