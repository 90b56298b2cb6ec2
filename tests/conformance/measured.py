"""Small documents on pages that keep the rules, and on pages that break one."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.conformance.clauses import CLAUSES  # noqa: E402 - found by the line above
from benchmarks.conformance.copies import Copy  # noqa: E402
from benchmarks.conformance.readings import Reading  # noqa: E402
from benchmarks.conformance.sheets import read_sheets  # noqa: E402
from speechgen.document import Block, Cell, Column, Document, Heading, Inline, Paragraph, Row, Table  # noqa: E402
from speechgen.layout import STANDARD, Layout  # noqa: E402
from speechgen.templating import Library, builtin_folder  # noqa: E402
from speechgen.writers import writer  # noqa: E402

LIBRARY = Library([builtin_folder()])
MOMENT = datetime.datetime(2026, 2, 10, 8, 0, tzinfo=datetime.UTC)


def p(text: str, role: str = "body") -> Paragraph:
    lines = [Inline(line) for line in text.split("\n")]
    return Paragraph(tuple(piece for line in lines for piece in (Inline("", "break"), line))[1:], role)


LONG = "各乡镇要把防汛抗旱放在心上，逐库逐塘排查隐患，物资备足、队伍练好，汛期领导带班不离岗。" * 9
SPEECH: tuple[Block, ...] = (
    p("在全县经济工作会议暨\n优化营商环境大会上的讲话", "title"),
    p("（2026年2月10日）", "subtitle"),
    p("同志们：", "salutation"),
    p(LONG),
    Heading(1, (Inline("抓项目"),), "一、"),
    Heading(2, (Inline("抓开工"),), "（一）"),
    Heading(3, (Inline("抓要素"),), "1."),
    Heading(4, (Inline("抓用地"),), "（1）"),
    *(p(LONG) for _ in range(4)),
)
HEAD: tuple[Block, ...] = (
    p("000016", "serial"),
    p("特急", "corner"),
    p("云溪县人民政府文件", "redhead"),
    p("云政发〔2026〕3号", "document-number"),
    p("云溪县人民政府\n关于做好春耕备耕工作的通知", "title"),
    p("各乡镇人民政府：", "addressee"),
    p(LONG[:120]),
    p("附件：1.任务清单", "attachments"),
    p("2026年2月10日", "date"),
    p("附件1", "attachment"),
    p(LONG),
    p("抄送：县委办公室。", "copies"),
    p("云溪县人民政府办公室2026年2月10日印发", "issued"),
)
HEAD_CSS = """
.serial, .corner { text-indent: 0 }
.corner { font-family: FandolHei }
.redhead { color: #e00; font-family: FandolSong; font-weight: bold; text-indent: 0; text-align: center }
.document-number { text-indent: 0; text-align: center; padding-bottom: 1.2mm; border-bottom: 1pt solid #e00 }
.addressee { text-indent: 0 }
.attachments { margin-top: var(--pitch) }
.date { text-indent: 0; text-align: right }
.attachment { break-before: page; font-family: FandolHei; text-indent: 0 }
.copies, .issued { font-size: 14pt; letter-spacing: 0; text-indent: 14pt }
.issued { break-before: page; margin-top: 213.7mm; border-bottom: 1pt solid }
"""


def listing(rows: int = 24) -> tuple[Block, ...]:
    """A list of so many rows, with notes under it."""
    columns = (Column("no", "序号", 20, "center"), Column("task", "工作任务", 140), Column("due", "完成时限", 65))
    made = [Row(tuple(Cell((p(c.name, "cell"),), role=c.key) for c in columns), header=True)]
    for n in range(rows):
        words = (str(n + 1), f"第{n + 1}项，" + "排查隐患" * 20, "6月底前")
        made.append(Row(tuple(Cell((p(w, "cell"),), role=c.key) for w, c in zip(words, columns, strict=True))))
    return (p("2026年工作安排责任清单", "title"), Table(columns, tuple(made)), p("注：以原文为准。", "note"))


def copy(*blocks: Block, css: str = "", frame: str = "portrait", layout: Layout = STANDARD, own: bool = True) -> Copy:
    """The blocks as PDF, `css` added to their frame; measured by `layout`, which they follow if it is their `own`."""
    document = Document(blocks, meta={"title": "样张", "frame": frame, "layout": layout if own else STANDARD})
    look = LIBRARY.frame(frame)
    data = writer("pdf").write(document, replace(look, css=look.css + css), MOMENT).data
    return Copy(document, read_sheets(data), layout)


def readings(measured: Copy) -> dict[str, Reading]:
    """What each clause that applies says."""
    return {c.id: found for c in CLAUSES if (found := c.measure(measured))}


def failures(measured: Copy) -> set[str]:
    return {id_ for id_, reading in readings(measured).items() if not reading.good}
