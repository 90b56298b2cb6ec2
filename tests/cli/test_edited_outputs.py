"""`render` overwrites what it wrote, never what somebody edited since."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document

from speechgen.cli import main

SPEC = Path(__file__).parents[1] / "specs" / "yunxi.yaml"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SPEC, "a.yaml")
    return tmp_path


def edit(path: Path) -> bytes:
    """Add a word, as a person would with Word."""
    file = Document(io.BytesIO(path.read_bytes()))
    file.add_paragraph("县政府办已核。")
    file.save(str(path))
    return path.read_bytes()


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_a_file_that_nobody_edited_is_written_anew(form: str, office: Path) -> None:
    for _ in range(2):
        assert main(["render", "a.yaml", "--doc", "responsibility", "--format", form]) == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_edited_word_file_stays(office: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    command = ["render", "a.yaml", "--doc", "responsibility,supervision", "--format", "docx", "--lang", language]
    assert main(command) == 0
    mine, other = (office / "output" / f"a-{name}.docx" for name in ("responsibility", "supervision"))
    edited = edit(mine)
    other.unlink()
    capsys.readouterr()
    assert main(command) == 2
    told = capsys.readouterr().err
    assert "app.edited-output" in told and mine.name in told and "--force" in told
    assert mine.read_bytes() == edited
    assert not other.exists()
    assert main([*command, "--force"]) == 0
    assert mine.read_bytes() != edited


def test_a_file_of_somebody_else_stays(office: Path) -> None:
    (office / "output").mkdir()
    mine = office / "output" / "a-responsibility.xlsx"
    mine.write_bytes(b"no workbook of ours")
    assert main(["render", "a.yaml", "--doc", "responsibility", "--format", "xlsx"]) == 2
    assert mine.read_bytes() == b"no workbook of ours"
