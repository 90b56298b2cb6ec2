"""How well speeches are parsed: parses the sources of hand-made annotations and prints the score table.

usage: python benchmarks/accuracy.py [--shared FOLDER] [--thresholds FILE] [--misses]

FOLDER (default: $SPEECHGEN_SHARED or ../shared) holds eval/gold/*.yaml, each naming its `source`, which lies in seeds/
or documents/, and eval/score.py, which makes the table. With --thresholds, exit 1 where a document falls below them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent


def find_source(shared: Path, gold: Path) -> Path:
    """The raw file that an annotation was made from; FileNotFoundError where neither folder has it."""
    name = str(yaml.safe_load(gold.read_text(encoding="utf-8"))["source"])
    for folder in ("seeds", "documents"):
        if (shared / folder / name).is_file():
            return shared / folder / name
    raise FileNotFoundError(f"{gold.name}: its source {name} is neither in seeds/ nor in documents/")


def parse(source: Path, spec: Path) -> bool:
    """Writes the spec of a source; whether there is one to score."""
    command = [sys.executable, "-m", "speechgen", "parse", str(source), "-o", str(spec)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if not spec.exists():
        print(f"{source.name}: not parsed (exit {run.returncode})\n{run.stdout}{run.stderr}", file=sys.stderr)
    return spec.exists()


def score(shared: Path, pairs: list[str], *options: str) -> str:
    """What score.py prints for GOLD SPEC pairs."""
    command = [sys.executable, str(shared / "eval" / "score.py"), *pairs, *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def shortfalls(scores: dict[str, Any], thresholds: dict[str, dict[str, float]]) -> list[str]:
    """A line for each figure that is worse than its threshold."""
    lines = []
    for document, least in thresholds.items():
        for figure, limit in least.items():
            found = scores.get(document, {}).get(figure)
            value = found["f1"] if isinstance(found, dict) else found
            if value is None or (value > limit if figure == "cer" else value < limit):
                lines.append(
                    f"{document} {figure}: {value}, wanted {'at most' if figure == 'cer' else 'at least'} {limit}"
                )
    return lines


def main() -> int:
    """Parses, scores, prints; 1 where something was not parsed or fell below its threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SPEECHGEN_SHARED", ROOT.parent / "shared")))
    parser.add_argument("--thresholds", type=Path)
    parser.add_argument("--misses", action="store_true", help="also list what was missed and what was extra")
    options = parser.parse_args()
    shared = options.shared.resolve()
    golds = sorted((shared / "eval" / "gold").glob("*.yaml"))
    if not golds:
        parser.error(f"no annotations in {shared / 'eval' / 'gold'}")
    with tempfile.TemporaryDirectory() as folder:
        specs = [(gold, Path(folder) / gold.name) for gold in golds]
        parsed = [(gold, spec) for gold, spec in specs if parse(find_source(shared, gold), spec)]
        pairs = [str(path) for pair in parsed for path in pair]
        print(score(shared, pairs, *(["--misses"] if options.misses else [])), end="")
        short = []
        if options.thresholds:
            limits = yaml.safe_load(options.thresholds.read_text(encoding="utf-8"))
            short = shortfalls(json.loads(score(shared, pairs, "--json")), limits)
    print("\n".join(short))
    return 1 if short or len(parsed) < len(golds) else 0


if __name__ == "__main__":
    sys.exit(main())
