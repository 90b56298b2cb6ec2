"""Words of official documents: what is missing, numbers, names in 《》, where a signature stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speechgen.chinese.widths import place_sign_off, width
from speechgen.templating.filters import date, document_number, named, wanted, without_end


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("云政发〔2026〕3号", "云政发〔2026〕3号"),
        ("云政发[2026]第003号", "云政发〔2026〕3号"),
        ("云政发（ 2026 ）10号", "云政发〔2026〕10号"),
        ("云政发〔2026〕100号", "云政发〔2026〕100号"),
        ("云政办函2026-3", "云政办函2026-3"),
        ("", ""),
    ],
)
def test_document_numbers(typed: str, printed: str) -> None:
    assert document_number(typed) == printed


def test_names_within_names() -> None:
    assert named("《政府工作报告》责任清单") == "《〈政府工作报告〉责任清单》"


def test_what_is_wanted() -> None:
    assert wanted("", "发文字号") == '<span class="unknown">【待定：发文字号】</span>'
    assert wanted("a<b", "x") == "a&lt;b"


def test_marks_that_the_template_sets_itself() -> None:
    assert without_end("各乡镇人民政府： ") == "各乡镇人民政府"
    assert without_end("每月25日前", "前") == "每月25日"


def test_a_day_in_figures_becomes_a_date() -> None:
    assert date("2026-03-02") == "2026年3月2日"
    assert date("2026-13-02") == "2026-13-02" and date("3月2日") == "3月2日"


def test_sign_off_without_a_seal() -> None:
    """7.3.5.2: the name 2 from the right, the date begins 2 right of it; a longer date is 2 from the right."""
    name, day = "云溪县人民政府办公室", "2026年3月12日"
    place = place_sign_off(name, day, sealed=False)
    assert place.issuer == 2 and place.date + width(day) == place.issuer + width(name) - 2
    short = place_sign_off("县委", day, sealed=False)
    assert short.date == 2 and short.issuer + width("县委") == short.date + width(day) + 2


@given(
    st.text("县政府办公室", min_size=1, max_size=30), st.sampled_from(["2026年3月2日", "2026年12月12日"]), st.booleans()
)
def test_sign_off_stays_on_the_page(name: str, day: str, sealed: bool) -> None:
    place = place_sign_off(name, day, sealed)
    assert place.issuer >= 0 and place.date >= 0
    if sealed:
        assert place.issuer + width(name) / 2 == place.date + width(day) / 2
        assert place.date >= 4
    else:
        assert place.issuer + width(name) == place.date + width(day) + 2
