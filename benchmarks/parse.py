"""How parsing grows: seconds, characters a second, and the growth of time over the growth of text.

usage: python benchmarks/parse.py [--speech FILE] [--sizes N,N,...]

The text is FILE (default: the sample speech) repeated with its figures changed, so that no two copies are alike, in
three shapes: paragraphs as written; one paragraph a copy; and everything on one line, which no document is but a
conversion may make. Growth 1.0 is linear: ten times the text takes ten times as long. Reading and writing are not
timed. One warm-up run loads the rules, so the figures are of the text alone.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from speechgen.app.parse import analyse

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "specs" / "yunxi-2026.txt"

SHAPES: dict[str, Callable[[list[str]], str]] = {
    "paragraphs": lambda copies: "\n".join(copies),
    "one paragraph a copy": lambda copies: "\n".join(copy.replace("\n", "") for copy in copies),
    "one line": lambda copies: "".join(copy.replace("\n", "") for copy in copies),
}


def copies_of(speech: str, size: int) -> list[str]:
    """Copies of a speech, `size` characters together, each with percentages of its own."""
    head, body = speech.split("\n\n", 1) if "\n\n" in speech else ("", speech)
    found, length = [head] if head else [], len(head)
    for number in count(1):
        copy = re.sub(r"\d+(?=万|亿|个|公里)", lambda m, n=number: str(int(m[0]) + n), body)  # type: ignore[misc]
        found.append(copy[: size - length])
        length += len(found[-1])
        if length >= size:
            return found
    raise AssertionError


def seconds(text: str, folder: Path) -> float:
    """CPU time from a file of this text to its spec."""
    path = folder / "speech.txt"
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    analyse(str(path))
    return time.process_time() - start


def main() -> None:
    """Prints one row a shape and size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speech", type=Path, default=SAMPLE)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    options = parser.parse_args()
    speech = options.speech.read_text(encoding="utf-8")
    sizes = [int(size) for size in options.sizes.split(",")]
    print(f"{'shape':22}{'characters':>12}{'seconds':>10}{'characters/s':>14}{'growth':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seconds(speech, folder)
        for shape, join in SHAPES.items():
            before: tuple[int, float] | None = None
            for size in sizes:
                text = join(copies_of(speech, size))
                spent = seconds(text, folder)
                growth = f"{spent / before[1] / (len(text) / before[0]):.2f}" if before else ""
                print(f"{shape:22}{len(text):12,}{spent:10.2f}{len(text) / spent:14,.0f}{growth:>8}", flush=True)
                before = len(text), spent


if __name__ == "__main__":
    main()
