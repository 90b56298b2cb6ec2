"""Return forms as Word files: what the template is given, and what a filled one says.

A Word file has no locked cells, so what must not be changed is compared with what the spec says today. Whose form it
is, and of which period, its number says; a row is known by the task's id, which it carries unseen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from speechgen.chinese.periods import Period, find_period
from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Document, Row, Table
from speechgen.readers import read_document
from speechgen.source import Where
from speechgen.spec.model import Spec, TaskItem
from speechgen.spec.text import iter_tasks
from speechgen.tracking.forms import CLAIMS, FORM_VERSION, Form, FormTask, fingerprint, form_tasks
from speechgen.tracking.returns import Answer, Filled, Return

NUMBER = re.compile(r"表号：\s*(?P<period>\d{4}(?:-(?:\d{2}|Q\d|W\d{2}))?)-(?P<mark>[0-9a-f]{8})")
HEADS = ("序号", "工作任务", "完成时限", "目标", "累计完成值", "进展情况", "存在问题", "下一步措施", "状态")
FREE = HEADS[5:]
"""What is filled in, but for the totals, which name their targets."""
TARGETS, TOTALS = "目标", "累计完成值"
SIGNED = ("填报人", "负责人签字", "日期")
NOTE = "说明："


def form_number(form: Form) -> str:
    """The number printed on a form: its period, and a checksum of the spec's title, the unit and the layout."""
    return f"{form.period.name}-{_mark(form.heading, form.unit, form.period.name)}"


def _mark(heading: str, unit: str, period: str) -> str:
    text = "\0".join((heading, unit, period, str(FORM_VERSION)))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def form_values(form: Form) -> dict[str, Any]:
    """What the template of a form may name, as plain words."""
    return {
        "heading": form.heading,
        "shown": form.shown,
        "period": form.period.words,
        "number": form_number(form),
        "claims": "、".join(CLAIMS),
        "tasks": [
            {
                "id": task.id,
                "number": task.number,
                "text": task.text,
                "due": task.due,
                "targets": [{"name": target.name, "words": target.words} for target in task.targets],
            }
            for task in form.tasks
        ],
    }


def read_word_return(data: bytes, name: str, spec: Spec, units: Mapping[str, str]) -> Return:
    """The form in a Word file, or in one that LibreOffice converts; `units` are those that may have been asked.

    Problem where it is no such file, harmful, no form that speechgen made, or one of another spec.
    """
    document = read_document(data, name)
    number = NUMBER.search(document.source.text)
    table = next((block for block in document.blocks if isinstance(block, Table) and _columns(block, document)), None)
    if number is None or table is None:
        raise problem("tracking.not-a-form", Where(name), fatal=False)
    period = find_period(number["period"])
    heading = spec.title or ""
    unit = next((unit for unit in units if period and _mark(heading, unit, period.name) == number["mark"]), None)
    if unit is None or period is None:
        raise problem("tracking.other-number", Where(name), fatal=False, number=number[0], wanted=heading)
    reading = _Reading(document, table, spec, period, name)
    answers = [answer for answer in list(reading.answers()) if answer.task not in reading.bad]
    return Return(name, unit, period.name, heading, fingerprint(spec), tuple(answers), tuple(reading.held))


def _columns(table: Table, document: Document) -> tuple[str, ...]:
    """The heads of a form's table, in order; () for any other table."""
    heads = tuple("".join(_text(document, cell.span).split()) for cell in table.rows[0].cells) if table.rows else ()
    return heads if heads == HEADS else ()


def _text(document: Document, span: Any) -> str:
    return document.source.text[span.start : span.end] if span else ""


class _Reading:
    """One table on its way to answers."""

    def __init__(self, document: Document, table: Table, spec: Spec, period: Period, name: str) -> None:
        self.document, self.table, self.name = document, table, name
        self.tasks: dict[str, TaskItem] = {task.id: task for _, task in reversed(list(iter_tasks(spec)))}
        self.held: list[Diagnostic] = []
        self.bad: set[str] = set()
        """Tasks of which something is held back."""

    def answers(self) -> Iterator[Answer]:
        """The answers that can be taken; what cannot is in `held`."""
        signed = self._signed()
        seen: set[str] = set()
        for number, row in enumerate(self.table.rows[1:], 2):
            cells = [_text(self.document, cell.span).strip() for cell in row.cells]
            if not row.id:
                self._stray(number, cells)
            elif row.id in seen:
                self._hold(row.id, "row-twice", row=number)
            elif len(cells) != len(HEADS) or any(cell.rows > 1 or cell.columns > 1 for cell in row.cells):
                self._hold(row.id, "merged-cells", cell=_place(number, ""))
            elif answer := self._answer(row, number, dict(zip(HEADS, cells, strict=True))):
                answer.cells |= {head: filled for head, filled in signed.items() if not answer.is_blank}
                yield answer
            seen.add(row.id)

    def _hold(self, task: str, code: str, **data: Any) -> None:
        self.bad.add(task)
        self.held.append(Diagnostic(f"tracking.{code}", "error", Where(self.name), {"task": task, **data}))

    def _stray(self, number: int, cells: Sequence[str]) -> None:
        """A row without an id: the sign-off below the table, which some programs join to it, or one that was added."""
        words = "".join(cells)
        if len(cells) > len(SIGNED) and words:
            self._hold("", "stray-row", row=number, cell=_place(number, ""), key="")

    def _answer(self, row: Row, number: int, cells: Mapping[str, str]) -> Answer | None:
        """What a row says; None where something in it is held back. Tasks not in the spec are left to the caller."""
        answer = Answer(row.id, cells["工作任务"])
        task = self.tasks.get(row.id)
        if task is None:
            answer.cells = {head: Filled(_place(number, head), cells[head]) for head in FREE if cells[head]}
            return answer
        asked = next(iter(form_tasks([task], {})))
        said = _targets(asked)
        if _bare(cells[TARGETS]) != _bare(said):
            place = _place(number, TARGETS)
            self._hold(row.id, "changed-cell", cell=place, head=TARGETS, said=said, found=cells[TARGETS])
            return None
        answer.cells = {head: Filled(_place(number, head), cells[head]) for head in FREE if cells[head]}
        answer.figures = dict(_figures(cells[TOTALS], asked, _place(number, TOTALS)))
        return answer

    def _signed(self) -> dict[str, Filled]:
        """Who filled it in and when, from the lines of the sign-off below the table."""
        lines = self.document.source.text.split("\n")
        first = next((n for n in range(len(lines) - 1, -1, -1) if "".join(lines[n].split()) == SIGNED[0]), None)
        if first is None:
            return {}
        found: dict[str, list[str]] = {}
        label = ""
        for line in lines[first:]:
            word = "".join(line.split())
            if word in SIGNED:
                label = word
            elif word.startswith(NOTE):
                break
            elif word:
                found.setdefault(label, []).append(line.strip())
        kept = {head: "".join(words) for head, words in found.items() if head != SIGNED[1]}
        return {head: Filled(f"“{head}”", words) for head, words in kept.items()}


def _figures(cell: str, asked: FormTask, place: str) -> Iterator[tuple[int, Filled]]:
    """The totals of a cell: behind the name of each target, or the only thing in it where there is one target."""
    rest: list[str] = []
    for line in filter(None, (line.strip() for line in cell.split("\n"))):
        names = [n for n, target in enumerate(asked.targets, 1) if re.match(re.escape(target.name) + r"\s*[：:]", line)]
        if not names:
            rest.append(line)
            continue
        target = asked.targets[names[0] - 1]
        words = re.split("[：:]", line[len(target.name) :], maxsplit=1)[1].strip()
        if words.strip("　 _") not in ("", target.unit):
            yield names[0], Filled(place, words.strip("　 _"))
    if rest and rest != ["—"]:
        yield (1 if len(asked.targets) == 1 else 0), Filled(place, " ".join(rest))


def _targets(asked: FormTask) -> str:
    return "\n".join(f"{target.name}：{target.words}" for target in asked.targets) or "—"


def _place(row: int, head: str) -> str:
    """Where a cell stands, in words: Word has no names for cells."""
    return f"第{row}行“{head}”" if head else f"第{row}行"


def _bare(text: str) -> str:
    return "".join(text.split())
