"""Which task of one spec is which of another: by id where ids can be trusted, else by how alike the words are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from speechgen.spec.model import TaskItem

ALIKE = 60
"""Per cent of the characters, in order, that two tasks must share to be one task; unrelated ones share 10 to 40."""
ALIKE_BY_ID = 45
"""The same, for two tasks of one id."""
_SIGNS = re.compile(r"\W+")
_FIGURES = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")

Pair = tuple[int, int]
"""The index of a task on either side."""


def pair_tasks(old: Sequence[TaskItem], new: Sequence[TaskItem]) -> list[Pair]:
    """The tasks that are the same on both sides, in the order of `old`; no task is in two pairs.

    Two specs that have nothing to do with each other both begin with t-001. So ids count only where at least half of
    those that both sides have stand at tasks that are alike; then tasks of one id go together, however little is left
    of their words. All others are paired by likeness, the most alike first, at equal likeness those that stand first.
    """
    from rapidfuzz import fuzz

    words = [bare(task.task) for task in old], [bare(task.task) for task in new]
    pairs = _by_id(old, new, words)
    taken, given = {i for i, _ in pairs}, {j for _, j in pairs}
    left = [i for i in range(len(old)) if i not in taken]
    right = [j for j in range(len(new)) if j not in given]
    ranked = sorted(
        (-score, abs(i - j), i, j)
        for i in left
        for j in right
        if (score := fuzz.ratio(words[0][i], words[1][j], score_cutoff=ALIKE))
    )
    for _, _, i, j in ranked:
        if i not in taken and j not in given:
            pairs.append((i, j))
            taken.add(i)
            given.add(j)
    return sorted(pairs)


def alike(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, without punctuation, and whatever their figures are."""
    from rapidfuzz import fuzz

    return fuzz.ratio(bare(one), bare(other))


def bare(text: str) -> str:
    """The words by which tasks are compared: no punctuation, every figure the same."""
    return _SIGNS.sub("", _FIGURES.sub("0", text))


def _by_id(old: Sequence[TaskItem], new: Sequence[TaskItem], words: tuple[list[str], list[str]]) -> list[Pair]:
    from rapidfuzz import fuzz

    scored = [(pair, fuzz.ratio(words[0][pair[0]], words[1][pair[1]])) for pair in _same_ids(old, new)]
    trusted = 2 * sum(score >= ALIKE for _, score in scored) >= len(scored)
    return [pair for pair, score in scored if score >= ALIKE_BY_ID] if trusted else []


def _same_ids(old: Sequence[TaskItem], new: Sequence[TaskItem]) -> Iterator[Pair]:
    """Pairs of one id; an id that a side has twice says nothing."""
    places = [_places(old), _places(new)]
    for id_, i in places[0].items():
        if id_ in places[1]:
            yield i, places[1][id_]


def _places(tasks: Sequence[TaskItem]) -> dict[str, int]:
    counts = Counter(task.id for task in tasks)
    return {task.id: i for i, task in enumerate(tasks) if task.id and counts[task.id] == 1}
