"""Faces by role: one table for Word, web page and PDF; marks in the Chinese face; what is replaced is told once."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from pages import body, document, made, pages, written

from speechgen.document import Document, Heading, Inline
from speechgen.fonts import FACES, PROFILES, ROLES, STAND_INS, choose_fonts, find_installed, names_of
from speechgen.settings import SettingError, make_settings
from speechgen.writers import Told

WORDS = "要抓“三张清单”，‘两园’完成95%——A类……12.5亿元。"
OTHER = "DejaVu Serif"
"""A Latin face that is on every machine that can run these tests; it has quotation marks, dashes and dots, too."""


def faces(data: bytes) -> dict[str, set[str]]:
    """The faces that each character of a PDF is drawn in, page numbers aside."""
    found: dict[str, set[str]] = {}
    for page in pages(data):
        for char in page.chars:
            if char["top"] < page.height - 100:
                found.setdefault(char["text"], set()).add(char["fontname"].split("+")[1])
    return found


def word_part(made: Document, name: str) -> str:
    with zipfile.ZipFile(BytesIO(written(made, "docx").data)) as archive:
        return archive.read(name).decode()


def test_a_profile_has_a_family_for_each_role_that_needs_one() -> None:
    needed = [role for role in ROLES if role not in ("numbers", "quotes")]
    assert set(needed) == FACES.keys() - {"rare"} == STAND_INS.keys() - {"rare"}
    for profile in PROFILES.values():
        assert list(profile) == needed
        assert all(f in (*FACES[role], *STAND_INS[role]) for role, f in profile.items() if role != "title")


@pytest.mark.parametrize(
    ("given", "profile", "hei", "numbers"),
    [
        ({}, "", None, None),
        ({}, "office", "黑体", None),
        ({"fonts": "open"}, "", "FandolHei", None),
        ({"fonts": "open"}, "office", "黑体", None),
        ({"fonts": {"profile": "open", "hei": "某黑", "numbers": OTHER}}, "", "某黑", OTHER),
        ({"fonts": {"profile": "open", "numbers": OTHER}}, "office", "黑体", OTHER),
        ({"fonts": {"hei": "某黑"}}, "open", "某黑", None),
    ],
)
def test_a_role_has_its_own_family_or_that_of_the_profile(
    given: dict[str, object], profile: str, hei: str | None, numbers: str | None
) -> None:
    fonts = choose_fonts(make_settings(given).fonts, profile)
    assert (fonts.get("hei"), fonts.get("numbers")) == (hei, numbers)


@pytest.mark.parametrize("given", ["offic", {"profile": "offic"}, {"heiti": "黑体"}])
def test_an_unknown_profile_or_role(given: object) -> None:
    with pytest.raises(SettingError) as caught:
        make_settings({"fonts": given})
    assert caught.value.reason == "unknown-key" and {"office", "hei"} & set(caught.value.choices)


def test_a_family_goes_by_either_name() -> None:
    assert names_of("黑体") == ("黑体", "SimHei") and names_of("SimHei") == ("SimHei", "黑体")
    assert names_of("某某体") == ("某某体",)
    assert find_installed(("仿宋_GB2312", "黑体"), frozenset(["simhei"])) == "黑体"
    assert find_installed(("仿宋_GB2312",), frozenset(["fangsong"])) == ""


@pytest.mark.parametrize("fonts", [{}, PROFILES["open"], {"numbers": OTHER}])
def test_marks_that_latin_shares_are_in_the_chinese_face(fonts: dict[str, str]) -> None:
    found = faces(written(made(body(WORDS), Heading(1, (Inline(WORDS),), "一、"), fonts=fonts), "pdf").data)
    for mark in "“”‘’—…，。":
        assert found[mark] == {"FandolFang", "FandolHei"}, mark
    assert found["9"] == found["A"] == ({"DejaVu-Serif"} if fonts.get("numbers") else {"FandolFang", "FandolHei"})


def test_quotation_marks_may_have_a_face_of_their_own() -> None:
    found = faces(written(made(body(WORDS), fonts={"quotes": "FandolHei"}), "pdf").data)
    assert {mark: found[mark] for mark in "“”‘’"} == {mark: {"FandolHei"} for mark in "“”‘’"}
    assert found["—"] == found["三"] == {"FandolFang"}


def test_no_character_is_lost_by_spans() -> None:
    text = "R&D<4%、“A”&amp;'x' 12.5 > 3\u00a0—— &lt;"
    document = made(body(text), fonts={"numbers": OTHER, "quotes": "FandolHei"})
    assert "".join(c["text"] for c in pages(written(document, "pdf").data)[0].chars).startswith(text[:12])
    assert "&amp;amp;" in written(document, "html").data.decode()
    assert '<span class="numbers">R&amp;D&lt;4%</span>' in written(document, "html").data.decode()


@pytest.mark.parametrize("profile", PROFILES)
def test_a_word_file_names_the_families_of_the_profile(profile: str) -> None:
    styles = word_part(made(body(WORDS), fonts=choose_fonts({}, profile)), "word/styles.xml")
    for family in PROFILES[profile].values():
        assert f'w:eastAsia="{family}"' in styles
    others = {f for other, families in PROFILES.items() if other != profile for f in families.values()}
    assert not [f for f in others if f'"{f}"' in styles]


def test_figures_in_a_word_file_have_their_face_and_marks_the_chinese_one() -> None:
    sample = made(body(WORDS), fonts={"numbers": "Times New Roman"})
    styles, main = word_part(sample, "word/styles.xml"), word_part(sample, "word/document.xml")
    assert 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"' in styles
    for mark in ("“", "”", "——", "……"):
        run = next(r for r in main.split("<w:r>") if f">{mark}<" in r)
        assert run.count('"仿宋_GB2312"') == 4 and 'w:hint="eastAsia"' in run
    text = "".join(piece.split("</w:t>")[0] for piece in main.split('<w:t xml:space="preserve">')[1:])
    assert WORDS in text


def test_rare_characters_are_told_with_the_face_that_helped_out() -> None:
    (found,) = written(made(body("县长镕堃喆珺玥垚𠮷来了")), "pdf").diagnostics
    assert found.code == "writers.pdf-rare" and found.severity == "info"
    assert set(found.data["all"]) == set("镕堃喆珺玥垚𠮷") and found.data["used"] == "Noto Serif CJK SC"
    (found,) = written(made(body("县长镕堃来了")), "docx").diagnostics
    assert found.code == "writers.named-rare" and found.data["all"] == "堃镕" and "仿宋_GB2312" in found.message("zh")
    assert not written(made(body("县长镕堃来了"), fonts=choose_fonts({}, "open")), "docx").diagnostics


def test_each_face_that_is_chosen_and_missing_is_told() -> None:
    found = written(document("arrangement"), "pdf").diagnostics
    assert not found
    chosen = made(*document("arrangement").blocks, fonts={**choose_fonts({}, "office"), "numbers": "某某体"})
    told = {d.data["face"]: d.data["used"] for d in written(chosen, "pdf").diagnostics}
    assert told == {
        "方正小标宋简体": "FandolSong",
        "黑体": "FandolHei",
        "楷体_GB2312": "FandolKai",
        "仿宋_GB2312": "FandolFang",
        "宋体": "FandolSong",
        "某某体": told["某某体"],
    }
    assert "FandolSong-Bold" in faces(written(chosen, "pdf").data)["域"]  # the title is heavy all the same


def test_each_thing_is_told_once_in_a_run() -> None:
    told = Told()
    two = [*written(made(body("镕")), "pdf").diagnostics, *written(made(body("镕堃")), "pdf").diagnostics]
    assert [d.data["all"] for d in told.once(two)] == ["堃镕"]
    assert told.once(two) == []
    assert [d.data["all"] for d in told.once(written(made(body("镕喆")), "pdf").diagnostics)] == ["喆"]


def test_a_hyphen_that_no_chinese_face_has_asks_no_other() -> None:
    data = written(made(body("A\u2011B类")), "pdf").data
    found = faces(data)
    assert found["\u2010"] == {"FandolFang"} and "\u2011" not in found
    start = time.process_time()
    written(made(*[body("A\u2011B类😀𠮷")] * 200), "pdf")
    assert time.process_time() - start < 10
