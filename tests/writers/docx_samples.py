"""Documents to write as Word files: one of each kind, with everything that a template may put into it."""

from __future__ import annotations

import datetime
from pathlib import Path

from speechgen.document import Block, Cell, Column, Document, Heading, Inline, PageBreak, Paragraph, Row, Table
from speechgen.templating import Frame
from speechgen.writers.docx import write

FRAMES = Path(__file__).parents[2] / "templates" / "_frames"
MOMENT = datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.UTC)


def frame(name: str) -> Frame:
    return Frame(name, word=(FRAMES / f"{name}.docx").read_bytes(), word_file=f"{name}.docx")


def made(*blocks: Block, look: str = "portrait", **meta: object) -> bytes:
    """The bytes of a Word file with these blocks."""
    written = write(Document(tuple(blocks), meta=meta), frame(look), MOMENT)
    assert {d.code for d in written.diagnostics} <= {"writers.named-rare"}
    return written.data


def p(*words: str | Inline, role: str = "body") -> Paragraph:
    return Paragraph(tuple(Inline(w) if isinstance(w, str) else w for w in words), role)


def cell(*words: str | Inline, role: str = "", rows: int = 1, columns: int = 1) -> Cell:
    return Cell((p(*words, role="cell"),), rows, columns, role)


def header(columns: tuple[Column, ...]) -> Row:
    return Row(tuple(cell(column.name, role=column.key) for column in columns), header=True)


BREAK = Inline("", "break")
SPEECH: tuple[Block, ...] = (
    p("在全县重点工作", BREAK, "推进会上的讲话", role="title"),
    p("（2026年2月3日）", role="subtitle"),
    p("县长　林知远", role="subtitle"),
    p("同志们：", role="salutation"),
    p("今年要抓好“三件事”——稳增长、惠民生、保安全。"),
    Heading(1, (Inline("聚焦产业兴县"),), "一、"),
    Heading(2, (Inline("抓项目、扩投资"),), "（一）"),
    p(Inline("一要夯实领导包抓责任。", "head3"), "县发改局要“周调度、月通报”，增长", Inline("*%", "unknown"), "。"),
    Heading(3, (Inline("壮大茶产业"),), "1."),
    Heading(4, (Inline("建好基地"),), "（1）"),
    PageBreak(),
    p("云溪河治理", Inline("上半年", "strong"), "开工", Inline("（建议）", "proposal"), "。"),
    p("谢谢大家！", role="closing"),
    p("不认识的角色照正文排。", role="whatever"),
)
COLUMNS = (
    Column("no", "序号", 12, "center"),
    Column("category", "类别", 38, "center"),
    Column("task", "工作任务", 110),
    Column("duty", "责任单位", 65),
)
LIST: tuple[Block, ...] = (
    p("云溪县责任清单", role="title"),
    p("云溪县人民政府", Inline("共3项", "right"), role="caption"),
    Table(
        COLUMNS,
        (
            header(COLUMNS),
            Row((cell("1"), cell("产业", role="category", rows=2), cell("修路", role="task"), cell("县交通局"))),
            Row((cell("2", role="no"), cell("治水"), cell("县水利局", BREAK, "各乡镇", role="duty"))),
            Row((cell("3"), cell("合并两栏", columns=2), cell(Inline("待明确", "unknown"), role="duty"))),
        ),
    ),
    p("注：列第一位的为牵头单位。", role="note"),
)
BOXES = (Column("task", "督查事项", 125), Column("progress", "进展情况", 80), Column("closed", "销号", 20, "center"))
SIGNS = (Column("a", "", 30), Column("b", "", 82), Column("c", "", 30), Column("d", "", 83))
CHECKLIST: tuple[Block, ...] = (
    Table(
        BOXES,
        (header(BOXES), Row((cell("修路", role="task"), Cell(role="progress"), cell("□", role="closed")))),
        "checklist",
    ),
    Table(
        SIGNS,
        (
            Row((cell("督查人", role="label"), Cell(role="blank"), cell("日期", role="label"), Cell(role="blank"))),
            Row((cell("负责人", role="label"), cell(Inline("　　　", "blank"), role="blank", columns=3))),
        ),
        "form",
    ),
)
SAMPLES = {"speech": (SPEECH, "portrait"), "list": (LIST, "landscape"), "checklist": (CHECKLIST, "landscape")}
