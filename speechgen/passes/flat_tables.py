"""Tables that a web page flattened to one cell a line become tables again.

A run of lines that are all names of columns (序号, 工作任务, 责任单位, 完成时限) is the header; behind it the lines are
dealt to rows by the running number in the first column, or, without one, by the number of columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from speechgen.document import Block, Cell, Column, Document, Paragraph, Row, Table
from speechgen.passes._dealing import deal
from speechgen.passes._tables import meaning_of
from speechgen.source import Span

FEWEST_COLUMNS = 3
GROUP = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{2,40}|[（(][一二三四五六七八九十]{1,3}[）)][^。；]{2,40}")
"""A line that heads the rows below it: 一、产业发展（2项）."""
UNITS = ("lead", "duty", "duty_support", "support", "leader", "lead_leader")


def run(document: Document) -> Document:
    """Blocks with every such run of lines replaced by one `Table` that has the same words."""
    text, blocks = document.view.text, list(document.blocks)
    at = 0
    while at < len(blocks):
        header = _header(text, blocks, at)
        if len(header) < FEWEST_COLUMNS or not {"task", *UNITS, "due"} & set(header):
            at += max(1, len(header))
            continue
        order = _order(header)
        rows, end = _rows(text, blocks, at + len(header), [header[n] for n in order])
        if rows:
            named = [blocks[at + n] for n in order]
            blocks[at:end] = [_table(text, named, rows, [header[n] for n in order], _span(blocks[at]))]
        at += 1
    return replace(document, blocks=tuple(blocks))


def _span(block: Block) -> Span | None:
    return block.span if isinstance(block, Paragraph) and block.role == "body" else None


def _line(text: str, block: Block) -> str | None:
    span = _span(block)
    return text[span.start : span.end] if span else None


def _header(text: str, blocks: list[Block], at: int) -> list[str]:
    """What the columns hold that the lines from `at` name."""
    meanings: list[str] = []
    for block in blocks[at:]:
        line = _line(text, block)
        meaning = meaning_of(line) if line else None
        if meaning is None:
            break
        meanings.append(meaning)
    return meanings


def _order(header: list[str]) -> list[int]:
    """The columns from left to right, by their places in the header.

    A header of two rows names the parts of a merged column last: 责任单位, 完成时限, then 牵头单位, 配合单位.
    """
    parts = next((n for n in range(len(header) - 1, -1, -1) if header[n] not in UNITS), -1) + 1
    whole = header.index("duty") if "duty" in header[:parts] else parts
    if len(header) - parts < 2 or whole == parts:
        return list(range(len(header)))
    return [*range(whole), *range(parts, len(header)), *range(whole + 1, parts)]


def _rows(text: str, blocks: list[Block], at: int, columns: list[str]) -> tuple[list[list[list[Span]]], int]:
    """The rows as cells as lines, and where they end."""
    starts = list(_row_starts(text, blocks, at)) if columns[0] == "number" else []
    if starts:
        end = _last_row_end(text, blocks, starts, columns)
        groups = [blocks[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    else:
        width = len(columns)
        end = at + (_body_length(text, blocks, at) // width) * width
        groups = [blocks[a : a + width] for a in range(at, end, width)]
    return [_cells(text, group, columns) for group in groups], end


def _cells(text: str, group: list[Block], columns: list[str]) -> list[list[Span]]:
    """The lines of a row by column; the head of the rows below it belongs to none."""
    lines = [s for b in group if (s := _span(b)) and not GROUP.fullmatch(text, s.start, s.end)]
    return deal(text, lines, columns)


def _row_starts(text: str, blocks: list[Block], at: int) -> Iterator[int]:
    """The lines that count 1, 2, 3 …"""
    wanted = 1
    for n in range(at, len(blocks)):
        line = _line(text, blocks[n])
        if line is None:
            return
        if line.strip(".、．") == str(wanted):
            yield n
            wanted += 1
        elif GROUP.fullmatch(line):
            at, wanted = at + (n == at), 1 if _restarts(text, blocks, n) else wanted
        elif n == at:
            return


def _restarts(text: str, blocks: list[Block], n: int) -> bool:
    """Whether the rows below the head at `n` are counted from 1 again."""
    following = _line(text, blocks[n + 1]) if n + 1 < len(blocks) else None
    return following is not None and following.strip(".、．") == "1"


def _last_row_end(text: str, blocks: list[Block], starts: list[int], header: list[str]) -> int:
    """The last row has as many lines as the longest before it, at most; without another, one line a column."""
    longest = max((b - a for a, b in pairwise(starts)), default=len(header))
    limit = min(starts[-1] + longest, len(blocks))
    return next((n for n in range(starts[-1], limit) if _ends_table(_line(text, blocks[n]))), limit)


def _body_length(text: str, blocks: list[Block], at: int) -> int:
    return next((n - at for n in range(at, len(blocks)) if _ends_table(_line(text, blocks[n]))), len(blocks) - at)


def _ends_table(line: str | None) -> bool:
    return line is None or line.startswith(("注：", "附件", "备注：", "填表说明"))


def _table(
    text: str, head: list[Block], rows: list[list[list[Span]]], header: list[str], first_line: Span | None
) -> Table:
    columns = tuple(Column(m, _line(text, b) or "", 0.0) for m, b in zip(header, head, strict=True))
    first = Row(tuple(Cell(span=_span(b)) for b in head), header=True)
    body = tuple(Row(tuple(_cell(lines) for lines in row)) for row in rows)
    spans = [s for row in rows for lines in row for s in lines]
    assert first_line is not None
    return Table(columns, (first, *body), "list", Span(first_line.start, max(s.end for s in spans)))


def _cell(lines: list[Span]) -> Cell:
    return Cell(span=Span(lines[0].start, lines[-1].end) if lines else None)
