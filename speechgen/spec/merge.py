"""Specs of several leaders as one: each under a heading of its own, ids kept apart, nothing resolved in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import Diagnostic, Problem
from speechgen.source import Where
from speechgen.spec.clashes import find_clashes
from speechgen.spec.edit import change_tasks, without_places
from speechgen.spec.model import Item, Section, Spec, TaskItem
from speechgen.spec.text import iter_tasks
from speechgen.yamlfile import KeyPath

ASIDE = ("review", "situation")
"""Roles of sections that say how things went or stand; one that orders nothing stays out of a list of work."""


OF_ALL = ("kind", "year", "region")
"""What holds for the whole list where one spec says it and none contradicts."""


@dataclass(frozen=True)
class Part:
    """One of the specs to be merged."""

    name: str
    """The file as the user named it."""
    stem: str
    """Its name in short, different from those of all others: what stands behind an id that several specs have."""
    spec: Spec
    locate: Callable[[KeyPath], Where]
    """The place of a value in its file."""


@dataclass(frozen=True)
class NewId:
    """A task that could not keep its id."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Merged:
    """One spec out of several, and what a person should know of it."""

    spec: Spec
    new_ids: tuple[NewId, ...]
    diagnostics: tuple[Diagnostic, ...]


def merge_specs(parts: Sequence[Part], rule: Mapping[str, Any], *, title: str = "", whole: bool = False) -> Merged:
    """The specs as one, in their order.

    `rule` says which targets contradict each other (lint/contradicting-targets), `title` is that of the list, `whole`
    keeps reviews, opening and closing words that order nothing, too. Problem where the specs plan different years.
    """
    _check_years(parts)
    told: list[Diagnostic] = []
    taken, new_ids = _keep_apart(parts)
    heads = _heads(parts)
    sections = tuple(_section(part, head, taken, told, whole) for part, head in zip(parts, heads, strict=True))
    spec = without_places(
        Spec(
            **_common(parts, told),
            title=title or None,
            damage=tuple(damage for part in parts for damage in part.spec.damage),
            sections=sections,
        )
    )
    return Merged(spec, new_ids, (*told, *find_clashes([(p.name, p.spec, p.locate) for p in parts], rule)))


# ---- the head ----


def _check_years(parts: Sequence[Part]) -> None:
    if len({part.spec.year for part in parts if part.spec.year}) > 1:
        found = [
            Diagnostic("merge.other-year", "error", part.locate(("year",)), {"year": part.spec.year})
            for part in parts
            if part.spec.year
        ]
        raise Problem(*found, fatal=False)


def _common(parts: Sequence[Part], told: list[Diagnostic]) -> dict[str, Any]:
    """What holds for all: a kind, year and region that nobody contradicts, and what else all have in common.

    Where kinds or regions differ none of them is taken, and the user is told.
    """
    found: dict[str, Any] = {}
    for key in ("kind", "year", "region", "occasion", "speaker", "date"):
        values = {getattr(part.spec, key) for part in parts}
        values -= {None} if key in OF_ALL else set()
        if len(values) == 1:
            found[key] = values.pop()
        elif values and key in OF_ALL:
            words = "、".join(dict.fromkeys(str(value) for part in parts if (value := getattr(part.spec, key))))
            told += [
                Diagnostic(f"merge.other-{key}", "warning" if key == "region" else "info", None, {"values": words})
            ]
    told += [
        Diagnostic("merge.no-year", "warning", Where(part.name), {"year": found["year"]})
        for part in parts
        if part.spec.year is None and "year" in found
    ]
    return found


# ---- ids ----


def _keep_apart(parts: Sequence[Part]) -> tuple[dict[tuple[str, str], str], tuple[NewId, ...]]:
    """The new id by part and old id. An id that one spec alone has stays; else the spec's stem is put behind it."""
    of_part = {
        part.stem: list(dict.fromkeys(task.id for _, task in iter_tasks(part.spec) if task.id)) for part in parts
    }
    counts = Counter(id_ for ids in of_part.values() for id_ in ids)
    known = set(counts)
    new: dict[tuple[str, str], str] = {}
    changed: list[NewId] = []
    for part in parts:
        for id_ in of_part[part.stem]:
            if counts[id_] > 1:
                new[part.stem, id_] = _free(f"{id_}-{part.stem}", known)
                known.add(new[part.stem, id_])
                changed.append(NewId(part.name, id_, new[part.stem, id_]))
    return new, tuple(changed)


def _free(wanted: str, known: set[str]) -> str:
    """The id, or with the first number behind it that makes it new."""
    numbers = iter(range(2, len(known) + 3))
    found = wanted
    while found in known:
        found = f"{wanted}-{next(numbers)}"
    return found


# ---- sections ----


def _heads(parts: Sequence[Part]) -> list[str]:
    """What stands over each spec's work: who gave it, else what it is called, else its file; all different."""
    heads = [part.spec.speaker or part.spec.title or part.stem for part in parts]
    for fallback in ([part.spec.title or part.stem for part in parts], [part.stem for part in parts]):
        counts = Counter(heads)
        heads = [head if counts[head] == 1 else other for head, other in zip(heads, fallback, strict=True)]
    return heads


def _section(part: Part, head: str, taken: dict[tuple[str, str], str], told: list[Diagnostic], whole: bool) -> Section:
    def own(_: tuple[Section, ...], task: TaskItem) -> TaskItem:
        new = taken.get((part.stem, task.id))
        return task.model_copy(update={"id": new}) if new else task

    spec = change_tasks(part.spec, own)
    stays = [whole or s.role not in ASIDE or _orders(s) for s in spec.sections]
    kept = [s for s, stay in zip(spec.sections, stays, strict=True) if stay]
    opening = spec.preamble if whole or _has_task(spec.preamble) else ()
    closing = spec.closing if whole or _has_task(spec.closing) else ()
    told += _left_out(part, stays, opening, closing)
    last = (Section(content=_fresh(closing)),) if closing else ()
    return Section(title=head, role="plan", content=_fresh(opening), sections=(*kept, *last))


def _fresh(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, the first of which begins a paragraph."""
    return (items[0].model_copy(update={"paragraph": True}), *items[1:]) if items else ()


def _has_task(items: Iterable[Item]) -> bool:
    return any(isinstance(item, TaskItem) for item in items)


def _orders(section: Section) -> bool:
    return _has_task(section.content) or any(_orders(below) for below in section.sections)


def _left_out(
    part: Part, stays: list[bool], opening: tuple[Item, ...], closing: tuple[Item, ...]
) -> Iterator[Diagnostic]:
    """A note for all that stays out of the list, so that nothing goes in silence."""
    for n, (section, stay) in enumerate(zip(part.spec.sections, stays, strict=True)):
        if not stay:
            title = f"{section.number}{section.title}"
            yield Diagnostic("merge.left-out", "info", part.locate(("sections", n)), {"title": title})
    for key, kept in (("preamble", opening), ("closing", closing)):
        items = getattr(part.spec, key)
        if items and not kept:
            yield Diagnostic(f"merge.left-out-{key}", "info", part.locate((key,)), {"count": len(items)})


def name_stems(names: Sequence[tuple[str, str]]) -> list[str]:
    """A short name for each file, all different, out of its folder's name and its own."""
    counts = Counter(stem for _, stem in names)
    wanted = [f"{folder}-{stem}" if counts[stem] > 1 and folder else stem for folder, stem in names]
    known: set[str] = set()
    for n, stem in enumerate(wanted):
        wanted[n] = _free(stem, known)
        known.add(wanted[n])
    return wanted
