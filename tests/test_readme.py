"""What README and docs show is so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from speechgen.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
SCRIPTS = [*sorted((ROOT / "scripts").glob("*.sh")), ROOT / ".ci" / "run"]


NAMES = ["README.md", "README.zh-CN.md"]
"""Each page links to the other."""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.S | re.M)


def bare(text: str) -> str:
    """Lines without their indentation, which differs with the depth in the file."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_spec_that_it_shows_is_the_sample_s(readme: Path) -> None:
    sample, speech = read(ROOT / "specs" / "yunxi-2026.yaml"), read(ROOT / "specs" / "yunxi-2026.txt")
    shown = blocks(read(readme), "yaml")
    assert shown
    for block in shown:
        assert bare(block) in bare(sample)
    for quoted in re.findall(r"^> (.+)$", read(readme), re.M):
        assert quoted in speech


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_it_names_every_command(readme: Path) -> None:
    assert tuple(re.findall(r"^\| `(\w+)", read(readme), re.M)) == COMMANDS


def test_both_languages_say_the_same() -> None:
    english, chinese = (read(path) for path in READMES)
    for pattern in (r"--[a-z-]+", r"bash scripts/\w+\.sh", r"\]\(([^)#]+)\)", r"(?m)^\$ speechgen .*?\.\w+"):
        assert sorted(set(re.findall(pattern, english)) ^ set(re.findall(pattern, chinese))) in ([], NAMES)
    assert len(re.findall(r"(?m)^##", english)) == len(re.findall(r"(?m)^##", chinese))
    assert blocks(english, "yaml") == blocks(chinese, "yaml")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", read(page)):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_bash(script: Path) -> None:
    checked = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert script.name == "as_root.sh" or re.search(r"^set -eu", read(script), re.M)
