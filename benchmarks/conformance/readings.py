"""What a measurement says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from speechgen.fonts import FACES, STAND_INS

NAMES = {"fangsong": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体", "title": "小标宋"}
_SIZES = {22.0: "2号", 18.0: "小二号", 16.0: "3号", 15.0: "小三号", 14.0: "4号", 12.0: "小四号", 10.5: "五号"}


@dataclass(frozen=True)
class Reading:
    """What was wanted, what was measured, and whether the one is the other."""

    wanted: str
    measured: str
    good: bool


def spread(values: Iterable[float], digits: int = 1) -> str:
    """One number, or the least and the most."""
    found = sorted(values)
    low, high = f"{found[0]:.{digits}f}", f"{found[-1]:.{digits}f}"
    return low if low == high else f"{low}–{high}"


def size_name(size: float) -> str:
    """3号, or so many points."""
    near = next((name for points, name in _SIZES.items() if abs(points - size) < 0.15), "")
    return near or f"{size:g}磅"


def face_role(face: str) -> str:
    """Which face of the standard a family is; "" for none. A stand-in for 小标宋 is known as what it is (宋体)."""
    name = face.split("-")[0].replace(" ", "").lower()
    for role, families in FACES.items():
        if any(name == family.split("-")[0].replace(" ", "").lower() for family in families):
            return role
    return ""


def face_name(face: str) -> str:
    """仿宋, or the family's own name."""
    return NAMES.get(face_role(face), face)


def is_title_face(face: str) -> bool:
    """小标宋, or 宋体 in its place: no open font has it."""
    return face_role(face) == "title" or any(face.startswith(family) for family in STAND_INS["title"])


def listed(things: Iterable[str], most: int = 3) -> str:
    """The first few, and how many more."""
    found = list(dict.fromkeys(things))
    return "、".join(found[:most]) + (f" 等{len(found)}处" if len(found) > most else "")
