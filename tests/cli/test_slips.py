"""Slips of the user: each is answered with what is wrong and what to do, in the user's language."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from speechgen.app import files
from speechgen.cli import main
from speechgen.cli.main import unexpected
from speechgen.diagnostics import phrase

SPEECH = "一、抓好春耕\n县农业农村局3月底前完成农资检查。\n"
SPEC = "version: 1\ntitle: 工作安排\npreamble:\n  - task: 抓好春耕。\n    id: t-001\n"
NOTHING = "version: 1\n"


@pytest.fixture
def say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs a command in a folder with a speech and a spec; exit code and all that it printed."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.txt": SPEECH, "a.yaml": SPEC, "nothing.yaml": NOTHING}.items():
        Path(name).write_text(text, encoding="utf-8")

    def run(*words: str, given: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8"))
        code = main(list(words))
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


Say = Callable[..., tuple[int, str]]


@pytest.mark.parametrize("folder", ["a.txt", "a.txt/x"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_init_has_no_option_o(say: Say, folder: str, language: str) -> None:
    code, told = say("init", folder, "--lang", language)
    assert code == 2 and "app.init-not-a-folder" in told and "-o" not in told.replace("init-not-a-folder", "")


def test_init_where_nobody_may_write(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    code, told = say("init", "office", "--lang", "zh")
    assert code == 2 and "app.init-unwritable" in told and "-o" not in told and "Permission" not in told


@pytest.mark.parametrize("number", [2, 5, 22, 24, 28, 36, 40])
def test_no_words_of_the_system(say: Say, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.tempfile, "mkstemp", fail)
    code, told = say("render", "a.yaml", "--format", "html", "--lang", "zh")
    assert code == 2 and os.strerror(number) not in told
    assert os.strerror(28) not in unexpected(OSError(28, os.strerror(28))).diagnostics[0].message("zh")


def test_a_document_by_its_chinese_name(say: Say) -> None:
    documents = "责任清单,工作安排,督查清单,responsibility"
    assert say("render", "a.yaml", "--doc", documents, "--format", "html")[0] == 0
    made = sorted(p.name for p in Path("output").iterdir())
    assert made == ["a-arrangement.html", "a-responsibility.html", "a-supervision.html"]
    assert say("dump", "a.yaml", "--stage", "document", "--doc", "责任清单")[0] == 0


@pytest.mark.parametrize("option", [("--doc", "责任清"), ("--doc", "xyz"), ("--format", "qqq")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_there_is_always_a_nearest_name(say: Say, option: tuple[str, str], language: str) -> None:
    code, told = say("render", "a.yaml", *option, "--lang", language)
    assert code == 2 and "—" not in told
    assert option[1] != "责任清" or "责任清单（responsibility）" in "".join(told.split())


@pytest.mark.parametrize(("language", "words"), [("zh", "（标准输入）"), ("en", "(standard input)")])
def test_a_spec_that_holds_nothing(say: Say, language: str, words: str) -> None:
    code, told = say("check", "-", "--lang", language, given=NOTHING)
    assert code == 0 and "lint.holds-nothing" in told and words in told
    assert say("check", "-", "--lang", language, "--fail-on", "warning", given=NOTHING)[0] == 1
    assert "lint.holds-nothing" not in say("check", "a.yaml")[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_standard_input_has_a_name(say: Say, language: str) -> None:
    name = phrase("cli.stdin", language)
    for command, given in ((("check", "-"), SPEC), (("render", "-", "--format", "html"), NOTHING)):
        told = say(*command, "--lang", language, given=given)[1]
        assert name in told
        assert not [line for line in told.splitlines() if line.startswith(("-:", "-："))]


@pytest.mark.parametrize("command", [("parse", "a.txt", "a.txt"), ("parse", "-", "-"), ("render", "a.yaml", "a.yaml")])
def test_the_same_file_twice(say: Say, command: tuple[str, ...]) -> None:
    code, told = say(*command, "--lang", "zh", given=SPEECH)
    assert code == 2 and "app.given-twice" in told


def test_one_is_no_plural(say: Say) -> None:
    told = say("parse", "a.txt", "--suggest", "--report", "--lang", "en")[1]
    assert "tasks: 1" in told
    assert not [word for word in ("1 tasks", "1 sections", "1 parties", "1 changes", "1 owners") if word in told]


@pytest.mark.parametrize("name", ["a.yaml", "a-copy.txt", "-"])
def test_a_spec_is_not_parsed(say: Say, name: str) -> None:
    Path("a-copy.txt").write_text("# 说明\n---\n" + SPEC, encoding="utf-8")
    code, told = say("parse", name, given=SPEC)
    assert code == 2 and "app.is-spec" in told and "check" in told and "render" in told
    assert not Path("specs").exists()


def test_a_damaged_document_has_no_empty_brackets(say: Say) -> None:
    Path("b.docx").write_bytes(b"PK\x03\x04" + b"a" * 40)
    for language in ("zh", "en"):
        code, told = say("parse", "b.docx", "--lang", language)
        assert code == 2 and "readers.broken-zip" in told and "()" not in told and "（）" not in told
