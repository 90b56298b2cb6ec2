"""How long a list takes: ratios to what somebody would write by hand, in one run, by turns, and growth with its length.

usage: python benchmarks/render.py [docx] [pdf] [growth] [-n RUNS] [--rows N …]

`docx`: a responsibility list against docxtpl filling the same table (`by_hand.py`). `pdf`: against WeasyPrint on an
HTML page of the same content and style sheet. `whole` is a process from the spec's file to the document, `made` is
from the spec in memory to the document, `written` (docx) only the writing. The figures are CPU seconds, medians of
RUNS, so that other work on the machine counts little; a ratio under 1 is in our favour. `growth`: seconds a row in
DOCX and XLSX; 1.0 is linear.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import by_hand  # noqa: E402

MOMENT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
GROUP = 10
"""Tasks of one category."""
UNITS = ("县交通运输局", "县发展和改革局", "县工业和信息化局", "县农业农村局", "县住房和城乡建设局", "各乡镇人民政府")

Act = Callable[[], object]


def spec_text(rows: int) -> str:
    """A spec with so many tasks, each of one sentence, with a lead, a helper, a time limit and a target."""
    lines = ["version: 1", "kind: arrangement", "title: 云溪县2026年重点工作安排", "year: 2026", "sections:"]
    for first in range(0, rows, GROUP):
        lines += [f'- number: "{first // GROUP + 1}、"', f'  title: "第{first // GROUP + 1}类工作"', "  content:"]
        lines += [_task(number) for number in range(first, min(first + GROUP, rows))]
    return "\n".join(lines) + "\n"


def _task(number: int) -> str:
    return (
        f'  - task: "完成云溪河综合治理第{number + 1}段主体工程，新建改建农村公路{number % 90 + 10}公里，'
        '同步推进沿线绿化。"\n'
        f'    id: "{number + 1:05}"\n    paragraph: true\n    parties:\n'
        f'    - {{name: "{UNITS[number % len(UNITS)]}", role: lead}}\n    - {{name: "县财政局", role: support}}\n'
        f'    due:\n    - {{text: "{number % 12 + 1}月底前"}}\n'
        f'    targets:\n    - {{name: "新建改建农村公路", value: "{number % 90 + 10}", unit: "公里"}}'
    )


def seconds(act: Act) -> float:
    """CPU seconds of one call, its child processes included."""
    gc.collect()
    before = os.times()
    act()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def compare(name: str, ours: Act, theirs: Act, runs: int) -> None:
    """One line: our seconds, theirs, ours over theirs."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:32}{a:8.2f}{b:8.2f}{a / b:8.2f}", flush=True)


def process(*command: str) -> Act:
    """A process of this Python."""
    return lambda: subprocess.run([sys.executable, *command], cwd=ROOT, check=True, capture_output=True)


class List:
    """A list of so many rows, in our hands and in theirs."""

    def __init__(self, rows: int, folder: Path) -> None:
        from speechgen.spec.store import load_spec
        from speechgen.templating import Library, builtin_folder

        self.rows, self.folder = rows, folder
        self.file = folder / f"list-{rows}.yaml"
        self.file.write_text(spec_text(rows), encoding="utf-8")
        self.spec = load_spec(self.file.read_text(encoding="utf-8"), self.file.name)
        self.library = Library([builtin_folder()])
        self.groups = by_hand.load_groups(self.file)

    def document(self) -> Any:
        """Our document, not yet written."""
        from speechgen.render import render_document

        return render_document(self.spec, "responsibility", library=self.library)

    def write(self, document: Any, form: str) -> object:
        """Our document as bytes."""
        from speechgen.writers import writer

        return writer(form).write(document, self.library.frame("landscape"), MOMENT)

    def make(self, form: str) -> Act:
        """From the spec in memory to the bytes, as `speechgen render` does it."""
        from speechgen.writers import calm_memory

        def act() -> object:
            with calm_memory():
                return self.write(self.document(), form)

        return act

    def whole(self, form: str) -> Act:
        """The same as a process of its own, from the file."""
        options = ("--doc", "responsibility", "--format", form, "-o", str(self.folder), "--force", "-q")
        return process("-m", "speechgen", "render", str(self.file), *options)

    def whole_by_hand(self, library: str) -> Act:
        """What `by_hand.py` makes, as a process."""
        return process(str(ROOT / "benchmarks" / "by_hand.py"), library, str(self.file), str(self.folder / "by-hand"))


def compare_docx(rows: Sequence[int], runs: int, folder: Path) -> None:
    """Against docxtpl."""
    form = by_hand.word_form()
    for count in rows:
        made = List(count, folder)
        document = made.document()
        fill: Act = lambda made=made: by_hand.fill_word(made.groups, form)  # type: ignore[misc]  # noqa: E731
        compare(f"docx {count:,} rows, written", lambda m=made, d=document: m.write(d, "docx"), fill, runs)  # type: ignore[misc]
        compare(f"docx {count:,} rows, made", made.make("docx"), fill, runs)
        compare(f"docx {count:,} rows, whole", made.whole("docx"), made.whole_by_hand("docxtpl"), runs)


def compare_pdf(rows: Sequence[int], runs: int, folder: Path) -> None:
    """Against WeasyPrint on the page written by hand."""
    for count in rows:
        made = List(count, folder)
        page = by_hand.web_page(made.groups, "责任清单")
        compare(f"pdf {count:,} rows, made", made.make("pdf"), lambda p=page: by_hand.print_page(p), runs)  # type: ignore[misc]
        compare(f"pdf {count:,} rows, whole", made.whole("pdf"), made.whole_by_hand("weasyprint"), runs)


def show_growth(rows: Sequence[int], runs: int, folder: Path) -> None:
    """Milliseconds a row, by length, and the last over the first."""
    lists = [List(count, folder) for count in rows]
    for form in ("docx", "xlsx"):
        each = []
        for made in lists:
            each.append(statistics.median(seconds(made.make(form)) for _ in range(runs)) / made.rows * 1e3)
        print(f"{form:6}" + "".join(f"{ms:14.3f}" for ms in each) + f"{each[-1] / each[0]:10.2f}", flush=True)


def main() -> None:
    """Prints the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=("docx", "pdf", "growth"), default=["docx", "pdf", "growth"])
    parser.add_argument("-n", "--runs", type=int, default=5)
    parser.add_argument("--rows", type=int, nargs="+")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (
            List(GROUP, folder).make("docx")(),
            List(GROUP, folder).make("pdf")(),
        )  # imports are the question in `whole` only
        if {"docx", "pdf"} & set(options.what):
            print(f"{'CPU seconds':32}{'ours':>8}{'by hand':>8}{'ratio':>8}")
        if "docx" in options.what:
            compare_docx(options.rows or (1000, 10000), options.runs, folder)
        if "pdf" in options.what:
            compare_pdf(options.rows or (1000,), options.runs, folder)
        if "growth" in options.what:
            rows = options.rows or (1000, 3000, 10000)
            print(f"{'ms/row':6}" + "".join(f"{count:9,} rows" for count in rows) + f"{'growth':>10}")
            show_growth(rows, options.runs, folder)


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    print(f"({time.perf_counter() - start:.0f} s)")
