"""Typefaces by role: which family each role of an official document has, under which names it goes, what stands in.

One table for Word, Excel, web page, PDF and pictures. Roles of GB/T 9704-2012: title 大标题, hei and kai for headings
of the first and second level (7.3.3), fangsong for the body (5.2.2), song for page numbers (7.5); and two by custom:
numbers (figures and Latin letters) and quotes, which take the face of the words around them where no family is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ROLES = ("title", "hei", "kai", "fangsong", "song", "numbers", "quotes")
PROFILE = "profile"
"""The key under which the fonts of an office name their profile."""

PROFILES: dict[str, dict[str, str]] = {
    "office": {
        "title": "方正小标宋简体",
        "hei": "黑体",
        "kai": "楷体_GB2312",
        "fangsong": "仿宋_GB2312",
        "song": "宋体",
    },
    "open": {
        "title": "FandolSong",
        "hei": "FandolHei",
        "kai": "FandolKai",
        "fangsong": "FandolFang",
        "song": "FandolSong",
    },
}
"""What offices have, and what anybody may have. Where none is chosen, Word and Excel files name the first, for they are
opened on the office's machines, and a PDF is set in the best true face that is installed."""

FACES: dict[str, tuple[str, ...]] = {
    "fangsong": ("FandolFang", "仿宋_GB2312", "FangSong_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋"),
    "kai": ("FandolKai", "楷体_GB2312", "KaiTi_GB2312", "KaiTi", "楷体", "STKaiti", "华文楷体", "Kaiti SC"),
    "hei": ("FandolHei", "SimHei", "黑体", "STHeiti", "Heiti SC", "Noto Sans CJK SC"),
    "song": ("FandolSong", "SimSun", "宋体", "STSong", "Songti SC", "Noto Serif CJK SC"),
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "小标宋体"),
    "rare": ("Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "Source Han Sans SC"),
}
"""The roles of GB/T 9704 and the families that are a true face for each, best first (`fangsong` is 仿宋 and so on)."""

STAND_INS: dict[str, tuple[str, ...]] = {
    "fangsong": ("Noto Serif CJK SC", "FandolSong", "SimSun"),
    "kai": ("Noto Serif CJK SC", "FandolSong", "SimSun"),
    "hei": ("Noto Serif CJK SC",),
    "song": ("Noto Sans CJK SC",),
    "title": ("FandolSong", "Noto Serif CJK SC", "SimSun", "FandolHei", "SimHei"),
    "rare": (),
}
"""Families that can be read in a role's place, though they are not its face. No open 小标宋 exists."""

_NAMES = (
    ("仿宋_GB2312", "FangSong_GB2312"),
    ("仿宋", "FangSong"),
    ("楷体_GB2312", "KaiTi_GB2312"),
    ("楷体", "KaiTi"),
    ("黑体", "SimHei"),
    ("宋体", "SimSun"),
    ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    ("华文仿宋", "STFangsong"),
    ("华文楷体", "STKaiti"),
)
"""Families under their Chinese and their English name; a system may know only one of them."""
PLAIN = frozenset({"FandolSong", "Noto Serif CJK SC", "Noto Serif SC", "宋体", "SimSun"})
"""Families that a title is set in bold of; a real 小标宋 is heavy as it is."""


def names_of(family: str) -> tuple[str, ...]:
    """The family's name, then its others."""
    return (family, *(name for names in _NAMES if family in names for name in names if name != family))


def choose_fonts(fonts: Mapping[str, str], profile: str = "") -> dict[str, str]:
    """Family by role: those of the profile (that which `fonts` name, unless one is given), with what `fonts` change.

    KeyError for an unknown profile.
    """
    before = fonts.get(PROFILE, "")
    usual = PROFILES[before] if before else {}
    own = {role: family for role, family in fonts.items() if role != PROFILE and usual.get(role) != family}
    chosen = profile or before
    return {**({PROFILE: chosen, **PROFILES[chosen]} if chosen else {}), **own}


def find_installed(families: Iterable[str], installed: frozenset[str]) -> str:
    """The first of the families that is installed under any of its names, as named here; "" where none is.

    `installed` are names in lower case.
    """
    return next((f for f in families if any(name.lower() in installed for name in names_of(f))), "")
