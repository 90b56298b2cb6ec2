"""The words: where lines begin and end, and whether what can be copied is what was written (clause 9, practice)."""

from __future__ import annotations

from benchmarks.conformance.copies import Copy
from benchmarks.conformance.readings import Reading, listed

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’％%℃…·,.;:?!)]}")
"""May not begin a line (GB/T 15834-2011, 5.1)."""
NOT_LAST = frozenset("（《〈「『【〔“‘([{")
"""May not end one."""
UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""Characters without a width."""


def forbidden(copy: Copy) -> Reading | None:
    """No line begins with what closes, none ends with what opens, in paragraphs as in headings and titles."""
    lines = [line for p in copy.pieces for line in p.lines if len(p.lines) > 1]
    if not lines:
        return None
    starts = [f"行首“{line[0].text}”" for line in lines if line[0].text in NOT_FIRST]
    ends = [f"行末“{line[-1].text}”" for line in lines if line[-1].text in NOT_LAST]
    return Reading("没有", listed(starts + ends) or f"没有（{len(lines)}行）", not starts + ends)


def same_words(copy: Copy) -> Reading:
    """Each block's words once, in order, no other ones between them; nothing unseen among them."""
    missing = [p.words[:12] for p in copy.pieces if p.words and not p.glyphs]
    unseen = sum(g.text in UNSEEN for s in copy.sheets for g in s.glyphs)
    printed = sum(len(s.words) for s in copy.sheets)
    known = sum(len(p.glyphs) for p in copy.pieces)
    more = printed - known if not copy.tables else 0
    told = [f"缺“{w}…”" for w in missing] + ([f"多{more}字"] if more else []) + ([f"隐形{unseen}字"] if unseen else [])
    return Reading("一致", "，".join(told[:3]) or "一致", not told)
