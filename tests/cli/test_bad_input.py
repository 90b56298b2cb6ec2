"""Bad input from end to end: one clear message, the right exit code, no file left behind, no traceback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from speechgen.cli import main
from speechgen.writers import Writer

LONG = "长" * 1000
SPEC = """version: 1
title: 云溪县2026年工作安排
sections:
  - number: 一、
    title: 抓好春耕
    content:
      - task: 县农业农村局3月底前完成农资检查。
"""
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{{}}</w:body></w:document>'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        for name, data in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", data)
    return buffer.getvalue()


def bomb() -> bytes:
    return zipped(word__document=b" " * 300_000_000)


def entities() -> bytes:
    head = '<!DOCTYPE w [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return zipped(word__document=(head + DOCUMENT.format("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")).encode())


SPEECHES: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "empty.docx": lambda: b"",
    "picture.docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(500),
    "broken.docx": lambda: zipped(word__document=DOCUMENT.format("").encode())[:150],
    "no-document.docx": lambda: zipped(word__styles=b"<x/>"),
    "bomb.docx": bomb,
    "entities.docx": entities,
    "noise.txt": lambda: bytes(range(256)) * 20,
}


def left(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("name", SPEECHES)
def test_a_speech_that_is_none(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(SPEECHES[name]())
    assert main(["parse", name, "--lang", "zh"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{name}: 错误[readers.")
    assert printed.err.count("错误[") == 1
    assert "提示：" in printed.err
    assert left(tmp_path) == [name]


def test_the_other_speeches_are_parsed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.txt").write_bytes(b"")
    Path("good.txt").write_text("一、抓好春耕\n县农业农村局3月底前完成农资检查。\n", encoding="utf-8")
    assert main(["parse", "empty.txt", "good.txt"]) == 2
    assert left(tmp_path) == ["empty.txt", "good.txt", "specs/good.yaml"]
    assert "error[readers.empty]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["templates", "new", LONG],
        ["templates", "check", LONG],
        ["init", LONG],
        ["collect", "a.yaml", LONG],
        ["render", "a.yaml", "--columns", LONG, "--format", "html"],
        ["render", "a.yaml", "--ledger", LONG, "--format", "html"],
    ],
    ids=lambda arguments: "-".join(arguments[:2]),
)
def test_a_name_longer_than_the_system_allows(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SPEECHGEN_DEBUG", raising=False)
    Path("a.yaml").write_text(SPEC, encoding="utf-8")
    assert main(arguments) == 2
    assert "error[app.name-too-long]" in capsys.readouterr().err


def test_a_writer_that_fails_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even those of the formats that went well."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SPEECHGEN_DEBUG", raising=False)
    Path("a.yaml").write_text(SPEC, encoding="utf-8")

    def raising(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("speechgen.writers.pdf.WRITER", Writer("pdf", ".pdf", raising))  # type: ignore[arg-type]
    assert main(["render", "a.yaml", "--format", "html,pdf"]) == 2
    assert "error[cli.internal]" in capsys.readouterr().err
    assert left(tmp_path) == ["a.yaml"]


def test_force_keeps_the_comments_of_an_edited_spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("一、抓好春耕\n县农业农村局3月底前完成农资检查。\n", encoding="utf-8")
    spec = Path("specs", "a.yaml")
    assert main(["parse", "a.txt"]) == 0
    parsed = spec.read_text(encoding="utf-8")
    edited = parsed.replace("title: 抓好春耕", "title: 抓好春耕  # 已核对").replace("role: duty", "role: lead")
    spec.write_text(edited, encoding="utf-8")
    assert main(["parse", "a.txt"]) == 2
    assert spec.read_text(encoding="utf-8") == edited
    assert main(["parse", "a.txt", "--force"]) == 0
    assert spec.read_text(encoding="utf-8") == edited.replace("role: lead", "role: duty")
    spec.write_text("version: [", encoding="utf-8")
    assert main(["parse", "a.txt", "--force"]) == 0
    assert spec.read_text(encoding="utf-8") == parsed


def test_the_same_spec_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    Path("a.yaml").write_text(SPEC, encoding="utf-8")
    for folder in ("one", "two"):
        assert main(["render", "a.yaml", "--format", "docx,html,pdf", "-o", folder]) == 0
    for file in sorted(Path("one").iterdir()):
        assert file.read_bytes() == Path("two", file.name).read_bytes(), file.name
    assert len(left(tmp_path)) == 1 + 2 * 9
