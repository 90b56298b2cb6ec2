"""Word and Excel files know whether somebody has edited them since."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from pages import document, written

from speechgen.writers import is_untouched, writer

EDITABLE = ["docx", "xlsx"]


def changed(data: bytes, part: str, before: str, after: str) -> bytes:
    """The file with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            new.writestr(entry, text.replace(before.encode(), after.encode()) if entry.filename == part else text)
    return out.getvalue()


@pytest.mark.parametrize("name", EDITABLE)
def test_what_was_written_is_untouched_and_always_the_same(name: str) -> None:
    data = written(document("responsibility"), name).data
    assert is_untouched(data)
    assert writer(name).editable
    assert written(document("responsibility"), name).data == data


@pytest.mark.parametrize(("name", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")])
def test_one_other_word_is_an_edit(name: str, part: str) -> None:
    data = written(document("responsibility"), name).data
    assert not is_untouched(changed(data, part, "序号", "编号"))


@pytest.mark.parametrize("name", EDITABLE)
def test_another_title_in_the_properties_is_an_edit(name: str) -> None:
    data = written(document("responsibility"), name).data
    assert not is_untouched(changed(data, "docProps/core.xml", "责任清单", "责任表"))


@pytest.mark.parametrize("data", [b"", b"words", b"PK\x03\x04 broken"])
def test_what_nobody_sealed_is_not_ours(data: bytes) -> None:
    assert not is_untouched(data)


def test_a_damaged_file_is_not_as_it_was_written() -> None:
    data = written(document("responsibility"), "docx").data
    half = len(data) // 2
    assert not is_untouched(data[:half] + b"\0" * 40 + data[half + 40 :])
    assert not is_untouched(data[:half])


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", EDITABLE)
def test_saved_by_an_office_program_it_is_edited(name: str, tmp_path: Path) -> None:
    before = tmp_path / f"a.{name}"
    before.write_bytes(written(document("responsibility"), name).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", name, "--outdir", str(tmp_path / "saved"), str(before)]
    subprocess.run(command, capture_output=True, check=True, timeout=110)
    assert not is_untouched((tmp_path / "saved" / f"a.{name}").read_bytes())
