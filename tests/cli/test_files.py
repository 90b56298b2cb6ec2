"""Files are written whole or not at all, and nobody's work is overwritten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from speechgen.app import files
from speechgen.app.files import read_input, write_outputs
from speechgen.app.parse import place_outputs
from speechgen.app.specs import signed, untouched
from speechgen.diagnostics import Problem


def code(stop: pytest.ExceptionInfo[Problem]) -> str:
    return stop.value.diagnostics[0].code


def test_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(Problem) as stop:
        write_outputs({tmp_path / "a.docx": b"a", tmp_path / "taken": b"b"})
    assert code(stop) == "app.is-folder-output"
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


def test_nothing_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "a.docx"
    old.write_bytes(b"old")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(Problem) as stop:
        write_outputs({old: b"new", tmp_path / "b.docx": b"b"})
    assert code(stop) == "app.disk-full"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.docx": b"old"}


def test_an_unwritable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
    with pytest.raises(Problem) as stop:
        write_outputs({tmp_path / "new" / "a.docx": b"a"})
    assert code(stop) == "app.unwritable"
    assert stop.value.fatal
    assert str(tmp_path / "new") in stop.value.diagnostics[0].message("zh")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Problem) as stop:
            write_outputs({tmp_path / "a.docx": b"a"})
        assert code(stop) == "app.unwritable"
    finally:
        tmp_path.chmod(0o700)


def test_inputs_are_overwritten_only_by_force(tmp_path: Path) -> None:
    speech = tmp_path / "speech.txt"
    speech.write_bytes(b"words")
    again = tmp_path / "." / "speech.txt"
    with pytest.raises(Problem) as stop:
        write_outputs({again: b"new"}, inputs=(str(speech),))
    assert code(stop) == "app.output-is-input"
    write_outputs({again: b"new"}, inputs=(str(speech),), force=True)
    assert speech.read_bytes() == b"new"


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    plain, written = tmp_path / "plain", tmp_path / "written"
    plain.write_bytes(b"")
    write_outputs({written: b"a"})
    assert written.stat().st_mode == plain.stat().st_mode


def test_a_file_too_large_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LIMIT", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(Problem) as stop:
        read_input(str(tmp_path / "a.txt"))
    assert code(stop) == "app.too-large"


@pytest.mark.parametrize(("name", "told"), [("a\0b", "app.unreadable"), ("x" * 400, "app.name-too-long")])
def test_a_name_that_no_file_can_have(name: str, told: str) -> None:
    with pytest.raises(Problem) as stop:
        read_input(name)
    assert code(stop) == told


def test_where_specs_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").mkdir()
    assert place_outputs(["a/讲话.docx"], None) == [("a/讲话.docx", str(Path("specs", "讲话.yaml")))]
    assert place_outputs(["a.txt"], "b.yaml") == [("a.txt", "b.yaml")]
    assert place_outputs(["a.txt", "b.txt"], "kept") == [
        ("a.txt", str(Path("kept", "a.yaml"))),
        ("b.txt", str(Path("kept", "b.yaml"))),
    ]
    assert place_outputs(["a.txt"], "new/") == [("a.txt", str(Path("new", "a.yaml")))]
    assert place_outputs(["-"], None) == [("-", "-")]


def test_a_spec_knows_whether_somebody_touched_it() -> None:
    text = signed("version: 1\n")
    assert untouched(text)
    assert untouched(text.replace("\n", "\r\n"))
    assert not untouched(text.replace("1", "2", 1))
    assert not untouched(text + "# 备注\n")
    assert not untouched("version: 1\n")
