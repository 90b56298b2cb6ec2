"""The lights, the reporting days and the working days of an office, as office.yaml sets them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speechgen.app.files import read_text
from speechgen.app.office import as_seen, find_office, load_settings
from speechgen.diagnostics import Problem, nearest, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.settings import Settings
    from speechgen.spec.model import Spec
    from speechgen.tracking import Calendar, LightKind, Regime, WorkDays
    from speechgen.tracking.reporting import Rhythm
    from speechgen.yamlfile import YamlFile

YAML = (".yaml", ".yml")


def load_regime(folder: Path) -> Regime:
    """The lights that hold in a folder. Problem for a name that is none, or a file in which something is wrong."""
    from speechgen.tracking import regimes

    name = load_settings(folder).lights or "default"
    if name.lower().endswith(YAML):
        return _own_regime(folder, name)
    known = regimes()
    by_words = {regime.name: regime for regime in known.values()}
    found = known.get(name) or by_words.get(name)
    if found is None:
        near = nearest(name, (*known, *by_words))
        raise problem("tracking.no-regime", _office(folder), given=name, near=near, names=", ".join(known))
    return found


def _own_regime(folder: Path, name: str) -> Regime:
    from speechgen.tracking.lights import RegimeError, build_regime

    file = _load(folder, name)
    try:
        return build_regime(file.data, name)
    except RegimeError as error:
        where = file.where(error.path, key=error.reason in ("light-fact", "light-comparison"))
        given, names = error.data.get("given", ""), error.data.get("names", "")
        near = nearest(given, names.split(", "))
        raise problem(f"tracking.{error.reason}", where, given=given, names=names, near=near) from None


def find_kind(word: str, regime: Regime) -> LightKind:
    """The light of a regime that a word means. Problem for a word that means none, with those there are."""
    found = regime.find(word)
    if found is None:
        words = [w for kind in regime.kinds.values() for w in (kind.name, kind.words["zh"])]
        raise problem("tracking.unknown-light", given=word, near=nearest(word, words), names=", ".join(words))
    return found


def load_workdays(folder: Path) -> WorkDays:
    """The working days that hold in a folder. Problem for a day that is none."""
    from speechgen.tracking import WorkDays, make_workdays

    settings = load_settings(folder)
    given: Mapping[str, Any] = {"off": settings.holidays.off, "work": settings.holidays.work}
    where = _office(folder)
    if settings.holidays.file:
        file = _load(folder, settings.holidays.file)
        given, where = _days_of(file), Where(file.source.name)
    if not any(given.values()):
        return WorkDays()
    try:
        return make_workdays(given)
    except ValueError as error:
        raise problem("tracking.bad-holiday", where, given=str(error)) from None


def _days_of(file: YamlFile) -> dict[str, list[str]]:
    """{off, work} of a file of holidays, each a list of texts."""
    data = {} if file.data is None else file.data
    for key in data if isinstance(data, dict) else ():
        if key not in ("off", "work"):
            raise problem(
                "app.setting-unknown", file.where((key,), key=True), setting=key, near="off", choices="off, work"
            )
    lists = [value for value in data.values() if value is not None] if isinstance(data, dict) else [data]
    if not all(isinstance(value, list) and all(isinstance(day, str) for day in value) for value in lists):
        raise problem("tracking.bad-holidays", file.where(()))
    return {key: value or [] for key, value in data.items()}


def load_reporting(settings: Settings, folder: Path) -> Rhythm | None:
    """The office's reporting days; None where it has set none. Problem for words that give none."""
    from speechgen.tracking.reporting import find_rhythm

    if not settings.reporting:
        return None
    rhythm = find_rhythm(settings.reporting, loose=True)
    if rhythm is None:
        raise problem("tracking.bad-reporting", _office(folder), given=settings.reporting)
    return rhythm


def load_calendar(spec: Spec, on: date, folder: Path) -> Calendar:
    """What the lights need to know of time. Problem as the others."""
    from speechgen.tracking import Calendar

    start = spec.date if isinstance(spec.date, date) else None
    reporting = load_reporting(load_settings(folder), folder)
    return Calendar(on, spec.year, start, load_workdays(folder), reporting)


def _load(folder: Path, name: str) -> YamlFile:
    """A YAML file that office.yaml names, looked for beside it."""
    from speechgen.yamlfile import load_yaml

    office = find_office(folder)
    path = (office.parent if office else folder) / name
    try:
        text = read_text(str(path))
    except Problem as stop:
        raise problem("tracking.no-such-file", _office(folder), given=name) from stop
    return load_yaml(text, as_seen(path, folder))


def _office(folder: Path) -> Where | None:
    office = find_office(folder)
    return Where(as_seen(office, folder)) if office else None
