"""An office's settings, and the language to speak; pure values and functions, nothing is opened here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

OFFICE_FILE = "office.yaml"

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


@dataclass(frozen=True)
class Settings:
    """What an office writes into office.yaml; empty where it leaves the choice to the text or to speechgen."""

    region: str = ""
    """Whose work it is, where a speech does not say."""
    issuer: str = ""
    """The organ that issues the documents, for title and sign-off."""
    columns: dict[str, str] = field(default_factory=dict)
    """Printed names of columns, by key."""
    fonts: dict[str, str] = field(default_factory=dict)
    """Family by role, where the office has licensed faces of its own."""


class SettingError(ValueError):
    """A setting that cannot be taken: where it stands (`path`), what is wrong, and what could stand there."""

    def __init__(
        self, reason: Literal["unknown-key", "wrong-type"], path: tuple[str, ...], choices: tuple[str, ...]
    ) -> None:
        super().__init__(f"{reason}: {'.'.join(path)}")
        self.reason = reason
        self.path = path
        self.choices = choices


TABLES: dict[str, tuple[str, ...]] = {"columns": (), "fonts": tuple(role for role in FACES if role != "rare")}
"""Settings that hold further keys, and which; () allows any."""


def make_settings(data: Mapping[str, Any] | None) -> Settings:
    """Settings from the content of office.yaml; SettingError for an unknown key or a value of the wrong kind."""
    given = {} if data is None else data
    if not isinstance(given, Mapping):
        raise SettingError("wrong-type", (), ("mapping",))
    known = tuple(Settings.__dataclass_fields__)
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            raise SettingError("unknown-key", (str(key),), known)
        if value is not None:
            values[key] = _table(key, value) if key in TABLES else _text((key,), value)
    return Settings(**values)


def _table(key: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise SettingError("wrong-type", (key,), ("mapping",))
    for name in value:
        if TABLES[key] and name not in TABLES[key]:
            raise SettingError("unknown-key", (key, str(name)), TABLES[key])
    return {name: _text((key, name), text) for name, text in value.items() if text is not None}


def _text(path: tuple[str, ...], value: Any) -> str:
    if not isinstance(value, str):
        raise SettingError("wrong-type", path, ("text",))
    return value.strip()


def find_language(env: Mapping[str, str]) -> Literal["zh", "en"]:
    """The language of the locale: Chinese where LC_ALL, else LC_MESSAGES, else LANG begins with zh.

    As POSIX orders them (Base Definitions, 8.2): the first that is set and not empty decides.
    """
    locale = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
