"""Where a long title breaks: words whole, lines of a trapezium or a lozenge (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise

from speechgen.chinese.words import find_words

NOT_FIRST = "的和与及暨之了等县市区州省镇乡村年月日号届次项%％、，。：；》”’）〉】！？"
NOT_LAST = "在关于对把将为从向以第《“‘（〈【"
MOST_LINES = 4
"""A title of more lines is none; it breaks wherever a line is full."""
STEP = 4
"""By how many characters two lines should differ, to be no rectangle."""
LEAST_STEP = 2
"""By how many characters the longest line and the shortest differ at least; less looks like a rectangle."""

_TOGETHER = re.compile(
    r"\d+(?:\.\d+)?[年月日号届次项%％]?|第[一二三四五六七八九十百\d]+[届次](?:全体)?(?:会议)?|第[一二三四五六七八九十百\d]+[个批号]|[A-Za-z]+\d*"
    r"|人民代表大会|(?:人民)?政府(?:办公[室厅])?|委员会|领导(?:同志|干部)|营商环境|高质量发展|乡村振兴|安全生产|工作(?:安排|报告|要点|方案)"
    r"|(?:任务|责任)?(?:分解|督查|责任)(?:清单|方案|表)|重点(?:工作|任务|项目)|实施(?:意见|方案|细则)|[县市区州]委"
)
"""What is one word in a title whatever the dictionary says: a number with its measure, a meeting with its count, a name
in Latin, and set phrases of this genre that the dictionary parts."""
_PAUSE = re.compile(
    r"(?<=[暨的》”）、])(?![暨的》”）、])|(?=关于|印发|贯彻|落实|进一步|深入|全面|加快|推[动进]|促进|加强|做好|开展|优化|调整|打造|建设)"
    r"|(?<=办公[室厅])|(?<=年)(?=[^度底内])|(?<=[大上全]会)|(?<=会议)"
)
"""Where somebody who reads a title aloud might pause: before the verb that opens a phrase, behind its end."""


def title_lines(title: str, most: int) -> tuple[str, ...]:
    """The title in lines of at most `most` characters, as few as will do; one that fits stays whole.

    A trapezium or a lozenge wherever words allow it. Words are kept whole as far as they fit; a title without any
    place to break is returned as it is.
    """
    if len(title) <= most:
        return (title,)
    ends = [0, *accumulate(map(len, _words(title)))]
    fit = 1 + (len(title) - 1) // most
    ways = [way for count in range(fit, min(fit + 1, MOST_LINES) + 1) for way in _ways(ends, count, most)]
    if not ways:
        return (title,)
    edges = min(ways, key=lambda way: _cost(title, way))
    return tuple(title[start:end] for start, end in pairwise(edges))


def is_laddered(lengths: Sequence[int]) -> bool:
    """Whether lines of these lengths make a trapezium or a lozenge, and neither a rectangle nor an hourglass."""
    hourglass = any(b < max(lengths[:n]) and b < max(lengths[n + 1 :]) for n, b in enumerate(lengths[1:-1], 1))
    return len(lengths) < 2 or (max(lengths) - min(lengths) >= LEAST_STEP and not hourglass)


def _words(title: str) -> Iterator[str]:
    """The dictionary's words; numbers stay with what they count, brackets and quotation marks with what they hold."""
    at, held = 0, ""
    ends = set(accumulate(map(len, find_words(title))))
    for found in _TOGETHER.finditer(title):
        ends -= set(range(found.start() + 1, found.end()))
    for end in sorted(ends | {len(title)}):
        held += title[at:end]
        at = end
        opened = held[-1] in "《“‘（〈【"
        closes = title[end : end + 1] in tuple("》”’）〉】、，：；。！？")
        if not opened and not closes:
            yield held
            held = ""
    if held:
        yield held


def _ways(ends: Sequence[int], count: int, most: int) -> Iterator[tuple[int, ...]]:
    for inner in combinations(ends[1:-1], count - 1):
        edges = (0, *inner, ends[-1])
        if all(end - start <= most for start, end in pairwise(edges)):
            yield edges


def _cost(title: str, edges: tuple[int, ...]) -> int:
    """Less is better: the shape weighs most, then what stands at the ends of lines, then few lines and even steps."""
    lengths = [end - start for start, end in pairwise(edges)]
    bad_places = sum(title[e] in NOT_FIRST or title[e - 1] in NOT_LAST for e in edges[1:-1])
    pauses = sum(bool(_PAUSE.match(title, e)) for e in edges[1:-1])
    uneven = sum(abs(abs(a - b) - STEP) for a, b in pairwise(lengths))
    return 50 * (not is_laddered(lengths)) + 20 * bad_places - 6 * pauses + 8 * len(lengths) + uneven
