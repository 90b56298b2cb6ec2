"""A list that comes back with a person's changes: each row against its task, field by field.

A list shows less than the spec holds: it prints 待明确 where there is nothing, numbers its targets, leaves the closing
mark out. So a row is compared with what the list would say of its task as it is; only what differs there is a change.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import Diagnostic, Severity
from speechgen.source import Where
from speechgen.spec.amend import Amendment
from speechgen.spec.differences import ROLES, party_words, quantity_words
from speechgen.spec.model import Due, Party, Quantity, Spec, TaskItem, Words
from speechgen.spec.text import Steps, walk_items
from speechgen.templating.filters import unclosed

PARTY_COLUMNS = frozenset(["lead", "lead_leader", "leader", "duty", "duty_support", "support"])
PROPOSED = "（建议）"
Limit = Due | Words
_PARTS = re.compile(r"[、，,；;\s]+")
_NUMBER = re.compile(r"[0-9]{1,2}\.(?=[^0-9])")


@dataclass(frozen=True)
class Line:
    """A line of a cell that lists numbers to be reached, and the number that it states."""

    text: str
    target: Quantity | None


@dataclass(frozen=True)
class ReturnedRow:
    """One row of a list as it was read."""

    id: str
    """Of its task, "" where the row carries none."""
    task: TaskItem
    """What the row says, places left out."""
    columns: frozenset[str]
    """The meanings of the list's columns: what the row could say."""
    lines: tuple[Line, ...]
    """Of the column of targets."""
    where: Where


@dataclass(frozen=True)
class Found:
    """What was changed, and what a person has to carry over by hand."""

    amendments: tuple[Amendment, ...]
    held: tuple[Diagnostic, ...]


def compare_list(spec: Spec, rows: Sequence[ReturnedRow]) -> Found:
    """What the rows say that the spec does not; removals, for tasks that have no row, come last."""
    tasks: dict[str, tuple[Steps, TaskItem]] = {}
    for path, _, item in walk_items(spec):
        if isinstance(item, TaskItem) and item.id:
            tasks.setdefault(item.id, (path, item))
    held: list[Diagnostic] = []
    seen: Counter[str] = Counter()
    changes: dict[tuple[str, str], list[tuple[Amendment, Where]]] = defaultdict(list)
    for row in rows:
        if row.id not in tasks:
            code = "update.unknown-id" if row.id else "update.no-id"
            held.append(_held(code, row.where, id=row.id, text=row.task.task))
            continue
        seen[row.id] += 1
        path, task = tasks[row.id]
        if seen[row.id] > 1 and unclosed(row.task.task) != unclosed(task.task):
            held.append(_held("update.repeated-id", row.where, id=row.id, text=row.task.task))
            continue
        found, doubts = _compare_row(path, task, row)
        held += doubts
        for amendment in found:
            changes[row.id, amendment.what].append((amendment, row.where))
    amendments = list(_agreed(changes, held))
    order = {path: n for n, (path, _, _) in enumerate(walk_items(spec))}
    amendments.sort(key=lambda a: order[a.path])
    amendments += [
        Amendment(path, "item", task.task, "", "remove", id=id_)
        for id_, (path, task) in tasks.items()
        if rows and id_ not in seen
    ]
    return Found(tuple(amendments), tuple(held))


def _agreed(
    changes: dict[tuple[str, str], list[tuple[Amendment, Where]]], held: list[Diagnostic]
) -> Iterator[Amendment]:
    """One change for each field, however many rows of the task say it; where they say different things, none."""
    for (id_, field), given in changes.items():
        if len({amendment.new for amendment, _ in given}) == 1:
            yield given[0][0]
        else:
            words = " / ".join(dict.fromkeys(amendment.new for amendment, _ in given))
            held.append(_held("update.rows-differ", given[0][1], id=id_, field=field, text=words))


def _held(code: str, where: Where, severity: Severity = "warning", **data: str) -> Diagnostic:
    return Diagnostic(code, severity, where, data)


def _compare_row(path: Steps, task: TaskItem, row: ReturnedRow) -> tuple[list[Amendment], list[Diagnostic]]:
    found: list[Amendment] = []
    held: list[Diagnostic] = []

    def change(field: str, old: str, new: str, **values: Any) -> None:
        found.append(Amendment(path, field, old, new, "set", values, task.id))

    words = unclosed(row.task.task)
    if words != unclosed(task.task):
        whole = words + task.task[len(unclosed(task.task)) :]
        change("task", task.task, whole, task=whole, at=None)
    if row.columns & PARTY_COLUMNS:
        parties = _parties(task.parties, row.task.parties, roles="lead" in row.columns)
        if parties != task.parties:
            change("parties", party_list(task.parties), party_list(parties), parties=parties)
    if "due" in row.columns:
        due, limits = _limits(task, row.task)
        if (due, limits) != (task.due, task.limits):
            change("due", due_list(task.due, task.limits), due_list(due, limits), due=due, limits=limits)
    if "goal" in row.columns:
        targets, doubtful = _targets(task, row.lines)
        held += [_held("update.no-number", row.where, id=task.id, text=text) for text in doubtful]
        if targets != task.targets:
            change("targets", target_list(task.targets), target_list(targets), targets=targets)
    held += [
        _held("update.words-stay", row.where, "info", id=task.id, text=text)
        for text in _left_behind(words, found, task)
    ]
    return found, held


def _left_behind(words: str, found: Sequence[Amendment], task: TaskItem) -> Iterator[str]:
    """What the row no longer names in its columns, and still says in its words."""
    for amendment in found:
        if amendment.what == "parties":
            gone = {p.name for p in task.parties} - {p.name for p in amendment.values["parties"]}
        elif amendment.what == "due":
            gone = {d.text for d in task.due} - {d.text for d in amendment.values["due"]}
        elif amendment.what == "targets":
            gone = {t.value + t.unit for t in task.targets} - {t.value + t.unit for t in amendment.values["targets"]}
        else:
            gone = set()
        yield from sorted(text for text in gone if text in words)


# ---- parties ----


def _parties(old: tuple[Party, ...], new: tuple[Party, ...], *, roles: bool) -> tuple[Party, ...]:
    """The old parties that the row still names, changed where it says so, then those that it names besides.

    One that the task names twice is read once, so of it nothing but its absence is a change.
    """
    counts = Counter(party.name for party in old)
    used: list[Party] = []
    kept: list[Party] = []
    for party in old:
        pieces = [p for p in new if p.name in _PARTS.split(party.name)]
        same = next((p for p in new if party.name in _names(p, roles=roles)), None)
        if same is None and 1 < len(pieces) == len(_PARTS.split(party.name)):  # 有关区、市政府 is one, and reads as two
            used += pieces
            kept.append(party)
        if same is None:
            continue
        used.append(same)
        update: dict[str, Any] = {"role": same.role} if roles and same.role != party.role else {}
        if same.suggested != party.suggested:
            update |= {"suggested": same.suggested, "reason": party.reason if same.suggested else ""}
        kept.append(party.model_copy(update=update) if update and counts[party.name] == 1 else party)
    return (*kept, *(party for party in new if party not in used))


def _names(party: Party, *, roles: bool) -> tuple[str, ...]:
    """How the party may be called: where a list prints no roles, what looks like one may belong to the name."""
    return (party.name,) if roles else (party.name, *(f"{party.name}（{word}）" for word in ROLES.values()))


def party_list(parties: Iterable[Party]) -> str:
    return "、".join(map(party_words, parties))


# ---- time limits: those with a date and those in words stand in one column ----


def _limits(old: TaskItem, new: TaskItem) -> tuple[tuple[Due, ...], tuple[Words, ...]]:
    left: list[Limit] = [*new.due, *new.limits]
    kept: list[Limit] = []
    before: list[Limit] = [*old.due, *old.limits]
    for limit in before:
        same = next((each for each in left if _limit_words(each) == _limit_words(limit)), None)
        if same is not None:
            left.remove(same)
            kept.append(limit)
    kept += left
    return tuple(e for e in kept if isinstance(e, Due)), tuple(e for e in kept if isinstance(e, Words))


def _limit_words(limit: Limit) -> str:
    return limit.text + (PROPOSED if isinstance(limit, Due) and limit.suggested else "")


def due_list(due: Iterable[Due], limits: Iterable[Words]) -> str:
    return "、".join([_limit_words(limit) for limit in due] + [_limit_words(limit) for limit in limits])


# ---- targets ----


def _targets(task: TaskItem, lines: Sequence[Line]) -> tuple[tuple[Quantity, ...], list[str]]:
    """The targets that the lines state, and the lines that are new and state no number."""
    rest = list(lines)
    targets: list[Quantity] = []
    for target in task.targets:
        same = next((line for line in rest if line.text == _target_line(target)), None)
        if same is not None:
            rest.remove(same)
            targets.append(target)
    others = set(_other_lines(task))
    new = [line for line in rest if line.text not in others]
    doubtful = [line.text for line in new if line.target is None]
    return (*targets, *(line.target for line in new if line.target is not None)), doubtful


def _bare(line: str) -> str:
    """A line without the number that a list puts before it."""
    return _NUMBER.sub("", line.strip(), count=1)


def _target_line(target: Quantity) -> str:
    """What a list prints of a target, without its number."""
    return _bare(quantity_words(target))


def _other_lines(task: TaskItem) -> Iterator[str]:
    """What else a checklist prints in the column of its points."""
    if task.strengths:
        yield _bare("力度：" + "、".join(words.text for words in task.strengths))
    yield from (_bare(words.text) for words in (*task.mechanisms, *task.rhythms))


def target_list(targets: Iterable[Quantity]) -> str:
    return "、".join(_target_line(target) for target in targets)
