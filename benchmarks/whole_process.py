"""Whole-process times, as ratios to a bare Python: what a person at the keyboard waits for.

usage: python benchmarks/whole_process.py [-n RUNS] [--speech FILE]

The commands take turns within each round, so that a slow minute of the machine hits all of them alike; compare only
figures of one table. FILE defaults to the sample speech repeated to some 11,000 characters.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "specs" / "yunxi-2026.txt"


def seconds(command: list[str]) -> float:
    """Wall-clock time of one run; CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def long_speech(folder: Path) -> Path:
    """The sample four times over, which is about as long as a county's work report."""
    path = folder / "long.txt"
    path.write_text(SAMPLE.read_text(encoding="utf-8") * 4, encoding="utf-8")
    return path


def commands(speech: Path, folder: Path) -> dict[str, list[str]]:
    """What is timed, by the name it has in the table."""
    speechgen = [sys.executable, "-m", "speechgen"]
    spec, output = str(folder / "speech.yaml"), str(folder / "output")
    subprocess.run([*speechgen, "parse", str(speech), "-o", spec], cwd=ROOT, check=True, capture_output=True)
    render = [*speechgen, "render", spec, "--force", "-o", output]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "speechgen --help": [*speechgen, "--help"],
        "parse": [*speechgen, "parse", str(speech), "--force", "-o", str(folder / "again.yaml")],
        "render, 3 docx": [*render, "--format", "docx"],
        "render, 3 docx and 3 pdf": [*render, "--format", "docx,pdf"],
    }


def main() -> None:
    """Prints one row a command: median, spread, ratio to a bare Python."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--runs", type=int, default=5)
    parser.add_argument("--speech", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        timed = commands((options.speech or long_speech(folder)).resolve(), folder)
        times: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(options.runs):
            for name, command in timed.items():
                times[name].append(seconds(command))
    bare = statistics.median(times["python -c pass"])
    print(f"{'command':<28}{'median s':>10}{'min–max':>16}{'ratio':>8}   n = {options.runs}")
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:<28}{median:>10.3f}{f'{min(found):.3f}–{max(found):.3f}':>16}{median / bare:>8.1f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"largest process: {peak} MB")


if __name__ == "__main__":
    main()
