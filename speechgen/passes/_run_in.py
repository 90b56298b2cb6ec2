"""Run-in heads without a number: short sentences at the head of a group of sentences (`紧盯时序抓进度。…`).

A single short sentence says little, so a head is believed for its siblings: at least two in one section, alike in
length, each followed by longer sentences; or sentences that open in the same words (`五年来，我们…`) or are built alike
(`项目拉动作用凸显，工业经济稳步增长。`). Short heads between heads of that kind stand one level below them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from speechgen.source import Span

Stretch = list[Span]
"""The sentences of one paragraph, or of what is left of it behind a head."""
SHORTEST, LONGEST = 4, 16
MOST_UNLIKE = 4
"""How many characters siblings may differ in length."""
SERIES = 3
SERIES_UNLIKE = 2
"""How many characters the members of a series inside a paragraph may differ."""
OPENER = re.compile(r"[^，。]{3,7}，.")
"""What makes `五年来，我们…` and `回首2025，我们…` the same opener: the words before the first ，, and the next."""
LONGEST_OPENED = 50
DASHED = re.compile(r"——?[^，。；：\d]{4,28}。")
CALLED = re.compile(r"要[一-鿿]{2,4}，[^，。；：\d]{4,16}。")
"""`要懂数据，弄清家底“有什么”。`: what to do, and what it is for."""
CLAUSE = r"[^，。；：、“”《》（）\d]"
CALLED_SHORT = re.compile(r"要[一-鿿]{5,12}。")
"""`要保持定力不动摇。`: so short that only a longer sentence behind it makes it a head."""
PAIRED = re.compile(rf"(?!(?:各位|同志|我们|他们|这|那|但)){CLAUSE}{{4,12}}，{CLAUSE}{{4,12}}。")
TURN = re.compile(r"各位代表[，！]")
"""Ends what the heads before it hold: what follows belongs to the report as a whole."""
NO_HEAD = re.compile(r"感谢|谢意|敬意|我(?:们)?(?:坚信|相信)|各位代表|同志们|一年[。，]|之年[。，]")


def find_heads(text: str, stretches: list[Stretch]) -> list[tuple[Span, int]]:
    """Which sentences are heads, each with 0, with 1 where it stands below another, with -1 behind `各位代表！`.

    `stretches` are the sentences of one section, one list a paragraph.
    """
    outer = {*_opened_alike(text, stretches), *_paired(text, stretches)}
    found = [(s, 0) for s in outer]
    for depth, group in _between(text, stretches, outer):
        found += [(s, depth) for s in _inner(text, [s for s in group if s])]
    return sorted(found)


def _between(text: str, stretches: list[Stretch], heads: set[Span]) -> list[tuple[int, list[Stretch]]]:
    """The stretches in front of the first head at depth 0, those behind each at 1, until the speaker turns to all."""
    groups: list[tuple[int, list[Stretch]]] = [(0, [])]
    for sentences in stretches:
        groups[-1][1].append([])
        for sentence in sentences:
            if sentence in heads:
                groups.append((1, [[]]))
                continue
            if TURN.match(text, sentence.start, sentence.end) and sentence == sentences[0]:
                groups.append((-1, [[]]))
            groups[-1][1][-1].append(sentence)
    return groups


def _inner(text: str, stretches: list[Stretch]) -> list[Span]:
    """Heads of one group: short ones, ones behind a dash, ones that call for something."""
    short = set(_short_heads(text, stretches))
    opened = [s for s in stretches if s and s[0] in short]
    rest = [s for s in stretches if s and s[0] not in short] if len(opened) > 1 else stretches
    found = {*short, *_dashed(text, stretches), *(s for sentences in rest for s in _series(text, sentences))}
    found |= {s for sentences in stretches for s in _called(text, sentences)}
    return sorted(found)


def _short_heads(text: str, stretches: list[Stretch]) -> list[Span]:
    """Short sentences that open a paragraph, and those like them further down in it.

    Where each paragraph opens with a head, a few short sentences inside are measures, not heads.
    """
    opened = [s for s in stretches if s and s[0] in _followed(text, s)]
    firsts = _alike([s[0] for s in opened], MOST_UNLIKE)
    if len(opened) >= SERIES and 2 * len(firsts) > len(opened):  # a longer one among them is one of them
        firsts = [s[0] for s in opened]
    inside = [s for sentences in opened if sentences[0] in firsts for s in _followed(text, sentences)[1:]]
    if len(firsts) >= 2:
        lengths = [len(s) for s in firsts]
        openings = {text[s.start : s.start + 2] for s in firsts}
        inside = [s for s in inside if len(openings) > 1 or text[s.start : s.start + 2] in openings]
        inside = [s for s in inside if min(lengths) <= len(s) <= max(lengths)]
        return [*firsts, *inside] if len(inside) >= len(firsts) else firsts
    heads = [*firsts, *inside]
    if len(heads) < 2 or max(map(len, heads)) - min(map(len, heads)) > MOST_UNLIKE:
        return []
    return _opened_like_most(text, heads)


def _opened_like_most(text: str, heads: list[Span]) -> list[Span]:
    """Without the one that opens in other words than the three or more others (着力…, 着力…, 着力…)."""
    (opening, count), *_ = Counter(text[s.start : s.start + 2] for s in heads).most_common(1)
    if count < SERIES or len(heads) - count > 1:
        return heads
    return [s for s in heads if text.startswith(opening, s.start)]


def _alike(sentences: list[Span], most: int) -> list[Span]:
    """The most of these that differ by no more than `most` characters."""
    lengths = sorted({len(s) for s in sentences})
    windows = ([s for s in sentences if low <= len(s) <= low + most] for low in lengths)
    return max(windows, key=len, default=[])


def _series(text: str, sentences: Stretch) -> list[Span]:
    """Three short sentences or more, alike in length, in one paragraph are heads also where other words open it."""
    heads = _followed(text, sentences)
    if len(heads) >= SERIES and max(map(len, heads)) - min(map(len, heads)) <= SERIES_UNLIKE:
        return _opened_like_most(text, heads)
    count = Counter(len(s) for s in heads)
    same = {length for length, n in count.items() if n >= SERIES}
    found = [a for a, b in pairwise(sentences) if len(a) in same and len(b) != len(a) and _is_short(text, a)]
    return _opened_like_most(text, found) if found else []


def _followed(text: str, sentences: Stretch) -> list[Span]:
    return [a for a, b in pairwise(sentences) if _is_short(text, a) and not _is_short(text, b)]


def _is_short(text: str, sentence: Span) -> bool:
    words = text[sentence.start : sentence.end]
    fits = words.endswith("。") and SHORTEST <= len(words) - 1 <= LONGEST
    return fits and not re.search(r"[，；：\d（）()]", words) and not NO_HEAD.search(words)


def _dashed(text: str, stretches: list[Stretch]) -> list[Span]:
    """`——坚持统筹兼顾。…`: a dash alone makes a short sentence a head, a longer one needs a sibling."""
    found = [s[0] for s in stretches if len(s) > 1 and DASHED.fullmatch(text, s[0].start, s[0].end)]
    return [s for s in found if len(found) > 1 or len(s) <= LONGEST + 3]


def _called(text: str, sentences: Stretch) -> list[Span]:
    """Two or more of `要懂数据，…。` or `要保持定力不动摇。` in one paragraph, each with sentences behind it."""
    found = [
        a
        for a, b in pairwise(sentences)
        if CALLED.fullmatch(text, a.start, a.end)
        or (CALLED_SHORT.fullmatch(text, a.start, a.end) and not _is_short(text, b))
    ]
    return found if len(found) > 1 else []


def _paired(text: str, stretches: list[Stretch]) -> list[Span]:
    """`甲稳步增长，乙明显改善。` at the head of three paragraphs or more, each with sentences behind it."""
    found = [s[0] for s in stretches if len(s) > 2 and PAIRED.fullmatch(text, s[0].start, s[0].end)]
    found = [s for s in found if not NO_HEAD.search(text[s.start : s.end])]
    return found if len(found) >= SERIES else []


def _opened_alike(text: str, stretches: list[Stretch]) -> list[Span]:
    """Sentences of up to 50 characters that share their first words with two others, with sentences behind them."""
    followed = [s for sentences in stretches for s, _ in pairwise(sentences)]
    followed += [sentences[0] for sentences in stretches[:-1] if len(sentences) == 1]  # a paragraph below elaborates it
    openers = sorted(s for s in followed if len(s) <= LONGEST_OPENED and not NO_HEAD.search(text[s.start : s.end]))
    first_words = [(s, found.group()) for s in openers if (found := OPENER.match(text, s.start, s.end))]
    count = Counter(words for _, words in first_words)
    return [s for s, words in first_words if count[words] >= 3]
