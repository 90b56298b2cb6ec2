"""Where a long title breaks: words whole, lines of a trapezium or a lozenge (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise

from speechgen.chinese.words import find_words

NOT_FIRST = "的和与及暨之了、，。：；》”）〉】！？"
NOT_LAST = "在关于对把将为从向以《“（〈【"
MOST_LINES = 4
"""A title of more lines is none; it breaks wherever a line is full."""
STEP = 4
"""By how many characters two lines should differ, to be no rectangle."""


def title_lines(title: str, most: int) -> tuple[str, ...]:
    """The title in lines of at most `most` characters, as few as will do; one that fits stays whole.

    Words are kept whole as far as they fit; a title without any place to break is returned as it is.
    """
    if len(title) <= most:
        return (title,)
    ends = [0, *accumulate(map(len, find_words(title)))]
    fit = 1 + (len(title) - 1) // most
    for count in range(fit, min(fit + 1, MOST_LINES) + 1):
        if ways := list(_ways(ends, count, most)):
            edges = min(ways, key=lambda way: _cost(title, way))
            return tuple(title[start:end] for start, end in pairwise(edges))
    return (title,)


def _ways(ends: Sequence[int], count: int, most: int) -> Iterator[tuple[int, ...]]:
    for inner in combinations(ends[1:-1], count - 1):
        edges = (0, *inner, ends[-1])
        if all(end - start <= most for start, end in pairwise(edges)):
            yield edges


def _cost(title: str, edges: tuple[int, ...]) -> int:
    lengths = [end - start for start, end in pairwise(edges)]
    bad_places = sum(title[e] in NOT_FIRST or title[e - 1] in NOT_LAST for e in edges[1:-1])
    uneven = sum(abs(abs(a - b) - STEP) for a, b in pairwise(lengths))
    hourglass = any(a > b < c for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    return 20 * bad_places + 10 * hourglass + uneven
