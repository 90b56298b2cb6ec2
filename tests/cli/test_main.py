"""`main` ends in words and an exit code, whatever happens below it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from speechgen.cli import main
from speechgen.cli.main import build_parser
from speechgen.cli.parser import ERRORS, Parser
from speechgen.cli.report import print_diagnostics
from speechgen.cli.screen import Screen, open_screen
from speechgen.diagnostics import Diagnostic, Problem
from speechgen.source import Where

ROOT = Path(__file__).parent.parent.parent


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def failing(error: BaseException) -> Any:
    def run(*_: Any, **__: Any) -> int:
        raise error

    return run


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes `speechgen schema` raise."""
    monkeypatch.delenv("SPEECHGEN_DEBUG", raising=False)

    def breaking(error: BaseException) -> None:
        monkeypatch.setattr("speechgen.cli.commands.schema.run", failing(error))

    return breaking


def test_an_error_of_ours_is_an_apology(broken: Any, capsys: pytest.CaptureFixture[str]) -> None:
    broken(ZeroDivisionError("division by zero"))
    assert main(["schema", "--lang", "zh"]) == 2
    printed = capsys.readouterr()
    assert "错误[cli.internal]" in printed.err
    assert "ZeroDivisionError" in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""


def test_who_mends_it_may_see_the_traceback(broken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(ZeroDivisionError())
    monkeypatch.setenv("SPEECHGEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["schema"])


def test_an_interruption(broken: Any, capsys: pytest.CaptureFixture[str]) -> None:
    broken(KeyboardInterrupt())
    assert main(["schema"]) == 130
    assert "Interrupted" in capsys.readouterr().err


def test_a_reader_that_has_gone(broken: Any, capsys: pytest.CaptureFixture[str]) -> None:
    broken(BrokenPipeError())
    assert main(["schema"]) == 0
    assert capsys.readouterr().err == ""


def test_a_full_disk_behind_standard_output(broken: Any, capsys: pytest.CaptureFixture[str]) -> None:
    broken(OSError(28, "No space left on device"))
    assert main(["schema"]) == 2
    assert "error[cli.no-space]" in capsys.readouterr().err


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GBK"])
def test_chinese_in_any_locale(locale: str) -> None:
    """Into a pipe always UTF-8, and never an encoding error."""
    env = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-m", "speechgen", "--lang", "zh", "prase"], env=env, capture_output=True)
    assert run.returncode == 2
    assert "没有“prase”这个命令" in run.stderr.decode("utf-8")


def test_a_stream_that_cannot_write_chinese_is_told_to() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    open_screen(stream, stream, "zh", {})
    assert stream.encoding == "utf-8"


@pytest.mark.parametrize(
    ("env", "terminal", "colored"),
    [({}, True, True), ({"NO_COLOR": "1"}, True, False), ({"TERM": "dumb"}, True, False), ({}, False, False)],
)
def test_colours_only_for_eyes(env: dict[str, str], terminal: bool, colored: bool) -> None:
    stream = Terminal() if terminal else io.StringIO()
    screen = open_screen(stream, stream, "zh", env)
    print_diagnostics(screen, [Diagnostic("app.missing", "error", Where("a.txt"))], stream)
    assert ("\033[" in stream.getvalue()) is colored


def many() -> list[Diagnostic]:
    return [Diagnostic("app.missing", "warning", Where("a.yaml", n, 1, 1, "任务")) for n in range(1, 21)]


def printed(diagnostics: list[Diagnostic], *, everything: bool) -> str:
    stream = io.StringIO()
    print_diagnostics(Screen(stream, stream, "zh", all=everything), diagnostics, stream)
    return stream.getvalue()


def test_warnings_alike_are_counted() -> None:
    assert printed(many(), everything=False).count("a.yaml:") == 3
    assert "提醒[app.missing]: 同类还有 17 处" in printed(many(), everything=False)
    assert printed(many(), everything=True).count("a.yaml:") == 20


def test_errors_are_never_only_counted() -> None:
    errors = [Diagnostic(d.code, "error", d.where) for d in many()]
    assert printed(errors, everything=False).count("a.yaml:") == 20


def test_what_could_not_run_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no-such.yaml", "--format", "json", "--lang", "en"]) == 2
    (found,) = json.loads(capsys.readouterr().out)
    assert found["code"] == "app.missing"
    assert found["severity"] == "error"
    assert found["file"] == "no-such.yaml"
    assert found["line"] is None


def test_every_complaint_of_argparse_has_our_words() -> None:
    """Its wording differs between versions of Python; each kind must still be recognised."""
    seen = set()
    for words in (["prase"], ["--frce"], ["list"], ["list", "x"], ["check", "a", "--format"], ["schema", "x"],
                  ["check", "a", "--all=1"], ["suggest", "a", "--top", "x"]):  # fmt: skip
        with pytest.raises(Problem) as stop:
            build_parser(words, "en").parse_args(words)
        (diagnostic,) = stop.value.diagnostics
        seen.add(diagnostic.code)
    assert seen == {code for _, code in ERRORS}


def test_a_parser_of_one_language_leaves_the_other_alone() -> None:
    assert Parser.speaking("zh")(prog="x").words("help") == "显示帮助"
    assert Parser.speaking("en")(prog="x").words("help") == "show this help"


@pytest.mark.parametrize("module", ["speechgen.cli", "speechgen.cli.screen", "argparse"])
def test_an_interruption_while_it_starts(module: str) -> None:
    """Ctrl-C in the first tenth of a second comes while modules are being loaded."""
    finder = f"""
import runpy, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.modules.pop({module!r}, None)
sys.meta_path.insert(0, Interrupting())
sys.argv = ["speechgen", "schema"]
runpy.run_module("speechgen", run_name="__main__")
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", finder], env=env, capture_output=True, text=True)
    assert run.returncode == 130
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


def test_the_console_script_is_the_module() -> None:
    assert 'speechgen = "speechgen.__main__:start"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
