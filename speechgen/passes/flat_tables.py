"""Tables that a web page flattened to one cell a line become tables again.

A run of lines that are all names of columns (序号, 工作任务, 责任单位, 完成时限) is the header; behind it the lines are
dealt to rows by the running number in the first column, or, without one, by the number of columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from speechgen.document import Block, Cell, Column, Document, Paragraph, Row, Table
from speechgen.passes._party_names import is_party
from speechgen.passes._tables import meaning_of
from speechgen.passes.dues import find_dues
from speechgen.source import Span

FEWEST_COLUMNS = 3
TEXTS = ("category", "task", "goal")
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
        rows, end = _rows(text, blocks, at + len(header), header)
        if rows:
            blocks[at:end] = [_table(text, blocks[at : at + len(header)], rows, header)]
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


def _rows(text: str, blocks: list[Block], at: int, header: list[str]) -> tuple[list[list[list[Span]]], int]:
    """The rows as cells as lines, and where they end."""
    starts = list(_row_starts(text, blocks, at)) if header[0] == "number" else []
    if starts:
        end = _last_row_end(text, blocks, starts, header)
        groups = [blocks[a:b] for a, b in zip(starts, [*starts[1:], end], strict=True)]
    else:
        width = len(header)
        end = at + (_body_length(text, blocks, at) // width) * width
        groups = [blocks[a : a + width] for a in range(at, end, width)]
    rows = [_deal(text, [s for b in group if (s := _span(b))], header) for group in groups]
    return rows, end


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
        elif n == at:
            return


def _last_row_end(text: str, blocks: list[Block], starts: list[int], header: list[str]) -> int:
    """The last row has as many lines as the longest before it, at most; without another, one line a column."""
    longest = max((b - a for a, b in pairwise(starts)), default=len(header))
    limit = min(starts[-1] + longest, len(blocks))
    return next((n for n in range(starts[-1], limit) if _ends_table(_line(text, blocks[n]))), limit)


def _body_length(text: str, blocks: list[Block], at: int) -> int:
    return next((n - at for n in range(at, len(blocks)) if _ends_table(_line(text, blocks[n]))), len(blocks) - at)


def _ends_table(line: str | None) -> bool:
    return line is None or line.startswith(("注：", "附件", "备注：", "填表说明"))


def _deal(text: str, lines: list[Span], header: list[str]) -> list[list[Span]]:
    """The lines of a row given to its columns: one each where they fit, else by what a line reads like.

    A row with fewer texts than columns of text has a category that is merged with the row above.
    """
    cells: list[list[Span]] = [[] for _ in header]
    if len(lines) == len(header):
        return [[line] for line in lines]
    kinds = [_kind(text, line) for line in lines]
    columns = _columns(header, kinds)
    at = 0
    for n, line in enumerate(lines):
        while at < len(columns) - 1:
            later = [header[c] for c in columns[at + 1 :]]
            if _takes(header[columns[at]], kinds[n:], cells[columns[at]], later):
                break
            at += 1
        cells[columns[at]].append(line)
    return cells


def _kind(text: str, line: Span) -> str:
    """unit | due | text, by what the line reads like."""
    if is_party(text[line.start : line.end]):
        return "unit"
    return "due" if _is_due(text, line) else "text"


def _columns(header: list[str], kinds: list[str]) -> list[int]:
    """The columns that this row fills."""
    texts = kinds.count("text") - (header[0] == "number")
    wanted = [n for n, m in enumerate(header) if m in TEXTS]
    merged = [n for n in wanted if header[n] == "category"] if texts < len(wanted) else []
    return [n for n in range(len(header)) if n not in merged]


def _takes(meaning: str, coming: list[str], held: list[Span], later: list[str]) -> bool:
    """Whether a column takes the next line, given the lines to come, what it holds and the columns behind it."""
    kind = coming[0]
    if meaning in UNITS:
        others = sum(m in UNITS for m in later)  # the last column of units takes all that are left
        return (kind == "unit" and not (held and others)) or (not held and "due" not in later)
    if meaning in TEXTS:
        texts, others = _run(coming, "text"), sum(m in TEXTS for m in later)
        return (kind == "text" and (not held or texts > others)) or (not held and kind == "due")
    return not held


def _run(kinds: list[str], kind: str) -> int:
    """How many lines of a kind come in a row."""
    return next((n for n, k in enumerate(kinds) if k != kind), len(kinds))


def _is_due(text: str, line: Span) -> bool:
    return len(line) <= 16 and next(find_dues(text, line, 2000), None) is not None


def _table(text: str, head: list[Block], rows: list[list[list[Span]]], header: list[str]) -> Table:
    columns = tuple(Column(m, _line(text, b) or "", 0.0) for m, b in zip(header, head, strict=True))
    first = Row(tuple(Cell(span=_span(b)) for b in head), header=True)
    body = tuple(Row(tuple(_cell(lines) for lines in row)) for row in rows)
    spans = [s for row in rows for lines in row for s in lines]
    start = _span(head[0])
    assert start is not None
    return Table(columns, (first, *body), "list", Span(start.start, max(s.end for s in spans)))


def _cell(lines: list[Span]) -> Cell:
    return Cell(span=Span(lines[0].start, lines[-1].end) if lines else None)
