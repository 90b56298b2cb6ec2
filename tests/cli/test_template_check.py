"""`templates check`: everything that is wrong in one run, each with its line or paragraph and what was meant."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from speechgen.app.template_check import check_template
from speechgen.cli import main
from speechgen.diagnostics import Diagnostic, Problem
from speechgen.templating import Library, builtin_folder

CASE = Path(__file__).parent.parent / "cases" / "templates" / "wrong.html.j2"
LIBRARY = Library([builtin_folder()])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    return tmp_path


def told(found: list[Diagnostic]) -> set[tuple[int, str, str]]:
    """Line, code, and the nearest right word of each."""
    for d in found:
        assert d.where and d.where.file and d.message("zh") and d.message("en") and d.hint("zh") and d.hint("en")
    return {
        (d.where.line if d.where else 0, d.code.partition(".")[2], str(d.data.get("nearest") or d.data.get("near", "")))
        for d in found
    }


def test_all_that_is_wrong_in_an_html_template(folder: Path) -> None:
    shutil.copy(CASE, folder)
    assert told(check_template("wrong.html.j2", {})) == {
        (0, "unused-option", ""),
        (5, "unknown-part", ""),
        (6, "unknown-role", ""),
        (6, "undefined", "title"),
        (7, "undefined", "notes"),
        (8, "undefined", "牵头单位"),
        (8, "unknown-filter", "lines"),
        (8, "unknown-style", ""),
        (9, "syntax", ""),
        (10, "undefined", "name"),
        (10, "stray", ""),
        (7, "unclosed", ""),
        (12, "syntax", ""),
        (12, "undefined", "text"),
        (12, "undefined", "date"),
        (13, "unknown-column", "task"),
        (13, "undefined", "任务数"),
        (14, "undefined", "list"),
        (15, "undefined", "名称"),
        (16, "half-a-tag", ""),
    }


@pytest.mark.parametrize("name", [*LIBRARY.names(), *LIBRARY.names("changes")])
def test_nothing_is_wrong_in_ours(name: str) -> None:
    assert [d for d in check_template(name, {}) if d.severity == "error"] == []


def test_the_exit_code_tells(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(CASE, folder)
    assert main(["templates", "check", "slip", "wrong.html.j2", "--lang", "zh"]) == 1
    shown = capsys.readouterr().out
    assert "wrong.html.j2:8:10: 错误[templating.undefined]: 模板用到了不存在的名称：task.牵头单为" in shown
    assert "最接近的是 牵头单位" in shown


def form(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> str:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.sections[0].footer.paragraphs[0].text = "{{ spec.isuer }}"
    document.save("own.docx")
    return "own.docx"


def test_all_that_is_wrong_in_a_word_form() -> None:
    name = form(
        "第一段 {{ 文稿.标题 }}",
        "{%p for 任务 in 全部任务 %} 这几个字会丢",
        "承办：{{ 任务.牵头单为 }}",
        "{%p endfor %}",
        "半个 {{ 文稿.年度",
        "全角 ｛｛ 文稿.年度 ｝｝",
        "{%tr for task in tasks %}",
        "{%tr endfor %}",
        "{% for task in tasks %}{{ task.text | lins }}",
        rows=(("{%tr for task in tasks %}", ""), ("{{ task.txt }}", "{{ task.due }}"), ("{%tr endfor %}", "丢")),
    )
    assert told(check_template(name, {})) == {
        (2, "form-beside", ""),
        (3, "undefined", "牵头单位"),
        (5, "half-a-tag", ""),
        (6, "form-full-width", ""),
        (7, "form-no-table", ""),
        (8, "form-no-table", ""),
        (9, "unknown-filter", "lines"),
        (9, "unclosed", ""),
        (12, "undefined", "text"),
        (14, "form-beside", ""),
        (1, "undefined", "issuer"),
    }


def test_a_loop_over_rows_that_ends_inside_one() -> None:
    name = form(rows=(("{%tr for task in tasks %}", ""), ("{{ task.text }}", "{% endfor %}")))
    assert (4, "form-pair", "") in told(check_template(name, {}))


def test_a_tag_in_several_runs_is_healed_and_found() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("承办：")
    for piece in ("{", "{ tas", "ks[0].te", "xt }", "}"):
        paragraph.add_run(piece).bold = piece != "{"
    document.add_paragraph("{{ tasks[0].txt }}")
    document.save("own.docx")
    assert told(check_template("own.docx", {})) == {(2, "undefined", "text")}


def test_what_only_filling_it_shows(folder: Path) -> None:
    (folder / "own.html.j2").write_text("<p>{{ 'x' | numeral }}</p><ul></ul>", encoding="utf-8")
    assert [d.code for d in check_template("own.html.j2", {})] == ["templating.failed"]


@pytest.mark.parametrize("name", ["missing.docx", "broken.docx", "nowhere"])
def test_what_cannot_be_read(name: str, folder: Path) -> None:
    (folder / "broken.docx").write_bytes(b"PK")
    with pytest.raises(Problem):
        check_template(name, {})
