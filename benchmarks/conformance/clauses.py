"""The clauses that are measured, as a table. Numbers and words are those of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.conformance import lists, numbering, page, parts, text
from benchmarks.conformance.copies import Copy
from benchmarks.conformance.readings import Reading

MUST = ("规定", "一般")
"""Strengths whose failure is a failure; 推荐 and 实务 are told only."""


@dataclass(frozen=True)
class Clause:
    """One thing that the standard, or practice, wants."""

    id: str
    clause: str
    what: str
    strength: str
    """规定 | 一般 | 推荐 | 实务."""
    measure: Callable[[Copy], Reading | None]
    """None where it does not apply to the document."""
    keys: tuple[str, ...] = ()
    """The settings of `layout:` that an office may have changed it by."""


_EDGES = ("top", "right", "bottom", "left")

CLAUSES = (
    Clause("P1", "5.1", "纸张", "规定", page.paper),
    Clause("P2a", "5.2.1", "天头", "规定", page.head, _EDGES),
    Clause("P2b", "5.2.1", "订口", "规定", page.binding, _EDGES),
    Clause("P3", "5.2.1", "版心", "规定", page.area, ("lines", "line_pitch", *_EDGES)),
    Clause("P4", "5.2.2", "正文字体字号", "一般", parts.body_type, ("body_size",)),
    Clause("P5a", "5.2.3", "每面行数", "一般", page.lines_a_page, ("lines", "line_pitch", *_EDGES)),
    Clause("P5b", "5.2.3", "每行字数", "一般", page.characters_a_line, ("characters", "body_size", *_EDGES)),
    Clause("P5c", "5.2.3", "撑满版心", "一般", page.flush, _EDGES),
    Clause("P6", "5.2.4", "颜色", "一般", page.colour),
    Clause("P8", "7.1", "版心以外只有页码", "规定", page.nothing_outside, _EDGES),
    Clause("H1", "7.2.1", "份号", "一般", parts.serial),
    Clause("H2", "7.2.2", "密级、紧急程度", "一般", parts.corner),
    Clause("H4", "7.2.4", "发文机关标志居中", "推荐", parts.mark),
    Clause("H5", "7.2.5", "发文字号", "规定", parts.document_number),
    Clause("H7", "7.2.7", "版头红色分隔线", "规定", parts.red_rule, _EDGES),
    Clause("B1a", "7.3.1", "标题字体字号", "一般", parts.title_type, ("title_size",)),
    Clause("B1b", "7.3.1", "标题居中", "规定", parts.title_centred),
    Clause("B1c", "7.3.1", "标题回行不断词", "规定", parts.title_words),
    Clause("B1d", "7.3.1", "标题排梯形或菱形", "规定", parts.title_shape),
    Clause("B2", "7.3.2", "主送机关、称谓顶格", "规定", parts.addressee),
    Clause("B3", "7.3.3", "首页显示正文", "规定", parts.first_page),
    Clause("B4a", "7.3.3", "段首左空二字", "规定", parts.indent),
    Clause("B4b", "7.3.3", "回行顶格", "规定", parts.wrapped),
    Clause("B5", "7.3.3", "各级标题字体", "一般", parts.levels, ("level1", "level2", "level3", "level4")),
    Clause("B6", "7.3.4", "附件说明", "规定", parts.attachment_note),
    Clause("B10", "7.3.5.4", "成文日期", "规定", parts.date),
    Clause("B12", "7.3.7", "附件另面，左上角“附件”3号黑体", "规定", parts.attachment),
    Clause("F1", "7.4.1", "版记末条分隔线", "规定", parts.imprint_rules, _EDGES),
    Clause("F2", "7.4.2", "抄送、印发4号仿宋", "规定", parts.colophon),
    Clause("F4a", "7.5", "页码式样", "一般", numbering.style, ("page_number",)),
    Clause("F4b", "7.5", "页码位置", "一般", numbering.place, ("page_number_place", *_EDGES)),
    Clause("F4c", "7.5", "页码一字线距版心下边缘", "一般", numbering.distance, _EDGES),
    Clause("F5", "8", "A4横排表格的页码", "规定", numbering.turned, ("page_number_place", *_EDGES)),
    Clause("F5b", "8", "A4横排表格的版心", "规定", lists.area, _EDGES),
    Clause("F6", "9", "标点不放错行首行末", "规定", text.forbidden),
    Clause("W1", "—", "文字与清单文件一致、次序不变", "实务", text.same_words),
    Clause("W2", "—", "标题不单独留在页末", "实务", page.lone_headings),
    Clause("S1", "—", "副标题3号楷体", "实务", parts.subtitle, ("body_size",)),
    Clause("L1", "—", "清单标题", "实务", lists.title),
    Clause("L2", "—", "表头黑体，每页重复", "实务", lists.header),
    Clause("L3", "—", "表内仿宋小四至五号", "实务", lists.cells),
    Clause("L4", "—", "细实线边框", "实务", lists.borders),
    Clause("L5", "—", "表注不单独成页", "实务", lists.notes),
    Clause("L6", "—", "页面不空大半", "实务", lists.filled),
)
