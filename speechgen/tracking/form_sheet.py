"""A return form as a workbook: what is asked is locked, what is to be filled in is not.

The sheet is protected without a password, against slips and not against intent. A hidden sheet holds what the locked
cells said, so that a change in one is noticed, and whose form it is, of which period and which spec.
"""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

from speechgen.templating.words import harmless
from speechgen.tracking.forms import CLAIMS, FORM_VERSION, Form, FormTask
from speechgen.writers import sealed
from speechgen.writers.xlsx import SAFE, sheet_name
from speechgen.writers.xlsx.looks import FACES, line_count

HIDDEN_SHEET = "speechgen"
"""Holds the form's own data, unseen."""
LOCKED = ("序号", "工作任务", "责任单位", "完成时限", "指标", "目标")
FREE = ("累计完成值", "进展情况", "存在问题", "下一步措施", "状态", "填报人", "日期")
KEY = "任务编号"
"""Heads the hidden column with the id of the task and the number of the target."""
WIDTHS = (9, 56, 26, 18, 22, 17, 18, 46, 32, 32, 17, 15, 19, 10)
"""Millimetres of the columns, the hidden one last."""
HEAD_ROW = 3
"""Rows above the table's head: title, unit and period, how to fill in."""
HOW = (
    "填写白色格：累计完成值填到本期末的累计数（只写数，单位同目标）；没有进展的任务可以空着；状态从列表里选。"
    "灰色格和行的顺序请不要改，改了收不回来。"
)
SIGNED = "单位负责人（签字）：　　　　　　　　　　联系电话：　　　　　　　　　　（盖章）"
"""Under the table, for whoever prints it; signed by hand, never read back."""
SIZE = 10.5
MM = 96 / 25.4
POINTS = 72 / 25.4


def write_form(form: Form, moment: datetime.datetime) -> bytes:
    """The workbook of a form, the same bytes for the same form and moment."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {**SAFE, "default_format_properties": {"font_name": FACES["song"], "font_size": SIZE}}
    )
    book.set_properties(
        {"title": harmless(_title(form))[:255], "created": moment.astimezone(datetime.UTC).replace(tzinfo=None)}
    )
    sheet = book.add_worksheet(sheet_name("填报表"))
    _Page(book, sheet).write(form)
    _write_hidden(book.add_worksheet(HIDDEN_SHEET), form)
    book.close()
    return sealed(out.getvalue())


def _title(form: Form) -> str:
    return f"《{form.heading}》落实情况填报表" if form.heading else "任务落实情况填报表"


def form_data(form: Form) -> dict[str, str]:
    """Whose form it is, of which period and which spec: what a filled one is known by."""
    return {
        "version": str(FORM_VERSION),
        "unit": form.unit,
        "period": form.period.name,
        "spec": form.heading,
        "fingerprint": form.fingerprint,
    }


def row_key(task: FormTask, target: int) -> str:
    """The key of one row of a form: the task's id and the number of the target, from 1 (0: the task has none)."""
    return f"{task.id}#{target + 1 if task.targets else 0}"


def _write_hidden(sheet: Any, form: Form) -> None:
    """The form's data, and what each locked row said, as names and values."""
    rows = [*form_data(form).items()]
    rows += [
        (row_key(task, n), json.dumps(task.locked(n), ensure_ascii=False))
        for task in form.tasks
        for n in range(max(1, len(task.targets)))
    ]
    for n, (name, value) in enumerate(rows):
        sheet.write_string(n, 0, name)
        sheet.write_string(n, 1, harmless(value)[:32_767])
    sheet.very_hidden()
    sheet.protect()


class _Page:
    """The sheet that people see."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.book, self.sheet = book, sheet
        self.formats: dict[tuple[Any, ...], Any] = {}

    def write(self, form: Form) -> None:
        """All of it, and the page it is printed on."""
        self._set_up()
        last = len(LOCKED) + len(FREE) - 1
        about = f"填报单位：{form.shown}　　填报期：{form.period.words}　　任务：{len(form.tasks)}项"
        self._line(0, last, _title(form), self._look(face="title", size=18, align="center", border=0), 34)
        self._line(1, last, about, self._look(face="kai", size=12, border=0), 22)
        self._line(2, last, HOW, self._look(face="fangsong", size=10, border=0), 20)
        for column, word in enumerate((*LOCKED, *FREE, KEY)):
            self.sheet.write_string(HEAD_ROW, column, word, self._look(face="hei", align="center", fill="#D9D9D9"))
        self.sheet.set_row(HEAD_ROW, 24)
        row = HEAD_ROW + 1
        for task in form.tasks:
            row = self._task(task, row)
        self._line(row, last, SIGNED, self._look(face="fangsong", size=12, border=0), 36)
        self._choices(HEAD_ROW + 1, row - 1)

    def _set_up(self) -> None:
        sheet = self.sheet
        for column, width in enumerate(WIDTHS):
            hidden = {"hidden": True} if column == len(WIDTHS) - 1 else {}
            sheet.set_column_pixels(column, column, round(width * MM), None, hidden)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.5, 0.5, 0.6, 0.7)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.set_footer('&C&"宋体,Regular"&10第 &P 页，共 &N 页')
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})

    def _look(self, **parts: Any) -> Any:
        """A cell's format, made once; locked unless said otherwise."""
        key = tuple(sorted(parts.items()))
        if key not in self.formats:
            given: dict[str, Any] = {
                "face": "song",
                "size": SIZE,
                "align": "left",
                "border": 1,
                "fill": "",
                "locked": True,
            } | parts
            fill = {"bg_color": given["fill"]} if given["fill"] else {}
            self.formats[key] = self.book.add_format(
                {
                    "font_name": FACES[given["face"]],
                    "font_size": given["size"],
                    "align": given["align"],
                    "valign": "vcenter",
                    "text_wrap": True,
                    "border": given["border"],
                    "locked": given["locked"],
                    "num_format": given.get("number", "@" if not given["locked"] else "General"),
                    **fill,
                }
            )
        return self.formats[key]

    def _line(self, row: int, last: int, words: str, look: Any, height: float) -> None:
        self.sheet.merge_range(row, 0, row, last, "", look)
        self.sheet.write_string(row, 0, harmless(words), look)
        self.sheet.set_row(row, height)

    def _task(self, task: FormTask, row: int) -> int:
        """The rows of a task, one a target; the row behind them."""
        count = max(1, len(task.targets))
        heights = _heights(task)
        for n in range(count):
            self.sheet.set_row(row + n, heights[n])
            for column in (4, 5):
                self._fixed(row + n, column, row + n, task.locked(n)[column])
            self.sheet.write_blank(row + n, len(LOCKED), None, self._free(0))
            self.sheet.write_string(row + n, len(LOCKED) + len(FREE), row_key(task, n), self._look(fill="#F2F2F2"))
        for column in range(4):
            self._fixed(row, column, row + count - 1, task.locked()[column])
        for free in range(1, len(FREE)):
            column, look = len(LOCKED) + free, self._free(free)
            if count > 1:
                self.sheet.merge_range(row, column, row + count - 1, column, "", look)
            self.sheet.write_blank(row, column, None, look)
        return row + count

    def _free(self, column: int) -> Any:
        """The format of a cell to be filled in: numbers and days as numbers and days, all else as text."""
        number = {0: "General", len(FREE) - 1: "yyyy-mm-dd"}.get(column, "@")
        align = "left" if FREE[column] in ("进展情况", "存在问题", "下一步措施") else "center"
        return self._look(locked=False, number=number, align=align)

    def _fixed(self, row: int, column: int, last: int, words: str) -> None:
        align = "left" if LOCKED[column] in ("工作任务", "指标") else "center"
        look = self._look(fill="#F2F2F2", align=align)
        if last > row:
            self.sheet.merge_range(row, column, last, column, "", look)
        self.sheet.write_string(row, column, harmless(words), look)

    def _choices(self, first: int, last: int) -> None:
        """The list to choose a status from, and a word of help for figures and days."""
        if last < first:
            return
        status, day = len(LOCKED) + FREE.index("状态"), len(LOCKED) + FREE.index("日期")
        self.sheet.data_validation(
            first,
            status,
            last,
            status,
            {
                "validate": "list",
                "source": list(CLAIMS),
                "error_title": "状态",
                "error_message": "请从列表里选：" + "、".join(CLAIMS),
            },
        )
        help_ = {"validate": "any", "input_title": "日期", "input_message": "例如 2026-03-25"}
        self.sheet.data_validation(first, day, last, day, help_)


def _heights(task: FormTask) -> list[float]:
    """Points of each row of a task: enough for its words, and for some lines in the cells to be filled in."""
    count = max(1, len(task.targets))
    own = [max(_needed(task.locked(n)[column], column) for column in (4, 5)) for n in range(count)]
    whole = max(_needed(task.locked()[column], column) for column in range(4))
    least = max(whole, 46.0)
    lack = max(0.0, least - sum(own)) / count
    return [min(409.0, each + lack) for each in own]


def _needed(words: str, column: int) -> float:
    return line_count(words, WIDTHS[column] * POINTS - 6, SIZE) * SIZE * 1.4 + 8
