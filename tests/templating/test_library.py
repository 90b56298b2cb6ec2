"""Templates, frames and column sets by name; the office's folder before ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechgen.diagnostics import Problem
from speechgen.templating import Library, builtin_folder
from speechgen.templating.columns import read_columns
from speechgen.templating.library import read_template


def code_and_line(caught: pytest.ExceptionInfo[Problem]) -> tuple[str, int]:
    found = caught.value.diagnostics[0]
    assert found.message("zh") and found.hint("zh") and found.message("en") and found.hint("en")
    return found.code, found.where.line if found.where else 0


def test_what_comes_with_speechgen() -> None:
    library = Library([builtin_folder()])
    assert {"arrangement", "responsibility", "supervision"} < set(library.names())
    assert list(library.names()) == sorted(library.names())
    for name in library.names():
        template = library.template(name)
        assert template.title
        frame = library.frame(template.frame)
        assert "@page" in frame.css
    for name in ("responsibility", "supervision", "signoff"):
        assert sum(c.width for c in library.columns(name)) == 225


def test_an_offices_own_template_comes_first(tmp_path: Path) -> None:
    (tmp_path / "arrangement.html.j2").write_text("---\ntitle: 我的\n---\n<p>a</p>\n", encoding="utf-8")
    (tmp_path / "_columns").mkdir()
    (tmp_path / "_columns" / "supervision.yaml").write_text("- {key: task, name: 事项, width: 225}\n", encoding="utf-8")
    library = Library([tmp_path, builtin_folder()])
    assert library.template("arrangement").title == "我的"
    assert [c.name for c in library.columns("supervision")] == ["事项"]
    assert library.template("responsibility").title == "责任清单"


@pytest.mark.parametrize("name", ["arangement", "../arrangement", "_parts", "", "/etc/passwd", "a/b"])
def test_no_such_template(name: str) -> None:
    with pytest.raises(Problem) as caught:
        Library([builtin_folder()]).template(name)
    assert code_and_line(caught)[0] == "templating.unknown-template"


def test_the_nearest_name_is_shown() -> None:
    with pytest.raises(Problem) as caught:
        Library([builtin_folder()]).template("arangement")
    assert "arrangement" in caught.value.diagnostics[0].hint("zh")


def test_no_such_frame_or_columns() -> None:
    library = Library([builtin_folder()])
    for find, code in ((library.frame, "frame"), (library.columns, "columns")):
        with pytest.raises(Problem) as caught:
            find("nowhere")
        assert code_and_line(caught)[0] == f"templating.unknown-{code}"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\ntitle: a\nframes: x\n---\n", "templating.front-matter", 3),
        ("---\nneeds: tasks\n---\n", "templating.front-matter", 2),
        ("---\n- a\n---\n", "templating.front-matter", 2),
        ("---\ntitle: a\ntitle: b\n---\n", "yaml.duplicate-key", 3),
    ],
)
def test_front_matter_errors_have_their_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Problem) as caught:
        read_template("x", "x.html.j2", text)
    assert code_and_line(caught) == (code, line)


def test_lines_of_the_body_count_from_the_top_of_the_file() -> None:
    template = read_template("x", "x.html.j2", "---\ntitle: a\noptions: {notes: true, columns: b}\n---\n{{ x }}\n")
    assert template.body.split("\n")[4] == "{{ x }}"
    assert template.options == {"notes": True, "columns": "b"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\n", 1),
        ("- {key: a, width: 1}\n- {key: b}\n", 2),
        ("- {key: a, width: wide}\n", 1),
        ("- {key: a, width: 1, align: top}\n", 1),
    ],
)
def test_column_errors_have_their_line(text: str, line: int) -> None:
    with pytest.raises(Problem) as caught:
        read_columns("c", "c.yaml", text)
    assert code_and_line(caught) == ("templating.columns", line)


def test_a_template_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "gbk.html.j2").write_bytes("<p>云溪</p>".encode("gb18030"))
    with pytest.raises(Problem) as caught:
        Library([tmp_path]).template("gbk")
    assert code_and_line(caught)[0] == "templating.not-utf8"
