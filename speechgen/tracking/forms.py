"""Return forms: which unit is asked about which tasks in a period. What a form holds, not how it looks."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from speechgen.chinese.periods import Period
from speechgen.rules import load_rule
from speechgen.spec.model import Party, Quantity, Spec, TaskItem
from speechgen.spec.text import iter_tasks
from speechgen.tracking.replay import Replayed
from speechgen.units import Registry, expand_group, find_unit

FORM_VERSION = 1
"""Of the layout of forms; a filled one of another version is not guessed at."""
CLAIMS = ("未启动", "正常推进", "进度滞后", "逾期未完成", "已完成")
"""What a unit may say of a task in the column 状态."""
ROLES = {"lead": "牵头", "duty": "责任", "support": "配合"}


@dataclass(frozen=True)
class FormTarget:
    """A target as the form prints it, and the name and unit of the figure that is asked for."""

    name: str
    words: str
    """The number to be reached with its bound word: 10座以上."""
    unit: str


@dataclass(frozen=True)
class FormTask:
    """A task as the form prints it."""

    id: str
    number: int
    """Its place in the form."""
    text: str
    parties: str
    due: str
    targets: tuple[FormTarget, ...]

    def locked(self, target: int = 0) -> list[str]:
        """The cells of one of its rows that nobody is to change, from left to right."""
        shown = self.targets[target] if self.targets else FormTarget("", "", "")
        return [str(self.number), self.text, self.parties, self.due, shown.name, shown.words]


@dataclass(frozen=True)
class Form:
    """What one unit is asked in one period."""

    unit: str
    """Its canonical name."""
    shown: str
    """Its name as the spec writes it."""
    period: Period
    heading: str
    """The title of the spec."""
    fingerprint: str
    tasks: tuple[FormTask, ...]


@dataclass(frozen=True)
class Forms:
    """The forms of a period by unit, and the tasks that are in none of them."""

    forms: tuple[Form, ...]
    nobody: tuple[str, ...] = ()
    """Ids of open tasks that name no unit."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Collective parties that nobody has said the units of, each with the ids of its tasks."""


def build_forms(replayed: Replayed, spec: Spec, period: Period, registry: Registry) -> Forms:
    """A form for each unit that answers for an open task: its leads, else those with duties, else those that support.

    Names of one unit are one. A collective party is expanded where the office has said which units it stands for.
    A party that is only proposed is asked nothing.
    """
    asked: dict[str, list[TaskItem]] = {}
    shown: dict[str, str] = {}
    nobody: list[str] = []
    groups: dict[str, tuple[str, ...]] = {}
    for state in replayed.states.values():
        if not state.is_open:
            continue
        units, unknown = find_reporters(state.task, registry)
        for unit, name in units.items():
            asked.setdefault(unit, []).append(state.task)
            shown.setdefault(unit, name)
        for group in unknown:
            groups[group] = (*groups.get(group, ()), state.id)
        if not units and not unknown:
            nobody.append(state.id)
    dues = {
        id: state.due.isoformat() for id, state in replayed.states.items() if state.due and state.of_kind("extended")
    }
    mark = fingerprint(spec)
    forms = tuple(
        Form(unit, shown[unit], period, spec.title or "", mark, tuple(form_tasks(tasks, dues)))
        for unit, tasks in asked.items()
    )
    return Forms(forms, tuple(nobody), groups)


def find_reporters(task: TaskItem, registry: Registry) -> tuple[dict[str, str], list[str]]:
    """The units that report on a task, canonical name to name as written; and the groups that nobody has resolved."""
    parties = [party for party in task.parties if not party.suggested]
    for role in ROLES:
        chosen = [party for party in parties if party.role == role]
        if chosen:
            return _expand(chosen, registry)
    return {}, []


def _expand(parties: Iterable[Party], registry: Registry) -> tuple[dict[str, str], list[str]]:
    units: dict[str, str] = {}
    unknown: list[str] = []
    for party in parties:
        found = find_unit(party.name, registry)
        group = None if found else expand_group(party.name, registry)
        if found or not (group or stands_for_several(party.name)):
            units.setdefault(found.name if found else party.name, party.name)
        elif group and group.units and group.members in ("listed", "town"):
            units |= {unit.name: unit.name for unit in group.units if unit.name not in units}
        else:
            unknown.append(party.name)
    return units, unknown


def stands_for_several(name: str) -> bool:
    """Whether a name stands for several units though no group is called so: 各驻村工作队, 项目所在乡镇."""
    return bool(re.match(load_rule("ledger/collective")["pattern"], name))


def form_tasks(tasks: Iterable[TaskItem], dues: Mapping[str, str]) -> Iterable[FormTask]:
    """Tasks as a form prints them; `dues` are the days to which some were extended."""
    for number, task in enumerate(tasks, 1):
        yield FormTask(
            task.id,
            number,
            task.task,
            "\n".join(f"{ROLES[party.role]}：{party.name}" for party in task.parties if not party.suggested),
            "\n".join(due.text for due in task.due if not due.suggested)
            + (f"\n（延期至{dues[task.id]}）" if task.id in dues else ""),
            tuple(form_targets(task)),
        )


def form_targets(task: TaskItem) -> Iterable[FormTarget]:
    """The targets of a task, one for each name and unit: what is set by quarters is asked once, as a total."""
    found: dict[tuple[str, str], list[str]] = {}
    for target in task.targets:
        if not target.suggested:
            words = f"{target.period}：{target_words(target)}" if target.period else target_words(target)
            found.setdefault((target.name, target.unit), []).append(words)
    return [FormTarget(name, "\n".join(words), unit) for (name, unit), words in found.items()]


def target_words(target: Quantity) -> str:
    """The number to be reached with its bound word, in the order of the language: 不低于10座, 10座以上."""
    if target.op.startswith(("以", "之", "左右")):
        return f"{target.value}{target.unit}{target.op}"
    return f"{target.op}{target.value}{target.unit}"


def fingerprint(spec: Spec) -> str:
    """A checksum of the tasks of a spec with their ids: forms of another list are told by it."""
    content = [spec.title, spec.year, [(task.id, task.task) for _, task in iter_tasks(spec)]]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:16]
