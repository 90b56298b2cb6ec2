"""Checks that need to know who is who: units that nobody knows, in two roles, under an older name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from speechgen.diagnostics import nearest
from speechgen.lint.checks import Check, Finding, Locate, Rule, walk_tasks
from speechgen.spec.model import Party, Spec
from speechgen.spec.text import Steps
from speechgen.units import Registry, expand_group, is_unlisted, match_unit

REDACTED = frozenset("*XＸ×□")


def find_unknown(spec: Spec, rule: Rule, registry: Registry) -> Iterator[Finding]:
    """Names that look like a unit's and are in no registry, each once, with the nearest name that is."""
    seen: set[str] = set()
    for path, party in _parties(spec):
        name = party.name
        if name in seen or REDACTED & set(name) or is_unlisted(name):
            continue
        seen.add(name)
        if not match_unit(name, registry) and not expand_group(name, registry):
            yield (*path, "name"), {"value": name, "near": _nearest_name(name, registry)}


def _nearest_name(name: str, registry: Registry) -> str:
    """The nearest name of the registry, with the level that stands before the given one."""
    level = name[0] if name[0] in "省市县区旗州" else ""
    in_use = (known for unit in registry.units for known in (unit.name, *unit.short))
    return level + nearest(name.removeprefix(level), in_use)


def find_two_roles(spec: Spec, rule: Rule, registry: Registry) -> Iterator[Finding]:
    """Units that one task names more than once, under whatever name, in different roles."""
    for path, task in walk_tasks(spec):
        first: list[tuple[str, str, Party]] = []
        for i, party in enumerate(task.parties):
            found = match_unit(party.name, registry)
            unit, level = (found.body, found.level) if found else (party.name, "")
            for name, above, other in first:
                if name == unit and _same_level(level, above) and other.role != party.role:
                    data = {"value": party.name, "role": party.role, "first": other.name, "first_role": other.role}
                    yield (*path, "parties", i, "name"), data
                    break
            first.append((unit, level, party))


def _same_level(one: str, other: str) -> bool:
    """县 and 云溪县 are one level, 县 and 市 are not; a name without a level may be of any."""
    return one.endswith(other) or other.endswith(one)


def find_former(spec: Spec, rule: Rule, registry: Registry) -> Iterator[Finding]:
    """Names that a reform before the spec's year has ended, each once."""
    seen: set[str] = set()
    for path, party in _parties(spec):
        found = match_unit(party.name, registry)
        if found and found.former and party.name not in seen and (spec.year is None or spec.year > found.former):
            seen.add(party.name)
            yield (*path, "name"), {"value": party.name, "unit": found.unit.name, "year": found.former}


def unit_kinds(registry: Registry) -> dict[str, Check]:
    """What a rule's `kind` may be besides, with a registry to look names up in."""
    return {name: _with(registry, find) for name, find in _KINDS.items()}


_Find = Callable[[Spec, Rule, Registry], Iterator[Finding]]
_KINDS: dict[str, _Find] = {"unknown unit": find_unknown, "two roles": find_two_roles, "former name": find_former}


def _with(registry: Registry, find: _Find) -> Check:
    def check(spec: Spec, rule: Rule, locate: Locate) -> Iterator[Finding]:
        return find(spec, rule, registry)

    return check


def _parties(spec: Spec) -> Iterator[tuple[Steps, Party]]:
    for path, task in walk_tasks(spec):
        for i, party in enumerate(task.parties):
            yield (*path, "parties", i), party
