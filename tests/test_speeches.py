"""Speeches as cases: each folder of tests/cases/speeches holds a speech and what every stage makes of it.

A case is a folder with `speech.txt` (or .docx, .html …); the sample in specs/ has a folder too, named like it. What is
expected of a stage stands in a file; a stage without one must give the text of the stage before it, and no diagnostics.
`SPEECHGEN_UPDATE=1 bash scripts/test.sh` writes the files; look at them with `git diff` before you keep them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from speechgen.app.dump import dump
from speechgen.app.parse import analyse
from speechgen.app.specs import signed

ROOT = Path(__file__).parent.parent
CASES = sorted(p for p in (ROOT / "tests" / "cases" / "speeches").iterdir() if p.is_dir())
UPDATE = bool(os.environ.get("SPEECHGEN_UPDATE"))

STAGES: dict[str, Callable[[str], str]] = {
    "source.txt": lambda speech: dump(speech, "source"),
    "clean.txt": lambda speech: dump(speech, "clean"),
    "outline.txt": lambda speech: dump(speech, "outline"),
    "marks.txt": lambda speech: re.sub(r"(?m):\d+\]$", "]", dump(speech, "marks")),  # a new row moves a rule's others
    "diagnostics.txt": lambda speech: diagnostics(speech),
    "spec.yaml": lambda speech: signed(dump(speech, "spec")),
}
"""In the order in which they come about: where one is wrong, those after it need no look."""


def diagnostics(speech: str) -> str:
    """What the stages had to say, one line each: code and place."""
    found = [
        (d.where.line if d.where else 0, d.where.column if d.where else 0, d.code) for d in analyse(speech).diagnostics
    ]
    return "".join(f"{line}:{column} {code}\n" for line, column, code in sorted(found))


def find_speech(case: Path) -> str:
    """The speech of a case, as a user standing in the project's folder would name it."""
    own = sorted(case.glob("speech.*"))
    path = own[0] if own else ROOT / "specs" / f"{case.name}.txt"
    return path.relative_to(ROOT).as_posix()


def expected_file(case: Path, stage: str) -> Path:
    sample = ROOT / "specs" / f"{case.name}.yaml"
    return sample if stage == "spec.yaml" and not sorted(case.glob("speech.*")) else case / stage


def default_text(speech: str, stage: str, made: dict[str, str]) -> str:
    """The text that a stage without a file of its own must give."""
    if stage == "source.txt" and speech.endswith(".txt"):
        return (ROOT / speech).read_bytes().decode("utf-8", errors="replace")
    return made["source.txt"] if stage == "clean.txt" else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_stage_of_a_speech(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    speech = find_speech(case)
    made: dict[str, str] = {}
    for stage, run in STAGES.items():
        made[stage] = run(speech)
        file, default = expected_file(case, stage), default_text(speech, stage, made)
        if UPDATE:
            update(file, made[stage], default)
        wanted = file.read_text(encoding="utf-8") if file.exists() else default
        assert made[stage] == wanted, f"{speech}: the first stage that differs is {stage}"


def update(file: Path, text: str, default: str) -> None:
    if text == default:
        file.unlink(missing_ok=True)
    elif not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def test_nobody_rewrites_what_is_expected_where_it_counts() -> None:
    assert not (UPDATE and os.environ.get("CI")), "SPEECHGEN_UPDATE is for your own machine"
