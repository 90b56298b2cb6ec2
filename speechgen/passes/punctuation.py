"""Full-width marks for Chinese text, plain digits and letters, quotation marks in pairs."""

from __future__ import annotations

import re

from speechgen.document import Document
from speechgen.passes._cleaning import replace_all
from speechgen.passes._edit import Edit, warn
from speechgen.passes._quotes import straight_quotes, turned_quotes, unpaired_quotes
from speechgen.rules import load_rule

FULL = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_ADDRESS = r"(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
_MARK = re.compile(rf"(?a:{_ADDRESS})|([,;:!?()])")
_CHINESE = re.compile(r"[㐀-鿿豈-﫿〇%％‰℃*＊□·，。；：！？、（）《》〈〉【】〔〕「」“”‘’—…～＋]")
_NUMBER = re.compile(r"\d[,:]\d")
_ODD_QUESTION = re.compile(r"(?<=[㐀-鿿“《（、，])\?++(?=[㐀-鿿”》），。、])")
LONGEST_RUN = 20
"""Marks and spaces in a row; a longer run is no punctuation."""
_QUESTION_REACH = 60
"""Characters before a ? among which a word that asks is looked for."""


def run(document: Document) -> Document:
    """The text with Chinese marks; warnings for quotation marks without a partner and for ? that ask nothing."""
    made = {"marks": _marks, "straight_quotes": straight_quotes, "quote_direction": turned_quotes}
    document = replace_all(document, "punctuation", **made)
    document = warn(document, "passes.unpaired-quote", unpaired_quotes(document.view.text))
    odd = (m.span() for m in _ODD_QUESTION.finditer(document.view.text))
    return warn(document, "passes.lost-characters", odd)


def _marks(text: str) -> list[Edit]:
    """Each half-width mark that stands in Chinese text, as a full-width one."""
    places = [m.start() for m in _MARK.finditer(text) if m[1]]
    full = _brackets(text, [i for i in places if text[i] in "()"])
    for i in places:
        if text[i] not in "()" and _in_chinese(text, i, i - 1 in full):
            full.add(i)
    return [(i, i + 1, FULL[text[i]]) for i in places if i in full]


def _in_chinese(text: str, at: int, behind_mark: bool) -> bool:
    """Whether the mark at `at` belongs to Chinese text, by what stands on both sides of it."""
    if at and _NUMBER.match(text, at - 1):
        return False
    left = "，" if behind_mark else _neighbour(text, at - 1, -1)
    right = _neighbour(text, at + 1, 1)
    if text[at] == "?":
        return _is_chinese(left) and (right in "\n”’」）" or _asks(text, at))
    if text[at] == "!":
        return _is_chinese(left)
    redacted = text[at] in ",;" and left in "XxＸ" and right in "XxＸ"
    return _is_chinese(left) or _is_chinese(right) or redacted


def _neighbour(text: str, at: int, step: int) -> str:
    """The nearest character that is neither a half-width mark (but ?) nor a space; "\\n" at the ends of a line."""
    for _ in range(LONGEST_RUN):
        if not 0 <= at < len(text):
            return "\n"
        if text[at] not in ',;:!()-."＂ \u3000':
            return text[at]
        at += step
    return "\n"


def _is_chinese(character: str) -> bool:
    return bool(_CHINESE.match(character))


def _asks(text: str, at: int) -> bool:
    """Whether the sentence that ends at `at` has a word that asks."""
    sentence = re.split(r"[。！？；!?;\n]", text[max(0, at - _QUESTION_REACH) : at])[-1]
    return bool(re.search(load_rule("cleaning/punctuation")["question_words"], sentence))


def _brackets(text: str, places: list[int]) -> set[int]:
    """Brackets that hold Chinese text or stand in it: pairs within a line, and single ones beside Chinese."""
    chosen: set[int] = set()
    open_: list[int] = []
    line_end = -1
    for i in places:
        if i > line_end:
            chosen.update(j for j in open_ if _beside_chinese(text, j))
            open_, line_end = [], text.find("\n", i) % (len(text) + 1)
        if text[i] == "(":
            open_.append(i)
        elif not open_:
            chosen.update([i] if _beside_chinese(text, i) else [])
        elif _holds_chinese(text, start := open_.pop(), i):
            chosen.update((start, i))
    return chosen | {j for j in open_ if _beside_chinese(text, j)}


def _beside_chinese(text: str, at: int) -> bool:
    return _is_chinese(_neighbour(text, at - 1, -1)) or _is_chinese(_neighbour(text, at + 1, 1))


def _holds_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands beside the pair, or inside it at its ends or within a line's reach."""
    outside = _is_chinese(_neighbour(text, start - 1, -1)) or _is_chinese(_neighbour(text, end + 1, 1))
    return outside or bool(_CHINESE.search(text, start, min(end, start + 200)))
