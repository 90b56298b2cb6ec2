"""GB/T 9704-2012, measured on the rendered page, clause by clause: our PDF, and our Word file through LibreOffice.

usage: python -m benchmarks.conformance [SPEC.yaml | SPEECH.txt]... [--doc NAME]... [--keep FOLDER]

Without a file, the sample. A speech is parsed first. What the working folder's office.yaml says under `layout:` holds
for the pages and for what is wanted of them, and the table tells where that differs from the standard. Lengths are in
millimetres. Exit code 1 where a clause of strength 规定 or 一般 fails, 2 where nothing could be measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from benchmarks.conformance import produce
from benchmarks.conformance.clauses import CLAUSES, MUST, Clause
from benchmarks.conformance.copies import Copy
from benchmarks.conformance.readings import Reading
from speechgen.app.parse import parse
from speechgen.app.render import DOCUMENTS
from speechgen.cli.width import columns
from speechgen.diagnostics import Problem

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "specs" / "yunxi-2026.yaml"
GOOD, BAD, OWN, NONE = "合格", "不合格", "本单位规定", "不适用"
HEAD = ("编号", "条款", "检查项", "要求", "PDF 实测", "DOCX 实测", "强度", "结果")


def judge(clause: Clause, readings: Iterable[Reading | None], changes: Iterable[str]) -> str:
    """One word for a row. What an office has changed is its own rule; it has to be kept all the same."""
    found = [r for r in readings if r]
    if not found:
        return NONE
    if not all(r.good for r in found):
        return BAD
    return OWN if set(clause.keys) & set(changes) else GOOD


def rows(both: dict[str, Copy]) -> list[tuple[str, ...]]:
    """The table of one document."""
    table = []
    for clause in CLAUSES:
        pdf, word = clause.measure(both["pdf"]), clause.measure(both["docx"])
        verdict = judge(clause, (pdf, word), both["pdf"].layout.changes())
        one = pdf or word
        wanted = one.wanted if one else ""
        wanted = f"{OWN}：{wanted}" if verdict == OWN else wanted
        said = (_said(pdf), _said(word))
        table.append((clause.id, clause.clause, clause.what, wanted, *said, clause.strength, verdict))
    return table


def _said(reading: Reading | None) -> str:
    if reading is None:
        return "—"
    return reading.measured if reading.good else f"✗ {reading.measured}"


def show(title: str, table: list[tuple[str, ...]]) -> str:
    """The rows in columns; what does not apply in one line."""
    shown = [HEAD, *(row for row in table if row[-1] != NONE)]
    widths = [max(columns(row[n]) for row in shown) for n in range(len(HEAD))]
    lines = ["  ".join(c + " " * (w - columns(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in shown]
    rest = "、".join(row[0] for row in table if row[-1] == NONE)
    return "\n".join([f"## {title}", "", *lines, *([f"不适用：{rest}"] if rest else []), ""])


def failed(table: list[tuple[str, ...]]) -> list[str]:
    """The clauses that must hold and do not."""
    return [row[0] for row in table if row[-1] == BAD and row[-2] in MUST]


def measure(file: str, templates: Iterable[str], work: Path) -> list[str]:
    """Render, measure and print; what failed."""
    spec = Path(file)
    if spec.suffix != ".yaml":
        parse(file, str(work / "spec.yaml"), force=True)
        spec = work / "spec.yaml"
    found = []
    for title, both in produce.copies(str(spec), templates, work):
        table = rows(both)
        print(
            show(
                f"{Path(file).stem} · {title}（PDF {len(both['pdf'].sheets)}面，DOCX {len(both['docx'].sheets)}面）",
                table,
            )
        )
        found += [f"{title} {id_}" for id_ in failed(table)]
    return found


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", default=[str(SAMPLE)], metavar="FILE")
    arguments.add_argument("--doc", action="append", metavar="NAME", help="a template; several times for several")
    arguments.add_argument("--keep", metavar="FOLDER", help="leave what was rendered there")
    given = arguments.parse_args()
    if not produce.office():
        print("没有找到 LibreOffice（soffice）/ LibreOffice (soffice) is not installed", file=sys.stderr)
        return 2
    bad = []
    with tempfile.TemporaryDirectory() as scratch:
        for file in given.files:
            work = Path(given.keep or scratch) / Path(file).stem
            work.mkdir(parents=True, exist_ok=True)
            try:
                bad += measure(file, given.doc or DOCUMENTS, work)
            except Problem as stop:
                print(*(d.message("zh") for d in stop.diagnostics), sep="\n", file=sys.stderr)
                return 2
    print(f"不合格（规定、一般）：{'、'.join(bad)}" if bad else "规定、一般各条都合格。")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
