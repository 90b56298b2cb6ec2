"""The slowest regular expressions on hostile text: every one that parsing compiles, on runs of what it looks for.

usage: python benchmarks/hostile.py [--length N] [--top N]

Each expression searches runs of N characters and of 2N: growth 2 is linear, 4 quadratic. Where it is more, or this
does not end, an expression can be matched in too many ways and has to be mended.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent.parent / "specs" / "yunxi-2026.txt"
UNITS = (
    *"一十零1X*%、，。；：（(《“？ \t.县局委区和各要",
    "一是", "一、", "（一）", "1.", "月底前", "完成", "县财政局", "县财政局、", "各乡镇、", "（责任单位：", "12.5%",
    "3月", "年底前完成", "《“", "）（", "分别达到", "1、2", "达到1亿元", "第一，", "ab", "a.", "<b>", "&#",
)  # fmt: skip
"""What the runs are made of."""


def compiled_by_parsing() -> set[re.Pattern[str]]:
    """Every expression over text that a parse of the sample compiles."""
    found: set[re.Pattern[str]] = set()
    original = re.compile

    def record(pattern: Any, flags: Any = 0) -> Any:
        result = original(pattern, flags)
        if isinstance(result.pattern, str):
            found.add(result)
        return result

    re.compile = record
    try:
        from speechgen.app.parse import analyse

        analyse(str(SAMPLE))
    finally:
        re.compile = original
    return found


def runs(length: int) -> Iterator[tuple[str, str]]:
    """Name and text of each run; some end in what cannot match."""
    for unit in UNITS:
        text = unit * (length // len(unit))
        yield unit, text
        yield f"{unit} + 〇", text + "〇"


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """CPU time to find every match in a text."""
    start = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - start


def main() -> None:
    """Prints the slowest expressions, one row each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=2000)
    parser.add_argument("--top", type=int, default=10)
    options = parser.parse_args()
    patterns = sorted(compiled_by_parsing(), key=lambda p: p.pattern)
    worst = []
    for pattern in patterns:
        spent, name, text = max((seconds(pattern, text), name, text) for name, text in runs(options.length))
        worst.append((spent, name, pattern, text))
    worst.sort(key=lambda row: -row[0])
    print(f"{len(patterns)} expressions, {options.length} and {2 * options.length} characters")
    print(f"{'ms':>8}{'ms, 2N':>9}{'growth':>8}  {'run of':14}expression")
    for spent, name, pattern, text in worst[: options.top]:
        double = seconds(pattern, text.removesuffix("〇") * 2 + text[len(text.removesuffix("〇")) :])
        growth = double / spent if spent else 0
        print(f"{spent * 1e3:8.1f}{double * 1e3:9.1f}{growth:8.1f}  {name:14}{pattern.pattern[:70]!r}")


if __name__ == "__main__":
    main()
