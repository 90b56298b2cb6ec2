"""A responsibility list as a Word file: our writer against docxtpl filling the same table, in one process, in turns.

usage: python benchmarks/render_docx.py [-n RUNS] [--rows N …]
"""

from __future__ import annotations

import argparse
import datetime
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from speechgen.document import Cell, Column, Document, Inline, Paragraph, Row, Table
from speechgen.templating import Frame
from speechgen.writers.docx import fill, write

MOMENT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
NAMES = ("序号", "类别", "工作任务", "目标", "牵头单位", "责任单位", "完成时限")
WIDTHS = (12, 25, 80, 33, 25, 32, 18)
GROUP = 10  # rows that share one category


def texts(number: int) -> tuple[str, ...]:
    """What one row says."""
    task = f"完成云溪河综合治理第{number}段主体工程，新建改建农村公路42公里，同步推进沿线绿化"
    return (str(number), "聚焦产业兴县", task, "新建改建42公里", "县交通运输局", "县财政局", "6月底前")


def blocks_of(rows: int) -> Table:
    """The table as our writers are given it."""
    columns = tuple(Column(name, name, width) for name, width in zip(NAMES, WIDTHS, strict=True))

    def cells(number: int) -> tuple[Cell, ...]:
        made = [Cell((Paragraph((Inline(t),), "cell"),)) for t in texts(number)]
        made[1:2] = [Cell(made[1].paragraphs, rows=GROUP)] if number % GROUP == 0 else []
        return tuple(made)

    return Table(columns, tuple(Row(cells(number)) for number in range(rows)))


def form() -> bytes:
    """A Word template with the same table, its category merged by docxtpl's `{% vm %}`."""
    import docx

    document = docx.Document()
    words = (
        ("{%tr for run in runs %}",),
        ("{%tr for row in run %}",),
        ("{{ row[0] }}", "{% vm %}{{ row[1] }}", *(f"{{{{ row[{n}] }}}}" for n in range(2, 7))),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
    )
    table = document.add_table(len(words), len(NAMES))
    for row, line in zip(table.rows, words, strict=True):
        for cell, text in zip(row.cells, line, strict=False):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def seconds(act: Callable[[], object]) -> float:
    """Wall-clock time of one call."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def compare(rows: int, runs: int, frame: Frame, template: bytes) -> None:
    """One line of the table."""
    document = Document((blocks_of(rows),))
    groups = [[texts(n) for n in range(first, min(first + GROUP, rows))] for first in range(0, rows, GROUP)]
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(seconds(lambda: write(document, frame, MOMENT)))
        theirs.append(seconds(lambda: fill(template, {"runs": groups}, "form.docx", MOMENT)))
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"{rows:>6} rows   writer {a:6.2f} s   docxtpl {b:6.2f} s   docxtpl/writer {b / a:4.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--runs", type=int, default=3)
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 10000])
    options = parser.parse_args()
    path = Path(__file__).parent.parent / "templates" / "_frames" / "landscape.docx"
    frame, template = Frame("landscape", word=path.read_bytes(), word_file=path.name), form()
    write(Document(), frame, MOMENT)  # imports are not the question here
    for rows in options.rows:
        compare(rows, options.runs, frame, template)


if __name__ == "__main__":
    main()
