"""Two tasks that are the same one, field by field."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from speechgen.spec.measure import compare, same_measure
from speechgen.spec.model import Due, Model, Party, Project, Quantity, TaskItem, Words
from speechgen.templating.filters import date, quantity

Kind = Literal[
    "added", "dropped", "changed", "raised", "lowered", "bound", "hidden", "earlier", "later", "role", "confirmed"
]
MENTIONS = ("limits", "rhythms", "mechanisms", "projects", "policies", "strengths")
ROLES = {"lead": "牵头", "duty": "责任", "support": "配合"}

Entry = TypeVar("Entry", bound=Model)


@dataclass(frozen=True)
class Difference:
    """One thing that changed: in which field, how, from what, to what ("" where there is none)."""

    field: str
    """task, target, party, due, or the key of what else a task or a spec holds."""
    kind: Kind
    old: str
    new: str


def compare_tasks(old: TaskItem, new: TaskItem, years: int = 0) -> tuple[Difference, ...]:
    """All differences; `years` is how many years later the new spec plans."""
    found: list[Difference] = []
    if old.task != new.task:
        found.append(Difference("task", "changed", old.task, new.task))
    found += _targets(old.targets, new.targets)
    found += _parties(old.parties, new.parties)
    found += _dues(old.due, new.due, years)
    for key in MENTIONS:
        found += _mentions(key, getattr(old, key), getattr(new, key))
    return tuple(found)


def quantity_words(target: Quantity) -> str:
    """A number with its name as people read it: 生产总值增长7%左右."""
    before = f"{target.period}：" if target.period and not target.name.startswith(target.period) else ""
    return f"{before}{quantity(target)}{_proposed(target.suggested)}"


def party_words(party: Party) -> str:
    """A party with its role."""
    return f"{party.name}（{ROLES[party.role]}）{_proposed(party.suggested)}"


def due_words(due: Due) -> str:
    """A time limit as written, with the last day where it has one."""
    return f"{due.text}{f'（{date(due.date)}）' if due.date else ''}{_proposed(due.suggested)}"


def _proposed(suggested: bool) -> str:
    return "（建议）" if suggested else ""


# ---- what is the same on both sides goes first, then what can be said to have become the other ----


def _rest(
    old: Sequence[Entry], new: Sequence[Entry], said: Callable[[Entry], object]
) -> tuple[list[Entry], list[Entry]]:
    """What each side has and the other lacks."""
    counts = Counter(map(said, old)), Counter(map(said, new))
    missing = counts[0] - counts[1], counts[1] - counts[0]
    sides: tuple[list[Entry], list[Entry]] = ([], [])
    for side, entries, left in zip(sides, (old, new), missing, strict=True):
        for entry in reversed(entries):  # of several alike, the last ones are those too many
            if left[said(entry)]:
                left[said(entry)] -= 1
                side.insert(0, entry)
    return sides


def _targets(old: Sequence[Quantity], new: Sequence[Quantity]) -> Iterator[Difference]:
    rest, others = _rest(old, new, lambda q: (q.name, q.op, q.value, q.unit, q.suggested, q.period))
    left = list(others)
    for before in rest:
        # Of several of one name (分别增长5%和6.5%) it is certain which became which only where none came or went.
        peers = [q for q in rest if same_measure(before, q)], [q for q in others if same_measure(before, q)]
        after = next((q for q in left if same_measure(before, q)), None) if len(peers[0]) == len(peers[1]) else None
        if after is None:
            yield Difference("target", "dropped", quantity_words(before), "")
            continue
        left.remove(after)
        if kind := _target_kind(before, after):
            yield Difference("target", kind, quantity_words(before), quantity_words(after))
    for after in left:
        yield Difference("target", "added", "", quantity_words(after))


def _target_kind(old: Quantity, new: Quantity) -> Kind | None:
    """None where only a verb before the name differs."""
    order = compare(old, new)
    if order in ("raised", "lowered"):
        return order
    if order == "equal" and old.op == new.op:
        return _confirmed(old.suggested, new.suggested)
    hidden = any(set(q.value) & set("*XＸ×✕□") for q in (old, new))
    return "hidden" if hidden else "bound" if order == "equal" or old.value == new.value else "changed"


def _confirmed(old: bool, new: bool) -> Kind | None:
    """A proposal that became a fact; the other way round it is just a change."""
    return "confirmed" if old and not new else "changed" if new and not old else None


def _parties(old: Sequence[Party], new: Sequence[Party]) -> Iterator[Difference]:
    rest, others = _rest(old, new, lambda p: (p.name, p.role, p.suggested))
    for before in rest:
        after = next((p for p in others if _same_party(before, p)), None)
        if after is None:
            yield Difference("party", "dropped", party_words(before), "")
            continue
        others.remove(after)
        kind: Kind | None = "role" if before.role != after.role else _confirmed(before.suggested, after.suggested)
        yield Difference("party", kind or "changed", party_words(before), party_words(after))
    for after in others:
        yield Difference("party", "added", "", party_words(after))


def _same_party(one: Party, other: Party) -> bool:
    return one.name == other.name or bool(one.unit and one.unit == other.unit)


def _dues(old: Sequence[Due], new: Sequence[Due], years: int) -> Iterator[Difference]:
    def said(due: Due, later: int) -> tuple[object, ...]:
        return due.text, due.suggested, due.date and _day(due.date, later)

    moved = [(due, said(due, years)) for due in old], [(due, said(due, 0)) for due in new]
    left = [words for _, words in moved[1]]
    rest = [due for due, words in moved[0] if not _take(left, words)]
    left = [words for _, words in moved[0]]
    others = [due for due, words in moved[1] if not _take(left, words)]
    for before, after in zip(rest, others, strict=False):
        yield Difference("due", _due_kind(before, after, years), due_words(before), due_words(after))
    for before in rest[len(others) :]:
        yield Difference("due", "dropped", due_words(before), "")
    for after in others[len(rest) :]:
        yield Difference("due", "added", "", due_words(after))


def _take(left: list[tuple[object, ...]], words: tuple[object, ...]) -> bool:
    """Whether the words are still there; they are taken out."""
    if words in left:
        left.remove(words)
        return True
    return False


def _due_kind(old: Due, new: Due, years: int) -> Kind:
    if old.date and new.date:
        before, after = _day(old.date, years), _day(new.date, 0)
        if before != after:
            return "earlier" if after < before else "later"
    return _confirmed(old.suggested, new.suggested) or "changed" if old.text == new.text else "changed"


def _day(date: datetime.date, later: int) -> tuple[int, int, int]:
    """A date so many years later; the last day of a month stays the last one."""
    last = date.day == calendar.monthrange(date.year, date.month)[1]
    return date.year + later, date.month, 31 if last else date.day


def _mentions(key: str, old: Sequence[Words | Project], new: Sequence[Words | Project]) -> Iterator[Difference]:
    rest, others = _rest(old, new, mention_words)
    for before in rest:
        yield Difference(key, "dropped", mention_words(before), "")
    for after in others:
        yield Difference(key, "added", "", mention_words(after))


def mention_words(mention: Words | Project) -> str:
    """What a task holds besides, as people read it."""
    if isinstance(mention, Project):
        return f"{mention.name}{f'（{mention.stage}）' if mention.stage else ''}"
    return mention.text
