"""Forms that come back: what a unit has filled in, cell by cell, and whatever in it cannot be taken as it stands.

Nothing is guessed: a task about which something is doubtful is held back with the cell named, the others are taken.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import Diagnostic, problem
from speechgen.readers._cellformat import show_value
from speechgen.readers._kinds import find_kind
from speechgen.readers._workbook import check_workbook, open_workbook
from speechgen.readers.office import SHEETS, convert_office
from speechgen.source import Where
from speechgen.tracking.form_sheet import FREE, HIDDEN_SHEET, KEY, LOCKED
from speechgen.tracking.forms import FORM_VERSION

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CELLS = 200_000
"""Of the sheet of a form: 5,000 rows of 40 columns."""
MOST_HEAD_ROWS = 20
"""Rows in which the head of the table is looked for."""
PER_TARGET = FREE[0]
"""The one column with a cell for each target; the others have one for each task."""


@dataclass(frozen=True)
class Filled:
    """A cell that somebody has filled in: where, what it shows, and the day where it holds one."""

    cell: str
    text: str
    day: datetime.date | None = None


@dataclass
class Answer:
    """What a unit says of one task."""

    task: str
    text: str
    """The task as the form says it."""
    figures: dict[int, Filled] = field(default_factory=dict)
    """By the number of the target, from 1."""
    cells: dict[str, Filled] = field(default_factory=dict)
    """By the head of the column."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said: who and when alone say nothing."""
        return not self.figures and not any(head in self.cells for head in FREE[1:5])


@dataclass(frozen=True)
class Return:
    """A form that has come back."""

    name: str
    """The file as the user named it."""
    unit: str
    period: str
    heading: str
    """The title of the spec that it belongs to."""
    fingerprint: str
    answers: tuple[Answer, ...]
    held: tuple[Diagnostic, ...] = ()
    """What cannot be taken as it stands."""


def is_workbook(data: bytes) -> bool:
    """Whether a file is an Excel workbook, or one that LibreOffice makes one of."""
    return find_kind(data) in ("xlsx", *SHEETS)


def read_return(data: bytes, name: str) -> Return:
    """The form in a workbook; one of an older or other program is converted through LibreOffice first.

    Problem where it is no workbook, harmful, or no form that speechgen made.
    """
    if find_kind(data) in SHEETS:
        data = convert_office(data, name)[1]
    check_workbook(data, name)
    book, formulas = open_workbook(data, name), open_workbook(data, name, values=False)
    if HIDDEN_SHEET not in book.sheetnames:
        raise problem("tracking.not-a-form", Where(name), fatal=False)
    about, rows = _hidden(book[HIDDEN_SHEET], name)
    if about.get("version") != str(FORM_VERSION):
        version = about.get("version", "?")[:12]
        raise problem("tracking.form-version", Where(name), fatal=False, version=version, known=FORM_VERSION)
    sheet = next((s for s in book.worksheets if s.title != HIDDEN_SHEET and _head(s)), None)
    if sheet is None:
        raise problem("tracking.form-head", Where(name), fatal=False, names="、".join((*LOCKED, *FREE)))
    reading = _Reading(sheet, formulas[sheet.title], rows, name)
    answers = reading.answers()
    unit, period, spec, mark = (about.get(key, "") for key in ("unit", "period", "spec", "fingerprint"))
    return Return(name, unit, period, spec, mark, tuple(answers), tuple(reading.held))


def _hidden(sheet: Worksheet, name: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The form's own data, and what each locked row said, by its key."""
    if (sheet.max_row or 0) * (sheet.max_column or 0) > MOST_CELLS:
        raise problem("tracking.form-too-large", Where(name), fatal=False)
    pairs = {str(row[0]): str(row[1]) for row in sheet.iter_rows(max_col=2, values_only=True) if row[0] is not None}
    rows: dict[str, list[str]] = {}
    for key in [key for key in pairs if "#" in key]:
        try:
            rows[key] = [str(cell) for cell in json.loads(pairs.pop(key))]
        except (ValueError, TypeError, RecursionError):
            rows[key] = []
        if len(rows[key]) != len(LOCKED):
            raise problem("tracking.not-a-form", Where(name), fatal=False)
    return pairs, rows


def _head(sheet: Worksheet) -> dict[str, tuple[int, int]]:
    """Row and column of each head of the form's table; {} where one is lacking."""
    if (sheet.max_row or 0) * (sheet.max_column or 0) > MOST_CELLS:
        return {}
    wanted = (*LOCKED, *FREE, KEY)
    for row in sheet.iter_rows(max_row=MOST_HEAD_ROWS):
        found = {"".join(str(cell.value).split()): (cell.row, cell.column) for cell in row if cell.value is not None}
        if all(head in found for head in wanted):
            return {head: found[head] for head in wanted}
    return {}


class _Reading:
    """One sheet on its way to answers."""

    def __init__(self, sheet: Worksheet, formulas: Worksheet, rows: Mapping[str, list[str]], name: str) -> None:
        self.sheet, self.formulas, self.rows, self.name = sheet, formulas, rows, name
        self.head = {head: column for head, (_, column) in _head(sheet).items()}
        self.first = next(iter(_head(sheet).values()))[0] + 1
        self.held: list[Diagnostic] = []
        self.bad: set[str] = set()
        """Tasks of which something is held back."""

    def answers(self) -> list[Answer]:
        """The answers that can be taken; what cannot is in `held`."""
        found: dict[str, Answer] = {}
        seen: set[str] = set()
        for row in range(self.first, (self.sheet.max_row or 0) + 1):
            key = self._text(row, KEY)
            task, _, number = key.partition("#")
            if key not in self.rows:
                self._stray(row, key)
            elif key in seen:
                self._hold(task, "row-twice", row=row)
            else:
                seen.add(key)
                self._check_locked(row, key, task)
                answer = found.setdefault(task, Answer(task, self.rows[key][1]))
                self._fill(answer, row, int(number) if number.isdecimal() else 0)
        self._check_merged()
        return [answer for task, answer in found.items() if task not in self.bad]

    def _hold(self, task: str, code: str, **data: Any) -> None:
        self.bad.add(task)
        self.held.append(Diagnostic(f"tracking.{code}", "error", Where(self.name), {"task": task, **data}))

    def _stray(self, row: int, key: str) -> None:
        """A row that the form did not have: nothing, unless somebody has written into it."""
        written = [self._cell(row, head) for head in FREE if self._text(row, head)]
        if written or key:
            cell = written[0] if written else self._cell(row, KEY)
            self._hold(key.partition("#")[0], "stray-row", row=row, cell=cell, key=key)

    def _check_locked(self, row: int, key: str, task: str) -> None:
        """The cells that nobody was to change against what the form said; a merged one has words in its first row."""
        shared = not key.endswith(("#0", "#1"))
        for head, said in zip(LOCKED, self.rows[key], strict=True):
            found = self._text(row, head)
            if shared and head in LOCKED[:4] and not found:
                continue
            if _bare(found) != _bare(said):
                self._hold(task, "changed-cell", cell=self._cell(row, head), head=head, said=said, found=found)

    def _fill(self, answer: Answer, row: int, target: int) -> None:
        for head in FREE:
            filled = self._filled(row, head, answer.task)
            if filled is None:
                continue
            if head == PER_TARGET:
                answer.figures[target] = filled
            elif head in answer.cells:
                self._hold(answer.task, "two-cells", head=head, cell=answer.cells[head].cell, other=filled.cell)
            else:
                answer.cells[head] = filled

    def _filled(self, row: int, head: str, task: str) -> Filled | None:
        """A cell as it shows; None for an empty one, and for one that cannot be taken."""
        place = self._cell(row, head)
        formula = self.formulas.cell(row, self.head[head])
        cell = self.sheet.cell(row, self.head[head])
        if formula.data_type == "f" and cell.value is None:
            self._hold(task, "formula", cell=place, formula=str(formula.value)[:60])
            return None
        if cell.data_type == "e" or str(cell.value).startswith("#REF"):
            self._hold(task, "cell-error", cell=place, found=str(cell.value))
            return None
        text = show_value(cell.value, str(cell.number_format or "")).strip()
        day = cell.value if isinstance(cell.value, datetime.date) else None
        day = day.date() if isinstance(day, datetime.datetime) else day
        return Filled(place, text, day) if text else None

    def _check_merged(self) -> None:
        """Cells to be filled in that somebody has merged over tasks or columns: the words may be for any of them."""
        free = {self.head[head]: head for head in FREE}
        for area in self.sheet.merged_cells.ranges:
            columns = [c for c in range(area.min_col, area.max_col + 1) if c in free]
            keys = [self._text(row, KEY) for row in range(max(area.min_row, self.first), area.max_row + 1)]
            tasks = list(dict.fromkeys(key.partition("#")[0] for key in keys if key))
            over_targets = len(keys) > 1 and free.get(area.min_col) == PER_TARGET
            if columns and tasks and (len(tasks) > 1 or len(columns) > 1 or over_targets):
                for task in tasks:
                    self._hold(task, "merged-cells", cell=area.coord)

    def _cell(self, row: int, head: str) -> str:
        return str(self.sheet.cell(row, self.head[head]).coordinate)

    def _text(self, row: int, head: str) -> str:
        cell = self.sheet.cell(row, self.head[head])
        return show_value(cell.value, str(getattr(cell, "number_format", "") or "")).strip()


def _bare(text: str) -> str:
    """Words without white space, which programs change."""
    return "".join(text.split())
