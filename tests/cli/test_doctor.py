"""What `doctor` says of machines that we have not got."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from speechgen.app import doctor
from speechgen.app.doctor import LIBRARIES, TEMPLATES, Facts, Need, find_needs, is_lacking
from speechgen.cli import main

WHOLE = Facts(
    python=(3, 12, 3),
    families=frozenset(
        ["fandolfang", "fandolkai", "fandolhei", "fandolsong", "noto serif cjk sc", "noto sans cjk sc", "dejavu sans"]
    ),
    libraries=frozenset(LIBRARIES),
    templates=frozenset(TEMPLATES),
    programs={"fc-list": "/usr/bin/fc-list", "soffice": "/usr/bin/soffice"},
    installer="apt",
)


def need(facts: Facts, name: str) -> Need:
    return next(n for n in find_needs(facts) if n.name == name)


def lacking(facts: Facts) -> list[str]:
    return [n.name for n in find_needs(facts) if is_lacking(n)]


def test_a_machine_that_has_all() -> None:
    assert lacking(WHOLE) == []
    assert need(WHOLE, "fangsong").found == "FandolFang"
    assert need(WHOLE, "title") == Need("title", "stand-in", "FandolSong", needed=False)


def test_a_bare_machine() -> None:
    bare = Facts((3, 11, 2), None, frozenset(), frozenset(TEMPLATES), {}, "apt", root=True)
    assert lacking(bare) == [
        "fontconfig", "fangsong", "kai", "hei", "song", "title", "rare", "pango", "harfbuzz-subset",
    ]  # fmt: skip
    assert need(bare, "pango").mend == "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"
    assert need(bare, "kai").mend == "bash scripts/fonts.sh"


def test_a_name_like_it_is_not_the_face() -> None:
    """fc-match would answer 仿宋 with anything at all."""
    machine = replace(WHOLE, families=frozenset(["fandolfang r bold", "noto serif cjk sc", "noto sans cjk sc"]))
    assert lacking(machine) == ["fangsong", "kai"]
    assert need(machine, "fangsong").found == "Noto Serif CJK SC"
    assert need(machine, "hei") == Need("hei", "found", "Noto Sans CJK SC")


def test_an_office_with_licensed_fonts() -> None:
    fonts = frozenset(["仿宋_gb2312", "楷体_gb2312", "simhei", "simsun", "方正小标宋简体", "noto serif cjk sc"])
    machine = replace(WHOLE, families=fonts)
    assert {n.name: n.state for n in find_needs(machine) if n.state != "found"} == {}


def test_a_face_that_the_settings_ask_for() -> None:
    machine = replace(WHOLE, fonts={"title": "方正小标宋简体", "hei": "FandolHei"})
    assert lacking(machine) == ["title"]
    assert need(machine, "title") == Need("title", "missing", "FandolSong", wanted="方正小标宋简体")
    assert need(machine, "hei") == Need("hei", "found", "FandolHei")


@pytest.mark.parametrize(
    ("installer", "root", "command"),
    [
        ("apt", False, "sudo apt-get install -y libharfbuzz-subset0"),
        ("apt", True, "apt-get install -y libharfbuzz-subset0"),
        ("dnf", False, "sudo dnf install harfbuzz"),
        ("brew", False, "brew install harfbuzz"),
        ("", False, ""),
    ],
)
def test_the_command_that_mends_it(installer: str, root: bool, command: str) -> None:
    machine = replace(WHOLE, libraries=frozenset(["pango"]), installer=installer, root=root)
    assert need(machine, "harfbuzz-subset") == Need("harfbuzz-subset", "missing", "fontTools", mend=command)


def test_libreoffice_is_a_choice() -> None:
    machine = replace(WHOLE, programs={"fc-list": "/usr/bin/fc-list"})
    assert lacking(machine) == []
    assert (
        need(machine, "libreoffice").mend == "sudo apt-get install -y libreoffice-writer-nogui libreoffice-calc-nogui"
    )


def test_an_old_python() -> None:
    assert lacking(replace(WHOLE, python=(3, 9, 18))) == ["python"]


def test_what_it_prints(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    machine = replace(WHOLE, families=WHOLE.families - {"fandolkai"} if WHOLE.families else None)
    monkeypatch.setattr(doctor, "gather", lambda: machine)
    assert main(["doctor", "--lang", "zh"]) == 1
    printed = capsys.readouterr().out
    assert "✓ 仿宋（正文）                   FandolFang\n" in printed
    assert "△ 小标宋（大标题）               由 FandolSong 代替\n" in printed
    assert "✗ 楷体（二级标题）               没有，暂由 Noto Serif CJK SC 代替\n" in printed
    assert printed.endswith("缺 1 样。\n  补上：bash scripts/fonts.sh\n")
    assert main(["doctor", "--format", "json"]) == 1
    needs = json.loads(capsys.readouterr().out)
    assert {n["name"] for n in needs if n["state"] == "missing"} == {"kai"}


def test_every_need_has_its_words_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "gather", lambda: Facts((3, 9, 0), None, frozenset(), frozenset(), {}))
    for language in ("zh", "en"):
        assert main(["doctor", "--lang", language]) == 1
    assert "3.9.0 is too old" in capsys.readouterr().out
