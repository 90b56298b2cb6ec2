"""Text that a converter ran together is cut into lines where the author's headings begin, and behind a salutation."""

from __future__ import annotations

import re

from speechgen.document import Document
from speechgen.passes._edit import apply
from speechgen.passes._numbering import Number, Series, number_at
from speechgen.rules import load_rule

BREAK = "\n"
BEHIND = re.compile(r"[。！？：；…）](?=[一二三四五六七八九十（(\d])")
LISTED = re.compile(r"[^。\n]{0,300}；(?:[二2][、.．]|[（(][二2][）)])")
"""`报告分四部分：一、…；二、…。` lists in one sentence what it speaks of."""
DASHED = re.compile(r"^——", re.M)
GLUED_DASH = re.compile(r"(?<=：)——(?=[^，。；：\n\d]{4,28}。)")
OWN_LINE = ("part", "chapter", "一、", "（一）", "1.")


def run(document: Document) -> Document:
    """Line breaks put in; each is a change that the report lists."""
    text = document.view.text
    headings = _headings(text)
    cuts = sorted({*_salutations(text), *headings, *_run_on_titles(text, headings), *_dashed(text)})
    return apply(document, "split_lines", [(at, at, BREAK) for at in cuts])


def _salutations(text: str) -> list[int]:
    """Behind the first salutation that the text runs on from, if it stands at the start of a line."""
    found = re.search(rf"^{load_rule('outline/front')['salutation_run_in']}(?=[^\n])", text, re.M)
    return [found.end()] if found else []


def _headings(text: str) -> list[int]:
    """Where a number that counts on from the one before opens a heading in the middle of a line."""
    series = Series()
    cuts = []
    for at in sorted({*(m.end() for m in BEHIND.finditer(text)), *(m.start() for m in re.finditer(r"^", text, re.M))}):
        number = number_at(text, at) if at < len(text) else None
        if number is None or number.run_in or not series.fits(number):
            continue
        own_line = at == 0 or text[at - 1] == BREAK
        if not own_line and not _believable(text, at, number, series):
            continue
        if not own_line:
            cuts.append(at)
        series.enter(number.style, number.value)
    return cuts


def _run_on_titles(text: str, cut: list[int]) -> list[int]:
    """Behind a numbered title to which the next sentence is glued."""
    starts = sorted({*cut, *(m.start() for m in re.finditer(r"^", text, re.M))})
    ends = (run_on_end(text, at) for at in starts if at < len(text))
    return [end for end in ends if end]


def run_on_end(text: str, at: int) -> int | None:
    """Where the title that begins with a number at `at` ends, if a sentence is glued to it."""
    rule = load_rule("outline/run_on")
    number = number_at(text, at)
    if number is None or number.style not in OWN_LINE[:4]:
        return None
    for title, opening in (("title", "opening"), ("named_title", "named_opening")):
        if found := re.compile(f"({rule[title]})(?={rule[opening]})").match(text, number.span.end):
            return found.end()
    return None


def _dashed(text: str) -> list[int]:
    """Where a point of a list of dashes is glued to the lead-in of the list; the other points stand on their own."""
    if len(DASHED.findall(text)) < 2:
        return []
    return [m.start() for m in GLUED_DASH.finditer(text)]


def _believable(text: str, at: int, number: Number, series: Series) -> bool:
    """In the middle of a line: 一、 and （一） from one or counting on; 1. only counting on, behind 。 or a bracket."""
    if number.style not in OWN_LINE:
        return False
    before = dict(series.stack).get(number.style, 0)
    if number.style == "1.":
        return text[at - 1] in "。）" and before > 0 and number.value == before + 1
    if text[at - 1] == "：" and LISTED.match(text, at):
        return False
    return text[at - 1] in "。！？：…）" and number.value in (1, before + 1)
