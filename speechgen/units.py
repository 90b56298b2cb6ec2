"""Units by any of their names, and what a collective party stands for (`rules/units`, and an office's additions)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from speechgen.rules import load_rule, load_rules
from speechgen.settings import OfficeUnit, Settings
from speechgen.spec.edit import change_tasks
from speechgen.spec.model import Party, Spec, TaskItem

LONGEST_LEVEL = 14
"""Characters before a unit's own name: 内蒙古自治区某某自治旗政府."""


@dataclass(frozen=True)
class Unit:
    """A bureau, an organ, an office: one body under all its names."""

    name: str
    """The name by which it is known here, without the level before it: 发展和改革局."""
    circle: str
    """party | department | mass | vertical | town: which collective parties include it."""
    short: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    """Bodies that it runs or that share its door (挂牌、下属): found as this unit, but not the same body."""
    former: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Older names, each with the year in which a reform ended it."""
    duties: tuple[str, ...] = ()
    """Keywords of what it is there for."""
    pattern: str = ""
    """For names with a place inside; a regular expression of the whole name."""
    organ: str = ""
    """What stands between the level and the name: 委 in 县委组织部."""

    def named(self, level: str) -> str:
        """The name as a document of that level writes it: 县发展和改革局."""
        return self.name if not level or self.name.startswith(level) else level + self.organ + self.name


@dataclass(frozen=True)
class Group:
    """A collective party: 各乡镇, 行业主管部门."""

    name: str
    members: str
    """The circle of units that it stands for, or `unknown` where only the content of a task can say which."""
    why: str
    pattern: str
    units: tuple[Unit, ...] = ()
    """What it stands for as far as the registry knows; () where it does not."""


@dataclass(frozen=True)
class Match:
    """How a name was understood."""

    unit: Unit
    level: str
    """What stands before the unit's own name: 县, 云溪县, 市委; "" where nothing does."""
    alias: str
    """The name in the registry that it was recognised by."""

    @property
    def former(self) -> int | None:
        """The year in which a reform ended this name; None for a name in use."""
        return self.unit.former.get(self.alias)

    @property
    def body(self) -> str:
        """Who is meant more exactly: the unit's name, or that of an office of it."""
        return self.alias if self.alias in self.unit.offices else self.unit.name


@dataclass(frozen=True)
class Registry:
    """The units that are known, and the collective parties."""

    units: tuple[Unit, ...]
    groups: tuple[Group, ...]

    @cached_property
    def names(self) -> dict[str, tuple[Unit, str]]:
        """Every name, folded, with its unit and as it stands in the registry. A name in use wins over an older one."""
        found: dict[str, tuple[Unit, str]] = {}
        in_use = ((unit, name) for unit in self.units for name in (unit.name, *unit.short, *unit.offices))
        older = ((unit, name) for unit in self.units for name in unit.former)
        for unit, name in (*in_use, *older):
            found.setdefault(fold(name), (unit, name))
        return found

    @cached_property
    def stems(self) -> dict[str, tuple[Unit, str] | None]:
        """Names without their ending (发展改革 for 局 and 委 alike); None where two units share one."""
        found: dict[str, tuple[Unit, str] | None] = {}
        for name, match in self.names.items():
            if stem := _stem(name):
                first = found.setdefault(stem, match)
                if first and first[0] != match[0]:
                    found[stem] = None
        return found

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], Unit], ...]:
        """Of the units whose names have a place inside."""
        return tuple((re.compile(unit.pattern), unit) for unit in self.units if unit.pattern)


def load_registry(settings: Settings | None = None) -> Registry:
    """The units and groups of the rules, with those of an office: a unit of the same name is extended."""
    own = settings or Settings()
    units = {unit.name: unit for unit in _built_in_units()}
    for added in own.units:
        units[added.name] = _extended(units.get(added.name), added)
    known = Registry(tuple(units.values()), ())
    groups = [replace(g, units=tuple(u for u in known.units if u.circle == g.members)) for g in _built_in_groups()]
    return Registry(known.units, (*(_own_group(*item, known) for item in own.groups.items()), *groups))


def _extended(unit: Unit | None, added: OfficeUnit) -> Unit:
    if unit is None:
        return Unit(added.name, added.circle or "department", short=added.short, duties=added.duties)
    return replace(unit, short=(*unit.short, *added.short), duties=(*unit.duties, *added.duties))


def _own_group(name: str, members: tuple[str, ...], known: Registry) -> Group:
    units = tuple(find_unit(member, known) or Unit(member, "") for member in members)
    return Group(name, "listed", "", re.escape(name), units)


@cache
def _built_in_units() -> tuple[Unit, ...]:
    rules = [rule for rule in load_rules("units").values() if rule["kind"] == "units"]
    return tuple(_unit(entry, rule["circle"]) for rule in rules for entry in rule["units"])


def _unit(entry: Mapping[str, Any], circle: str) -> Unit:
    return Unit(
        entry["name"],
        circle,
        tuple(entry.get("short", ())),
        tuple(entry.get("offices", ())),
        dict(entry.get("former", {})),
        tuple(entry.get("duties", "").split()),
        entry.get("pattern", ""),
        entry.get("organ", ""),
    )


@cache
def _built_in_groups() -> tuple[Group, ...]:
    return tuple(Group(**entry) for entry in load_rule("units/collective")["groups"])


def name_units(spec: Spec, registry: Registry) -> Spec:
    """The spec with the canonical name (`unit`) beside each party that the registry knows; `name` stays as written."""

    def named(_: object, task: TaskItem) -> TaskItem:
        parties = tuple(_named(party, registry) for party in task.parties)
        return task.model_copy(update={"parties": parties}) if parties != task.parties else task

    return change_tasks(spec, named)


def _named(party: Party, registry: Registry) -> Party:
    unit = find_unit(party.name, registry)
    return party.model_copy(update={"unit": unit.name}) if unit else party


# ---- look-up -------------------------------------------------------------------------------------------------------


def find_unit(name: str, registry: Registry) -> Unit | None:
    """The unit that a name means (县发改局, 发改局, 县发展改革委: the same one); None where the registry has none."""
    found = match_unit(name, registry)
    return found.unit if found else None


def match_unit(name: str, registry: Registry) -> Match | None:
    """The unit that a name means, with the level before it and the name it was recognised by.

    A name is looked up whole, then without level, then without the place of a branch, then up to its ending; of
    县应急管理局（安委办） first what stands before the bracket.
    """
    for part in _parts(name.strip()):
        candidates = [(part, ""), *_without_level(part)]
        for look_up in (_by_name, _by_pattern, _by_stem):
            for rest, level in candidates:
                if found := look_up(rest, registry):
                    return Match(found[0], level, found[1])
    return None


def is_unlisted(name: str) -> bool:
    """Whether a name is in order though no registry lists it: a town, a person, an enterprise, a task force."""
    return bool(_unlisted().search(name))


@cache
def _unlisted() -> re.Pattern[str]:
    return re.compile(load_rule("units/unlisted")["pattern"])


def expand_group(name: str, registry: Registry) -> Group | None:
    """The collective party that a name means, with the units it stands for where they are known; None for none."""
    return next((group for group in registry.groups if re.fullmatch(group.pattern, name.strip())), None)


def _parts(name: str) -> Iterator[str]:
    outside, bracket, inside = name.partition("（")
    yield outside
    if bracket and inside.rstrip("）"):
        yield inside.rstrip("）")


@cache
def _prefixes() -> tuple[re.Pattern[str], ...]:
    rule = load_rule("units/levels")
    levels, organs, states, places = ("|".join(rule[key]) for key in ("levels", "organs", "states", "places"))
    heads = [rf"(?:中共)?(?:{places})?[一-鿿*XＸ某×]{{0,6}}?(?:{levels})(?:{organs})?", states, places]
    return tuple(re.compile(head) for head in heads)


def _without_level(name: str) -> Iterator[tuple[str, str]]:
    """What may be left of a name behind its level, each with the level; the shortest level first."""
    for end in range(1, min(len(name), LONGEST_LEVEL + 1)):
        level = name[:end]
        if any(pattern.fullmatch(level) for pattern in _prefixes()) and not re.search("各|有关|相关", level):
            yield name[end:], level


def _by_name(name: str, registry: Registry) -> tuple[Unit, str] | None:
    return registry.names.get(fold(name))


def _by_pattern(name: str, registry: Registry) -> tuple[Unit, str] | None:
    return next(((unit, unit.name) for pattern, unit in registry.patterns if pattern.fullmatch(name)), None)


def _by_stem(name: str, registry: Registry) -> tuple[Unit, str] | None:
    stem = _stem(fold(name))
    return registry.stems.get(stem) if stem else None


def fold(name: str) -> str:
    """A name without the words that are left out at will: 发展和改革 is 发展改革."""
    return re.sub(r"[和与及、\s“”]", "", name)


@cache
def _endings() -> re.Pattern[str]:
    return re.compile("(.{2,}?)(?:" + "|".join(load_rule("units/levels")["endings"]) + ")")


def _stem(name: str) -> str:
    found = _endings().fullmatch(name)
    return found[1] if found else ""
