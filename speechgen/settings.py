"""An office's settings, and the language to speak; pure values and functions, nothing is opened here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from speechgen.fonts import PROFILE, PROFILES, ROLES, choose_fonts
from speechgen.layout import Layout, LayoutError, make_layout

OFFICE_FILE = "office.yaml"

CIRCLES = ("town", "department", "party", "mass", "vertical")
"""Kinds of units that collective parties stand for: 乡镇, 部门, 党委机构, 群团, 垂直管理单位."""


@dataclass(frozen=True)
class OfficeUnit:
    """A unit that an office adds to the registry, or what it adds to one that is there."""

    name: str
    short: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    circle: str = ""
    """One of CIRCLES; a new unit without one is a department."""


@dataclass(frozen=True)
class Holidays:
    """Days off, and days worked although a weekend, as an office gives them: each a day or a range of days."""

    off: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    file: str = ""
    """A YAML file that holds them instead."""


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
    """Family by role (see `fonts`), and the profile that they are taken from: `fonts: office` in office.yaml, or a
    family by role where the office has faces of its own."""
    units: tuple[OfficeUnit, ...] = ()
    """The office's own units, towns among them."""
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Collective parties, and the units that each stands for here."""
    layout: Layout = field(default_factory=Layout)
    """The page, where the office's own rules differ from the standard."""
    lights: str = ""
    """The colours by which tasks are warned of: one of speechgen's regimes by name, or a YAML file of the office."""
    holidays: Holidays = Holidays()
    """What the calendar of working days does not know."""
    reporting: str = ""
    """When units report, for tasks that do not say: 每月25日前."""
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    """Options of templates that the office sets once for all, by a template's name or title."""


class SettingError(ValueError):
    """A setting that cannot be taken: where it stands (`path`), what is wrong, and what could stand there."""

    def __init__(
        self, reason: Literal["unknown-key", "wrong-type"], path: tuple[str | int, ...], choices: tuple[str, ...]
    ) -> None:
        super().__init__(f"{reason}: {'.'.join(map(str, path))}")
        self.reason = reason
        self.path = path
        self.choices = choices


TABLES: dict[str, tuple[str, ...]] = {
    "columns": (),
    "fonts": (PROFILE, *ROLES),
    "layout": tuple(Layout.__dataclass_fields__),
}
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
            read: Callable[[Path, Any], Any] = _READ.get(key, _text)
            values[key] = read((key,), value)
    return Settings(**values)


Path = tuple[str | int, ...]


def _table(path: Path, value: Any) -> dict[str, str]:
    allowed = TABLES[str(path[0])]
    for name in _mapping(path, value):
        if allowed and name not in allowed:
            raise SettingError("unknown-key", (*path, str(name)), allowed)
    return {name: _text((*path, name), text) for name, text in value.items() if text is not None}


def _fonts(path: Path, value: Any) -> dict[str, str]:
    """A profile by name, or a family by role and perhaps a profile for the others."""
    given = {PROFILE: value.strip()} if isinstance(value, str) else _table(path, value)
    given = {role: family for role, family in given.items() if family}
    if given.get(PROFILE, "office") not in PROFILES:
        raise SettingError("unknown-key", (*path, given[PROFILE]), tuple(PROFILES))
    return choose_fonts(given)


def _units(path: Path, value: Any) -> tuple[OfficeUnit, ...]:
    if not isinstance(value, list):
        raise SettingError("wrong-type", path, ("list",))
    return tuple(_unit((*path, i), entry) for i, entry in enumerate(value))


def _unit(path: Path, value: Any) -> OfficeUnit:
    """One unit: its name alone, or a mapping."""
    entry = {"name": value} if isinstance(value, str) else _mapping(path, value)
    known = tuple(OfficeUnit.__dataclass_fields__)
    for key in entry:
        if key not in known:
            raise SettingError("unknown-key", (*path, str(key)), known)
    if not entry.get("name"):
        raise SettingError("wrong-type", path, ("name",))
    texts = {key: _text((*path, key), entry[key]) for key in ("name", "circle") if entry.get(key) is not None}
    words = {key: _words((*path, key), entry[key]) for key in ("short", "duties") if entry.get(key) is not None}
    if texts.get("circle") and texts["circle"] not in CIRCLES:
        raise SettingError("unknown-key", (*path, "circle", texts["circle"]), CIRCLES)
    return OfficeUnit(texts["name"], circle=texts.get("circle", ""), **words)


def _groups(path: Path, value: Any) -> dict[str, tuple[str, ...]]:
    return {name: _words((*path, name), members) for name, members in _mapping(path, value).items()}


def _layout(path: Path, value: Any) -> Layout:
    try:
        return make_layout(_table(path, value))
    except LayoutError as error:
        raise SettingError("wrong-type", (*path, error.key), (error.reason, error.wanted)) from None


def _holidays(path: Path, value: Any) -> Holidays:
    """A file's name, or {off, work} with lists of days."""
    if isinstance(value, str):
        return Holidays(file=value.strip())
    known = ("off", "work")
    for key in _mapping(path, value):
        if key not in known:
            raise SettingError("unknown-key", (*path, str(key)), known)
    off, work = (_words((*path, key), value.get(key) or []) for key in known)
    return Holidays(off, work)


def _options(path: Path, value: Any) -> dict[str, dict[str, str]]:
    return {
        name: {key: _text((*path, name, key), text) for key, text in _mapping((*path, name), options).items()}
        for name, options in _mapping(path, value).items()
    }


def _mapping(path: Path, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise SettingError("wrong-type", path, ("mapping",))
    return value


def _words(path: Path, value: Any) -> tuple[str, ...]:
    """Names or keywords: a list of them, or a text that parts them by spaces or 、."""
    parts = value if isinstance(value, list) else re.split(r"[\s、，,]+", _text(path, value))
    return tuple(filter(None, (_text((*path, i), part) for i, part in enumerate(parts))))


def _text(path: Path, value: Any) -> str:
    if not isinstance(value, str):
        raise SettingError("wrong-type", path, ("text",))
    return value.strip()


_READ: dict[str, Callable[[Path, Any], Any]] = {
    "columns": _table,
    "fonts": _fonts,
    "units": _units,
    "groups": _groups,
    "layout": _layout,
    "holidays": _holidays,
    "options": _options,
}
"""How a setting is read that is more than a text."""


def find_language(env: Mapping[str, str]) -> Literal["zh", "en"]:
    """The language of the locale: Chinese where LC_ALL, else LC_MESSAGES, else LANG begins with zh.

    As POSIX orders them (Base Definitions, 8.2): the first that is set and not empty decides.
    """
    locale = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
