"""How often the suggested owner is one whom the document names: leave one document out, hide its owners, compare.

usage: python benchmarks/suggest.py [--shared FOLDER] [--misses]

FOLDER (default: $SPEECHGEN_SHARED or ../shared) holds seeds/ and documents/. Of each document below, every task that
names at least one unit of the registry is asked for; the names are taken out of its text first. Top-1: the first
proposal is one of the units named; top-3: one of the first three is. `duties` proposes from the registry alone,
`--learn` also from the tasks of all other documents, `usual` always says the unit named most often in the others. Of
`said` tasks speechgen would really propose somebody (the rest is too weak), rightly as often as `right` says.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from speechgen.app.parse import analyse, build  # noqa: E402
from speechgen.spec.model import Section, Spec, TaskItem  # noqa: E402
from speechgen.spec.text import iter_tasks  # noqa: E402
from speechgen.suggest import Assigned, Proposal, Ranking, learn  # noqa: E402
from speechgen.units import Registry, find_unit, load_registry  # noqa: E402

DOCUMENTS = (
    "documents/shandong-2024-ai-*", "documents/shandong-2024-it-*", "documents/shandong-2024-scenario-*",
    "documents/qingdao-2024-*", "documents/anhui-2022-*", "documents/jinan-2019-*", "documents/state-council-2020-*",
    "documents/shicheng-2018-*", "seeds/000_*", "seeds/003_*",
)  # fmt: skip
HEAD = "document                   tasks  named  duties 1      3  --learn 1      3   usual   said  right"
Asked = tuple[TaskItem, tuple[Section, ...], frozenset[str]]
"""A task, the sections above it, the units that it names."""


def asked(spec: Spec, registry: Registry) -> list[Asked]:
    """The tasks that name a unit of the registry."""
    found = []
    for sections, task in iter_tasks(spec):
        units = frozenset(u.name for p in task.parties if (u := find_unit(p.name, registry)))
        if units:
            found.append((task, sections, units))
    return found


def hits(ranked: Sequence[Sequence[str]], tasks: Sequence[Asked], top: int) -> int:
    """Of how many tasks one of the first `top` units is named."""
    return sum(bool(set(names[:top]) & units) for names, (_, _, units) in zip(ranked, tasks, strict=True))


def rank(ranking: Ranking, tasks: Sequence[Asked], title: str) -> list[list[Proposal]]:
    """The proposals for each task."""
    return [ranking.rank(task, sections, title) for task, sections, _ in tasks]


def names(ranked: Sequence[Sequence[Proposal]]) -> list[list[str]]:
    """The proposals' units."""
    return [[proposal.unit.name for proposal in proposals] for proposals in ranked]


def print_misses(tasks: Sequence[Asked], ranked: Sequence[Sequence[Proposal]]) -> None:
    """Each task of which the first proposal is wrong."""
    for (task, _, units), proposals in zip(tasks, ranked, strict=True):
        if not proposals or proposals[0].unit.name not in units:
            first = [(p.unit.name, p.reason) for p in proposals[:2]]
            print(f"    {task.task[:50]} | {', '.join(sorted(units))} | {first}")


def main() -> int:
    """Prints the table; 1 where there are no documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("SPEECHGEN_SHARED", ROOT.parent / "shared")))
    parser.add_argument(
        "--misses", action="store_true", help="also list the tasks of which the first proposal is wrong"
    )
    options = parser.parse_args()
    registry = load_registry()
    paths = [path for pattern in DOCUMENTS for path in sorted(options.shared.glob(pattern))]
    if not paths:
        print(f"no documents in {options.shared}", file=sys.stderr)
        return 1
    specs = {path.stem[:24]: build(analyse(str(path))) for path in paths}
    learned = {name: learn(spec, name, registry) for name, spec in specs.items()}
    print(HEAD)
    total: Counter[str] = Counter()
    for name, spec in specs.items():
        row = measure(name, spec, learned, registry, misses=options.misses)
        print_row(name, row)
        total.update(row)
    print_row("all", total)
    return 0


def measure(
    name: str, spec: Spec, learned: dict[str, tuple[Assigned, ...]], registry: Registry, *, misses: bool
) -> Counter[str]:
    """The counts of one document, with all others as what was learned."""
    tasks, title = asked(spec, registry), spec.title or ""
    others = [task for other, assigned in learned.items() if other != name for task in assigned]
    usual = [n for n, _ in Counter(u for task in others for u in task.units).most_common(3)]
    alone, taught = (rank(Ranking(registry, earlier), tasks, title) for earlier in ((), others))
    if misses:
        print_misses(tasks, taught)
    said = [([p.unit.name for p in ps], task) for ps, task in zip(taught, tasks, strict=True) if ps and not ps[0].weak]
    return Counter(
        tasks=len(tasks),
        named=sum(len(units) for _, _, units in tasks),
        alone1=hits(names(alone), tasks, 1),
        alone3=hits(names(alone), tasks, 3),
        taught1=hits(names(taught), tasks, 1),
        taught3=hits(names(taught), tasks, 3),
        usual1=hits([usual] * len(tasks), tasks, 1),
        said=len(said),
        right=hits([ranked for ranked, _ in said], [task for _, task in said], 1),
    )


def print_row(name: str, row: Counter[str]) -> None:
    """One line of the table."""
    n = row["tasks"]
    shares = [row[key] / n for key in ("alone1", "alone3", "taught1", "taught3", "usual1", "said")]
    cells = [f"{share:{width}.2f}" for share, width in zip(shares, (10, 7, 11, 7, 8, 7), strict=True)]
    print(f"{name:26}{n:6}{row['named'] / n:7.1f}{''.join(cells)}{row['right'] / max(1, row['said']):7.2f}")


if __name__ == "__main__":
    sys.exit(main())
