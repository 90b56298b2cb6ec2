"""Spaces that Chinese text does not have, and empty lines; the end of the text looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speechgen.document import Document
from speechgen.passes._cleaning import replace_all
from speechgen.passes._edit import Edit, warn

_GAP = re.compile(r"(?<=[^ \u3000\n])[ \u3000]++(?=[^ \u3000\n])")
_WIDE = re.compile(r"[㐀-鿿豈-﫿〇，。；：、！？“”‘’（）《》〈〉【】〔〕…—·％]")
_RUN = re.compile(r"[㐀-鿿〇\d]+")
_OFFICE = re.compile(r"(?:书记|[省市县区旗州镇乡局厅处科部院校会盟]长|主任|主席|常委|委员|巡视员)\Z")
_ATTACHMENT = re.compile(r"附[件表录][一二三四五六七八九十\d]*")
LONGEST_TITLE = 80
SHORTEST_HALF = 4
SHORTEST_PARAGRAPH = 60


def run(document: Document) -> Document:
    """The text without spaces between Chinese characters and without empty lines; a warning where it breaks off."""
    document = replace_all(document, "spaces", chinese=_gaps)
    return warn(document, "passes.cut-short", _broken_end(document.view.text))


def _gaps(text: str) -> Iterator[Edit]:
    for match in _GAP.finditer(text):
        left, right = text[match.start() - 1], text[match.end()]
        if not (_WIDE.match(left) or _WIDE.match(right)):
            continue
        if not _is_authors(text, *match.span()):
            yield match.start(), match.end(), ""
        elif match[0] != " ":
            yield match.start(), match.end(), " "


def _is_authors(text: str, start: int, end: int) -> bool:
    """A gap in a short line: between two longer runs of characters, an office and a name, 附件1 and its title."""
    before = text[max(0, start - LONGEST_TITLE) : start].rpartition("\n")[2]
    behind = text[end : end + LONGEST_TITLE].partition("\n")[0]
    if len(before) + len(behind) >= LONGEST_TITLE or "。" in before or "。" in behind:
        return False
    after = _RUN.match(text, end)
    length = len(after[0]) if after else 0
    if _OFFICE.search(before[-4:]):
        return 2 <= length <= 4
    if _ATTACHMENT.fullmatch(before):
        return True
    return length >= SHORTEST_HALF and bool(re.search(rf"[㐀-鿿〇]{{{SHORTEST_HALF}}}\Z", before))


def _broken_end(text: str) -> Iterator[tuple[int, int]]:
    """The end of a last line that is a paragraph and ends like none."""
    end = len(text.rstrip())
    line = text[text.rfind("\n", 0, end) + 1 : end]
    if len(line) >= SHORTEST_PARAGRAPH and re.search(r"[，。；]", line) and re.search(r"[㐀-鿿\w，、；：“（]\Z", line):
        yield max(0, end - 12), end
