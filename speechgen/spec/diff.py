"""What changed between two specs: two years, two drafts, or before and after a person's corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speechgen.spec.differences import Difference, compare_tasks
from speechgen.spec.likeness import bare, pair_tasks
from speechgen.spec.model import Section, Spec, TaskItem, TextItem
from speechgen.spec.text import iter_items, iter_tasks, walk_sections

HEAD = ("kind", "title", "year", "region", "occasion", "speaker", "date", "subtitle", "salutation")
"""Keys of a spec whose values are compared as they are."""


@dataclass(frozen=True)
class Carried:
    """A task that both specs have."""

    old: TaskItem
    new: TaskItem
    section: str
    """The heading that it stands under in the new spec."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Listed:
    """A task that one spec has."""

    task: TaskItem
    section: str


@dataclass(frozen=True)
class Narrative:
    """How many sentences that order nothing came and went, and how many headings."""

    added: int
    dropped: int
    kept: int
    headings_added: int
    headings_dropped: int


@dataclass(frozen=True)
class SpecDiff:
    """All that differs."""

    head: tuple[Difference, ...]
    new: tuple[Listed, ...]
    dropped: tuple[Listed, ...]
    carried: tuple[Carried, ...]
    """In the order of the new spec."""
    narrative: Narrative

    @property
    def changed(self) -> tuple[Carried, ...]:
        """Tasks of both specs that are not the same in both."""
        return tuple(pair for pair in self.carried if pair.differences)

    @property
    def empty(self) -> bool:
        """Nothing differs."""
        counts = self.narrative
        moved = counts.added + counts.dropped + counts.headings_added + counts.headings_dropped
        return not (self.head or self.new or self.dropped or self.changed or moved)


def diff_specs(old: Spec, new: Spec) -> SpecDiff:
    """The differences, deterministic. Dates are compared within the year that each spec plans."""
    before, after = list(iter_tasks(old)), list(iter_tasks(new))
    pairs = pair_tasks([task for _, task in before], [task for _, task in after])
    years = (new.year or 0) - (old.year or 0) if old.year and new.year else 0
    carried = [
        Carried(before[i][1], after[j][1], _heading(after[j][0]), compare_tasks(before[i][1], after[j][1], years))
        for i, j in sorted(pairs, key=lambda pair: pair[1])
    ]
    return SpecDiff(
        head=tuple(_head(old, new)),
        new=_without(after, {j for _, j in pairs}),
        dropped=_without(before, {i for i, _ in pairs}),
        carried=tuple(carried),
        narrative=_narrative(old, new),
    )


def _head(old: Spec, new: Spec) -> Iterator[Difference]:
    for key in HEAD:
        before, after = (_words(getattr(spec, key)) for spec in (old, new))
        if before != after:
            yield Difference(key, "changed", before, after)


def _words(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)


def _without(tasks: Sequence[tuple[tuple[Section, ...], TaskItem]], paired: set[int]) -> tuple[Listed, ...]:
    return tuple(Listed(task, _heading(path)) for n, (path, task) in enumerate(tasks) if n not in paired)


def _heading(path: tuple[Section, ...]) -> str:
    """The nearest heading that has words."""
    return next((f"{s.number}{s.title}" for s in reversed(path) if s.title), "")


def _narrative(old: Spec, new: Spec) -> Narrative:
    texts = [Counter(bare(i.text) for _, i in iter_items(spec) if isinstance(i, TextItem)) for spec in (old, new)]
    heads = [Counter(bare(path[-1].title) for _, path in walk_sections(spec) if path[-1].title) for spec in (old, new)]
    return Narrative(
        added=(texts[1] - texts[0]).total(),
        dropped=(texts[0] - texts[1]).total(),
        kept=(texts[0] & texts[1]).total(),
        headings_added=(heads[1] - heads[0]).total(),
        headings_dropped=(heads[0] - heads[1]).total(),
    )
