"""Run-in heads without a number: short sentences at the head of a group of sentences (`紧盯时序抓进度。…`).

A single short sentence says little, so a head is believed for its siblings: at least two in one section, alike in
length, each followed by longer sentences, the first of them opening its paragraph; or sentences that open in the same
words (`五年来，我们…`).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from speechgen.source import Span

SHORTEST, LONGEST = 4, 16
MOST_UNLIKE = 4
"""How many characters siblings may differ in length."""
SERIES = 3
OPENER = re.compile(r"[^，。]{3,7}，.")
"""What makes `五年来，我们…` and `回首2025，我们…` the same opener: the words before the first ，, and the next."""
LONGEST_OPENED = 50


def find_heads(text: str, stretches: list[list[Span]]) -> list[Span]:
    """Which sentences are heads; `stretches` are the sentences of one section, one list a paragraph."""
    parallel = [s for sentences in stretches for s in _short_heads(text, sentences)]
    lengths = [len(s) for s in parallel]
    if len(parallel) < 2 or max(lengths) - min(lengths) > MOST_UNLIKE:
        parallel = []
    series = [s for sentences in stretches for s in _series(text, sentences)]
    return sorted({*parallel, *series, *_opened_alike(text, stretches)})


def _short_heads(text: str, sentences: list[Span]) -> list[Span]:
    """The short sentences of a paragraph that has one at its head, each with a longer sentence behind it."""
    if not sentences or not _is_short(text, sentences[0]):
        return []
    return _followed(text, sentences)


def _series(text: str, sentences: list[Span]) -> list[Span]:
    """Three short sentences or more of one length in one paragraph are heads also where other words open it."""
    heads = _followed(text, sentences)
    count = Counter(len(s) for s in heads)
    return [s for s in heads if count[len(s)] >= SERIES]


def _followed(text: str, sentences: list[Span]) -> list[Span]:
    return [a for a, b in pairwise(sentences) if _is_short(text, a) and not _is_short(text, b)]


def _is_short(text: str, sentence: Span) -> bool:
    words = text[sentence.start : sentence.end]
    return words.endswith("。") and SHORTEST <= len(words) - 1 <= LONGEST and not re.search(r"[，；：\d（）()]", words)


def _opened_alike(text: str, stretches: list[list[Span]]) -> list[Span]:
    """Sentences of up to 50 characters that share their first words with two others, with sentences behind them."""
    followed = [s for sentences in stretches for s, _ in pairwise(sentences)]
    followed += [sentences[0] for sentences in stretches[:-1] if len(sentences) == 1]  # a paragraph below elaborates it
    openers = sorted(s for s in followed if len(s) <= LONGEST_OPENED)
    first_words = [(s, found.group()) for s in openers if (found := OPENER.match(text, s.start, s.end))]
    count = Counter(words for _, words in first_words)
    return [s for s, words in first_words if count[words] >= 3]
