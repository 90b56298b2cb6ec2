"""`render --fonts` and `--strict-fonts`: told once a run, or refused with nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechgen.cli import main

SPEC = """version: 1
title: 云溪县2026年工作安排
sections:
- title: 抓项目
  content:
  - {id: "1", task: "由李镕堃牵头，建成三条路。", parties: [{name: 李镕堃}]}
"""


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_text(SPEC, encoding="utf-8")
    return ["a.yaml", "b.yaml"]


def test_what_is_replaced_is_told_once_for_all_files(specs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", *specs, "--format", "docx,pdf,xlsx", "--lang", "zh"]) == 0
    said = capsys.readouterr().err
    assert said.count("writers.named-rare") == 1 and said.count("writers.pdf-rare") == 1
    assert said.count("堃镕") == 2 and "Noto Serif CJK SC" in said
    assert len(list(Path("output").iterdir())) == 18


def test_a_missing_face_is_told_once_for_all_files(specs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("office.yaml").write_text("fonts: {hei: 某某黑体}\n", encoding="utf-8")
    assert main(["render", *specs, "--format", "pdf", "--lang", "zh"]) == 0
    assert capsys.readouterr().err.count("writers.pdf-face") == 1


def test_strict_fonts_refuse_and_write_nothing(specs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command = ["render", "a.yaml", "--format", "pdf", "--strict-fonts", "--lang", "zh"]
    assert main([*command, "--fonts", "open"]) == 1
    said = capsys.readouterr().err
    assert "错误[writers.pdf-rare]" in said and "--strict-fonts" in said and not Path("output").exists()
    Path("a.yaml").write_text(SPEC.replace("镕堃", "明"), encoding="utf-8")
    assert main([*command, "--fonts", "office"]) == 1
    assert "方正小标宋简体" in capsys.readouterr().err and not Path("output").exists()
    assert main([*command, "--fonts", "open"]) == 0
    assert len(list(Path("output").iterdir())) == 3
