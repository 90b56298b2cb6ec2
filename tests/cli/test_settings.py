"""The office's settings and the language of the locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechgen.app.clock import find_moment
from speechgen.app.office import find_office, load_settings, open_library
from speechgen.diagnostics import Problem
from speechgen.settings import FACES, STAND_INS, Settings, find_language


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
    for given in ("tomorrow", "1" * 40):
        with pytest.raises(Problem):
            find_moment({"SOURCE_DATE_EPOCH": given})
