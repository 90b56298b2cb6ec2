"""PDF on machines whose fonts cannot show Chinese: told in one message, nothing written, nothing crashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pages import body, made, written

SPEC = Path(__file__).parents[1] / "specs" / "yunxi.yaml"
CONFIG = '<?xml version="1.0"?>\n<fontconfig>{dirs}<cachedir>{cache}</cachedir></fontconfig>\n'


def latin_font(path: Path) -> None:
    """A font that has the printable ASCII characters, all of them boxes."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((450, 0), (450, 700), (50, 700)):
        pen.lineTo(point)
    pen.closePath()
    names = {n: f"g{n}" for n in range(32, 127)}
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", *names.values()])
    font.setupCharacterMap(names)
    font.setupGlyf(dict.fromkeys([".notdef", *names.values()], pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (500, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(path)


def render(folder: Path, dirs: str, *more: str) -> subprocess.CompletedProcess[str]:
    """`speechgen render` of PDFs where fontconfig knows only the fonts of `dirs`."""
    config = folder / "fonts.conf"
    config.write_text(CONFIG.format(dirs=dirs, cache=folder / "cache"), encoding="utf-8")
    env = {**os.environ, "FONTCONFIG_FILE": str(config), "HOME": str(folder), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "speechgen", "render", str(SPEC), "--format", "pdf", "-o", str(folder / "out")]
    return subprocess.run([*command, *more], env=env, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("latin", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_fonts_without_chinese_are_one_error_and_no_file(tmp_path: Path, latin: bool, language: str) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    if latin:
        latin_font(fonts / "boxes.ttf")
    done = render(tmp_path, f"<dir>{fonts}</dir>" if latin else "", "--lang", language)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("[writers.") == 1
    assert ("writers.pdf-no-chinese" if latin else "writers.pdf-no-font") in done.stderr
    assert "doctor" in done.stderr
    assert not (tmp_path / "out").exists()


def test_many_characters_without_a_glyph_are_counted_not_listed() -> None:
    rare = "".join(map(chr, range(0xF1234, 0xF1234 + 200)))
    (found,) = written(made(body("甲" + rare + "乙")), "pdf").diagnostics
    assert found.code == "writers.pdf-glyph"
    assert "200" in found.message("zh") and len(found.message("zh")) < 120
    assert "200" in found.message("en") and len(found.message("en")) < 240
