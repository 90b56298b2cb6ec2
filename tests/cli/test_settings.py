"""The office's settings and the language of the locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechgen import app
from speechgen.app.clock import find_moment
from speechgen.app.office import find_office, load_settings, open_library
from speechgen.diagnostics import Problem
from speechgen.fonts import FACES, STAND_INS
from speechgen.layout import Layout
from speechgen.settings import Settings, find_language


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_language_of_a_locale(env: dict[str, str], language: str) -> None:
    assert find_language(env) == language


def test_settings_of_the_nearest_office(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text(
        "region: 云溪县\nissuer:\ncolumns: {lead: 主办单位}\nfonts:\n  fangsong: 仿宋\n", encoding="utf-8"
    )
    below = tmp_path / "2026" / "一季度"
    below.mkdir(parents=True)
    assert find_office(below) == (tmp_path / "office.yaml").resolve()
    assert load_settings(below) == Settings(region="云溪县", columns={"lead": "主办单位"}, fonts={"fangsong": "仿宋"})
    assert open_library(below).folders[0] == Path("..", "..", "templates")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("regoin: 云溪县\n", "app.setting-unknown", (1, 1)),
        ("region: 云溪县\nfonts:\n  fangsung: 仿宋\n", "app.setting-unknown", (3, 3)),
        ("region: [云溪县]\n", "app.setting-not-text", (1, 9)),
        ("columns: 牵头\n", "app.setting-not-lines", (1, 10)),
        ("- 云溪县\n", "app.setting-not-lines", (1, 1)),
        ("layout:\n  topp: 37\n", "app.setting-unknown", (2, 3)),
        ("layout: 37\n", "app.setting-not-lines", (1, 9)),
        ("layout:\n  top: 3.7厘米\n", "app.layout-number", (2, 8)),
        ("layout:\n  lines: 22.5\n", "app.layout-number", (2, 10)),
        ("layout:\n  left: 280\n", "app.layout-number", (2, 9)),
        ("layout:\n  level3: 隶书\n", "app.layout-face", (2, 11)),
        ("layout:\n  page_number_place: 居中\n", "app.layout-place", (2, 22)),
        ("layout:\n  page_number: 第页\n", "app.layout-page-number", (2, 16)),
        ("layout:\n  lines: 22\n  line_pitch: 35\n", "app.layout-crowded", (3, 15)),
        ("layout:\n  characters: 40\n", "app.layout-crowded", (2, 3)),
        ("region: 云溪县\nregion: 白石县\n", "yaml.duplicate-key", (2, 1)),
    ],
)
def test_a_slip_in_the_settings_has_its_place(tmp_path: Path, text: str, code: str, place: tuple[int, int]) -> None:
    (tmp_path / "office.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as stop:
        load_settings(tmp_path)
    (diagnostic,) = stop.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.where is not None
    assert (diagnostic.where.line, diagnostic.where.column) == place
    assert diagnostic.message("zh")
    assert "{" not in diagnostic.message("en") + diagnostic.hint("zh")


def test_every_role_has_its_stand_ins() -> None:
    assert FACES.keys() == STAND_INS.keys()
    assert not any(set(FACES[role]) & set(STAND_INS[role]) for role in FACES)


def test_the_moment_is_the_one_that_is_asked_for() -> None:
    assert find_moment({"SOURCE_DATE_EPOCH": "1767225600"}).isoformat() == "2026-01-01T00:00:00+00:00"
    assert find_moment({}).tzinfo is not None
    for given in ("tomorrow", "1" * 40, "253402300799"):
        with pytest.raises(Problem):
            find_moment({"SOURCE_DATE_EPOCH": given})


def test_the_layout_of_an_office(tmp_path: Path) -> None:
    margins = "layout:\n  top: 34.58\n  bottom: 32.58\n"
    text = f"{margins}  line_pitch: 29.45\n  level3: 仿宋\n  page_number_place: center\n  title_size:\n"
    (tmp_path / "office.yaml").write_text(text, encoding="utf-8")
    changes = load_settings(tmp_path).layout.changes()
    assert changes == {
        "top": "34.58",
        "bottom": "32.58",
        "line_pitch": "29.45",
        "level3": "仿宋",
        "page_number_place": "center",
    }


def test_what_the_settings_offer_of_the_layout_can_be_taken(tmp_path: Path) -> None:
    """The lines that a new office.yaml shows as comments are right as they stand."""
    lines = (
        (Path(app.__file__).parent / "office.yaml")
        .read_text(encoding="utf-8")
        .split("layout:\n")[1]
        .split("\n\n")[0]
        .splitlines()
    )
    offered = [line.replace("#", "", 1) for line in lines if line.startswith("#  ")]
    (tmp_path / "office.yaml").write_text("layout:\n" + "\n".join(offered), encoding="utf-8")
    assert load_settings(tmp_path).layout.changes() == {"line_pitch": "28.95"}
    assert {line.split(":")[0].strip() for line in offered} == set(Layout.__dataclass_fields__)
