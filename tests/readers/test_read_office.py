"""Files that LibreOffice converts: what it gives is read, and what it does not give is explained."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from reading import lines, refusal
from test_readers import OLE, WORD, ole

from speechgen.readers import office, read_document

SPEECH = ("同志们：", "要抓好落实，确保6月底前完成。")
RTF = rb"{\rtf1\ansi " + b"".join(b"\\u%d?" % ord(c) if c != "\n" else b"\\par " for c in "\n".join(SPEECH)) + b"}"
UNIX = pytest.mark.skipif(os.name != "posix", reason="a program is made out of a shell script")
REAL = pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice, which is optional, is not here"
)


@REAL
def test_a_file_is_converted_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert lines(RTF, "讲话.rtf") == list(SPEECH)
    assert lines(RTF, "-") == list(SPEECH)
    assert list(tmp_path.iterdir()) == []


@REAL
def test_nothing_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "a.txt"
    secret.write_text("secret", encoding="utf-8")
    field = b'{\\field{\\*\\fldinst INCLUDETEXT "%s"}{\\fldrslt text}}' % secret.as_uri().encode()
    assert "secret" not in read_document(RTF[:-1] + field + b"}", "a.rtf").source.text


@REAL
def test_a_damaged_file() -> None:
    assert refusal(ole("WordDocument"), "a.doc").code == "readers.conversion-failed"


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a LibreOffice of our own in the place of any other; OUT is where its result belongs."""
    path = folder / "soffice"
    path.write_text(f'#!/bin/sh\nOUT="${{10}}"; mkdir -p "$OUT"\n{script}\n', encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@UNIX
def test_what_the_program_gives_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(WORD)
    program(tmp_path, f'test -f "${{11}}" && cp {tmp_path}/a.docx "$OUT/in.docx"', monkeypatch)
    text = read_document(WORD, "a.docx").source.text
    for name, data in {"a.doc": ole("WordDocument"), "a.wps": OLE, "-": RTF}.items():
        assert read_document(data, name).source.text == text


@UNIX
@pytest.mark.skipif(not shutil.which("ps"), reason="ps, which tells what runs, is not here")
def test_a_program_that_fails_or_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "exit 1", monkeypatch)
    assert refusal(RTF, "a.rtf").code == "readers.conversion-failed"
    program(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; wait", monkeypatch)
    monkeypatch.setattr(office, "LONGEST", 0.5)
    assert refusal(RTF, "a.rtf").code == "readers.conversion-too-slow"
    child = (tmp_path / "child").read_text().strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False).stdout
    assert state.strip() in ("", "Z", "Z+")  # what it started is stopped, too


def test_without_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, data, better in (("a.doc", ole("WordDocument"), ".docx"), ("a.xls", ole("Workbook"), ".xlsx")):
        missing = refusal(data, name)
        assert missing.code == "readers.needs-libreoffice"
        assert better in missing.hint("zh")
