"""A work arrangement that comes back with a person's changes: sentence against sentence, heading against heading.

Three texts are compared: the spec, what is read of the arrangement as it was printed (the base), and what is read of
the edited one. What a sentence's words changed in its values is the difference of the last two, so whatever a person
wrote into the spec by hand, and no text says, stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from speechgen.diagnostics import Diagnostic
from speechgen.source import Where
from speechgen.spec.amend import Amendment
from speechgen.spec.edit import PLACES, without_places
from speechgen.spec.likeness import alike
from speechgen.spec.model import Item, Model, Section, Spec, TaskItem
from speechgen.spec.returned import Found, due_list, party_list, target_list
from speechgen.spec.text import Steps, item_text, iter_items, walk_sections

SAME = 50
"""Per cent of the characters that a changed sentence must share with the old one; else one went and another came."""
AT_LEAST = 0.5
"""Of the spec's sentences and headings that must stand in the document, for it to be one of this spec."""
DERIVED = ("limits", "rhythms", "mechanisms", "projects", "policies", "strengths")
"""What a task's words say besides; it goes with them."""
_OWN = {*PLACES, "unit", "reason"}

Entry = TypeVar("Entry", bound=Model)


@dataclass(frozen=True)
class Unit:
    """A sentence, or a heading (then `item` is None), in reading order."""

    path: Steps
    text: str
    item: Item | None
    section: Section | None = None


def compare_text(spec: Spec, base: Spec, edited: Spec, name: str) -> Found | None:
    """What the edited text says that the printed one did not; None where it is no text of this spec.

    `name` is the edited file's, for what is held back.
    """
    old, new = list(_units(spec)), list(_units(edited))
    printed = {(i, i_end, _texts(stretch)) for _, i, i_end, stretch in _stretches(old, list(_units(base)))}
    found = _Finder(base, name)
    found.head(spec, edited)
    same = 0
    for tag, i, i_end, stretch in _stretches(old, new):
        # What the printed text, unchanged, is read as, too, is no change, whatever the spec says.
        if tag == "equal" or (i, i_end, _texts(stretch)) in printed:
            same += i_end - i
        else:
            same += found.stretch(old[i:i_end], stretch, old[i - 1] if i else None)
    return Found(tuple(found.amendments), tuple(found.held)) if same >= AT_LEAST * len(old) else None


def _stretches(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[str, int, int, Sequence[Unit]]]:
    """Where two texts are equal and where not: how, from where to where in the old one, and what stands in the new."""
    matcher = SequenceMatcher(None, _texts(old), _texts(new), autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        yield tag, i, i_end, new[j:j_end]


def _texts(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.text for unit in units)


def _units(spec: Spec) -> Iterator[Unit]:
    yield from _items(("preamble",), spec.preamble)
    for path, sections in walk_sections(spec):
        section = sections[-1]
        if words := f"{section.number}{section.title}{section.ending}":
            yield Unit(path, words, None, section)
        yield from _items((*path, "content"), section.content)
    yield from _items(("closing",), spec.closing)


def _items(path: Steps, items: Sequence[Item]) -> Iterator[Unit]:
    return (Unit((*path, n), item_text(item), item) for n, item in enumerate(items))


class _Finder:
    def __init__(self, base: Spec, name: str) -> None:
        self.name = name
        self.base = base
        self.of_text = {item_text(item): item for _, item in iter_items(base)}
        self.amendments: list[Amendment] = []
        self.held: list[Diagnostic] = []

    def head(self, spec: Spec, edited: Spec) -> None:
        """Title, lines below it, salutation."""
        for key in ("title", "subtitle", "salutation"):
            before, after, own = (getattr(each, key) for each in (self.base, edited, spec))
            if own and after and before != after:
                self.amendments.append(Amendment((), key, _words(own), _words(after), "set", {key: after}))

    def stretch(self, old: Sequence[Unit], new: Sequence[Unit], before: Unit | None) -> int:
        """Compare a stretch in which the texts differ; how many of the old units are still there, changed."""
        pairs = dict(_pairs(old, new))
        taken = {j: i for i, j in pairs.items()}
        for i, unit in enumerate(old):
            if i in pairs:
                self.changed(unit, new[pairs[i]])
            else:
                self.gone(unit)
        last, astray = before, False
        for j, unit in enumerate(new):
            if j in taken:
                last, astray = old[taken[j]], False
            elif unit.item is None or astray:  # whatever stands under a new heading belongs to no section of the spec
                astray = True
                self.hold("update.heading-came" if unit.item is None else "update.under-new-heading", unit.text)
            else:
                self.came(unit, unit.item, last)
        return len(pairs)

    def gone(self, unit: Unit) -> None:
        if unit.item is None:
            self.hold("update.heading-gone", unit.text)
            return
        self.amendments.append(Amendment(unit.path, "item", unit.text, "", "remove", id=_id(unit.item)))

    def came(self, unit: Unit, item: Item, last: Unit | None) -> None:
        """A new sentence, behind the last one of the spec that stands before it."""
        path: Steps = ("preamble", -1)
        if last is not None:
            path = last.path if last.item is not None else (*last.path, "content", -1)
        self.amendments.append(Amendment(path, "item", "", unit.text, "insert", {"item": without_places(item)}))

    def hold(self, code: str, text: str) -> None:
        self.held.append(Diagnostic(code, "warning", Where(self.name), {"text": text}))

    def changed(self, old: Unit, new: Unit) -> None:
        if old.section and new.section:
            keys = ("number", "title", "ending")
            values = {key: getattr(new.section, key) for key in keys}
            self.amendments.append(Amendment(old.path, "heading", old.text, new.text, "set", values))
        elif isinstance(old.item, TaskItem):
            self.changed_task(old, old.item, new)
        elif old.item is not None and new.item is not None:
            facts = getattr(without_places(new.item), "facts", ())
            values = {"text": new.text, "facts": facts, "at": None}
            self.amendments.append(Amendment(old.path, "text", old.text, new.text, "set", values))

    def changed_task(self, unit: Unit, task: TaskItem, new: Unit) -> None:
        """The words with what goes with them; then who, by when and how much, each by itself."""
        before = self.of_text.get(unit.text)
        after = without_places(new.item) if new.item else None

        def turned(key: str) -> Any:
            own = getattr(task, key)
            return _turned(own, getattr(before, key, ()), getattr(after, key, ()))

        def change(what: str, old: str, words: str, **values: Any) -> None:
            self.amendments.append(Amendment(unit.path, what, old, words, "set", values, task.id))

        derived = {key: turned(key) for key in DERIVED if key != "limits"}
        change("task", task.task, new.text, task=new.text, at=None, **derived)
        parties, due, limits, targets = (turned(key) for key in ("parties", "due", "limits", "targets"))
        if parties != task.parties:
            change("parties", party_list(task.parties), party_list(parties), parties=parties)
        if (due, limits) != (task.due, task.limits):
            change("due", due_list(task.due, task.limits), due_list(due, limits), due=due, limits=limits)
        if targets != task.targets:
            change("targets", target_list(task.targets), target_list(targets), targets=targets)


def _pairs(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The units that became each other, in order: alike, and of one kind."""
    begin = 0
    for i, unit in enumerate(old):
        ranked = [(alike(unit.text, new[j].text), -j) for j in range(begin, len(new)) if _one_kind(unit, new[j])]
        score, place = max(ranked, default=(0.0, 0))
        if score >= SAME:
            yield i, -place
            begin = -place + 1


def _one_kind(one: Unit, other: Unit) -> bool:
    return (one.item is None) == (other.item is None)


def _turned(own: Sequence[Entry], before: Sequence[Entry], after: Sequence[Entry]) -> tuple[Entry, ...]:
    """What the words say now, in their order, but for what a person took out; then what a person put in besides."""
    was, now, held = ([_said(entry) for entry in entries] for entries in (before, after, own))
    if was == now:
        return tuple(own)
    of_words = [own[held.index(said)] if said in held else entry for said, entry in zip(now, after, strict=True)]
    kept = [entry for said, entry in zip(now, of_words, strict=True) if said in held or said not in was]
    return (*kept, *(entry for said, entry in zip(held, own, strict=True) if said not in was and said not in now))


def _said(entry: Model) -> dict[str, Any]:
    return entry.model_dump(exclude=_OWN)


def _id(item: Item) -> str:
    return item.id if isinstance(item, TaskItem) else ""


def _words(value: object) -> str:
    return " / ".join(map(str, value)) if isinstance(value, tuple) else str(value)
