"""Commands as documents: each tests/cases/commands/*.md shows commands and what they print, and is run as written.

In a code block, `% speechgen …` is a command; what follows is its standard output, then each line of standard error
behind `2> `, then `=> code` where the exit code is not 0. Lines up to `^D` are standard input, `% LANG=zh_CN …` sets
variables. A block opened by ```` ```file NAME ```` lays down a file. `…` in an expected line stands for anything.
A document's blocks run in order, in one empty folder. `SPEECHGEN_UPDATE=1 bash scripts/test.sh` rewrites what the
commands print; look at it with `git diff` before you keep it.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from speechgen.cli import main

CASES = sorted((Path(__file__).parent.parent / "cases" / "commands").glob("*.md"))
BLOCK = re.compile(r"^```(?:file (?P<file>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)
UPDATE = bool(os.environ.get("SPEECHGEN_UPDATE"))


@dataclass
class Command:
    """One `% speechgen …` with what it reads and what is expected of it."""

    words: list[str]
    variables: dict[str, str]
    given: str
    expected: str


def commands(block: str) -> Iterator[tuple[str, Command]]:
    """Each command of a block, with the text that gives it: the line and its standard input."""
    for part in re.split(r"^(?=% )", block, flags=re.M)[1:]:
        line, _, rest = part.partition("\n")
        given, sign, expected = rest.partition("^D\n")
        if not sign:
            given, expected = "", rest
        words = shlex.split(line[2:])
        variables = {}
        while "=" in words[0]:
            name, _, variables[name] = words.pop(0).partition("=")
        assert words.pop(0) == "speechgen", line
        yield f"{line}\n{given}{sign}", Command(words, variables, given, expected)


def run(command: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command prints, as a document shows it."""
    with monkeypatch.context() as patch:
        for name in ("LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH", "SPEECHGEN_DEBUG"):
            patch.delenv(name, raising=False)
        for name, value in {"LANG": "C.UTF-8", "COLUMNS": "80", **command.variables}.items():
            patch.setenv(name, value)
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(command.given.encode()), encoding="utf-8"))
        code = main(command.words)
    printed = capsys.readouterr()
    errors = "".join(f"2> {line}".rstrip() + "\n" for line in printed.err.splitlines())
    return printed.out + errors + (f"=> {code}\n" if code else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_document_of_commands(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = case.read_text(encoding="utf-8")
    shown, done = "", 0
    for block in BLOCK.finditer(document):
        if block["file"]:
            path = tmp_path / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["body"], encoding="utf-8")
            continue
        shown, done = shown + document[done : block.start("body")], block.end("body")
        for head, command in commands(block["body"]):
            printed = run(command, capsys, monkeypatch)
            if matches(command.expected, printed):
                printed = command.expected
            assert UPDATE or printed == command.expected, head
            shown += head + printed
    if UPDATE:
        case.write_text(shown + document[done:], encoding="utf-8")


def matches(expected: str, printed: str) -> bool:
    pattern = re.escape(expected).replace("…", ".*?")
    return bool(re.fullmatch(pattern, printed, re.S))
