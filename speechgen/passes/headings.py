"""Outline: which words are headings, at which level, and which text stands under them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from speechgen.chinese.sentences import sentence_ranges
from speechgen.document import Block, Document, Heading, Inline, Paragraph
from speechgen.passes._numbering import Number, Series, numbers_in
from speechgen.passes._run_in import find_heads
from speechgen.source import Span

LONGEST_TITLE = 50
"""Characters; a longer first sentence behind a number is content."""
LONGEST_RUN_IN_TITLE = 36
COUNTS = re.compile(r"\d[^，。]{0,3}(?:个|项|条|家|户|所|座|处|%|％|元|亩|人|公里|年内)|年内|年底|\d月")
"""What a title does not say: how many, or by when."""
LONGEST_LINE = 30
"""Characters of an unnumbered heading on a line of its own."""
CLAUSES = re.compile(r"一[是要][^。！？]{0,300}；二[是要]")
ENDINGS = "。；：:;！!？?，…"
LOOKS_BACK = re.compile(r"(?:对(?:于)?)?(?:这些|上述|以上)[^，。]{0,6}(?:问题|困难|不足|短板|差距)|对(?:此|于此)，")
"""How a sentence opens that speaks of a whole list and elaborates no member of it."""
BRACKET_ONLY = re.compile(r"[（(](?=[^）)]*(?:单位|牵头|负责|配合))[^）)]*[）)]。?")


@dataclass
class _Piece:
    """A number (or none) and the stretch of its line that it opens."""

    number: Number | None
    start: int
    end: int
    line_start: bool
    last_of_line: bool
    opens_list: bool
    """A deeper list (一是 …) begins right behind its stretch."""


def run(document: Document) -> Document:
    """Headings and paragraphs as blocks, in order; title lines and tables are left as the passes before made them."""
    text = document.view.text
    series = Series()
    blocks: list[Block] = []
    body = [b for b in document.blocks if isinstance(b, Paragraph) and _is_body(b)]
    numbered = _numbered_lines(text, body)
    for i, block in enumerate(document.blocks):
        if not (isinstance(block, Paragraph) and block.span and _is_body(block)):
            blocks.append(block)
            continue
        following = document.blocks[i + 1] if i + 1 < len(document.blocks) else None
        blocks += _line_blocks(text, block, _opens_numbered(following, numbered), series)
    return replace(document, blocks=tuple(_with_run_in_heads(text, blocks)))


def _is_body(block: Paragraph) -> bool:
    return block.span is not None and (block.role == "body" or block.role.startswith("heading"))


def _numbered_lines(text: str, body: list[Paragraph]) -> set[int]:
    """Where body lines begin that a number opens."""
    return {b.span.start for b in body if b.span and _first_number(text, b.span)}


def _first_number(text: str, line: Span) -> Number | None:
    found = numbers_in(text, line.start, line.end)
    return found[0] if found and found[0].span.start == line.start else None


def _opens_numbered(block: Block | None, numbered: set[int]) -> bool:
    return not isinstance(block, Paragraph) or block.span is None or block.span.start in numbered


def _line_blocks(text: str, paragraph: Paragraph, alone: bool, series: Series) -> list[Block]:
    """The blocks of one body line; `alone`: no unnumbered paragraph follows that could elaborate it."""
    assert paragraph.span is not None
    line = paragraph.span
    pieces = _pieces(text, line, series)
    styled = paragraph.role.startswith("heading") and len(line) <= LONGEST_TITLE
    if len(pieces) == 1 and pieces[0].number is None and (styled or _is_bare_heading(text, line, alone)):
        level = series.enter(paragraph.role if styled else "line")
        return [Heading(level, (Inline(text[line.start : line.end]),), "", line)]
    blocks: list[Block] = []
    for piece in pieces:
        if piece.number is None:
            blocks.append(Paragraph(span=Span(piece.start, piece.end)))
        else:
            blocks += _numbered_blocks(text, piece, alone, series)
    return blocks


def _pieces(text: str, line: Span, series: Series) -> list[_Piece]:
    """The line cut before each number that counts on."""
    accepted: list[Number] = []
    trial = Series()
    trial.stack, trial.last = list(series.stack), dict(series.last)
    for number in numbers_in(text, line.start, line.end):
        if trial.fits(number) and not (number.run_in and _lists_clauses(text, number.span.start, line.end)):
            trial.enter(number.style, number.value)
            accepted.append(number)
    cuts = [n.span.start for n in accepted] + [line.end]
    before = _Piece(None, line.start, cuts[0], True, not accepted, False)
    pieces = [] if accepted and cuts[0] == line.start else [before]
    for k, number in enumerate(accepted):
        following = accepted[k + 1] if k + 1 < len(accepted) else None
        opens = following is not None and following.value == 1 and following.style != number.style
        pieces.append(_Piece(number, cuts[k], cuts[k + 1], cuts[k] == line.start, following is None, opens))
    return pieces


def _lists_clauses(text: str, at: int, end: int) -> bool:
    """Whether the number at `at` is one of `一是…；二是…。`: clauses of one sentence, which head nothing."""
    return (at > 0 and text[at - 1] == "；") or CLAUSES.match(text, at, end) is not None


def _numbered_blocks(text: str, piece: _Piece, alone: bool, series: Series) -> list[Block]:
    """A heading, and the paragraph that runs on behind its title."""
    assert piece.number is not None
    level = series.enter(piece.number.style, piece.number.value)
    begin = piece.number.span.end
    title_end, ending_end = _title(text, piece, begin, alone)
    number = text[piece.start : begin]
    title = (Inline(text[begin:title_end]),) if title_end > begin else ()
    heading = Heading(level, title, number, Span(piece.start, ending_end), joined=not piece.line_start)
    rest = Span(ending_end, piece.end)
    return [heading, Paragraph(span=rest)] if len(rest) else [heading]


def _title(text: str, piece: _Piece, begin: int, alone: bool) -> tuple[int, int]:
    """Where the title ends and where its closing mark ends; `(begin, begin)` where the number opens content."""
    assert piece.number is not None
    sentences = list(sentence_ranges(text, begin, piece.end))
    if not sentences:
        return begin, begin
    first_end = sentences[0][1]
    title_end = first_end
    while title_end > begin and text[title_end - 1] in ENDINGS:
        title_end -= 1
    if _reads_as_title(text, piece, Span(begin, title_end), Span(first_end, piece.end), alone):
        return title_end, first_end
    return begin, begin


def _reads_as_title(text: str, piece: _Piece, title: Span, rest: Span, alone: bool) -> bool:
    """A title is short and has text under it: sentences behind it, paragraphs below it, or headings of deeper levels.

    ANNOTATION, settled cases: a number whose sentence stands alone up to 。 with more sentences behind it that
    elaborate it has that sentence as its title; a numbered item whose text is the content itself has none.
    """
    assert piece.number is not None
    words = text[title.start : title.end]
    behind = text[rest.start : rest.end]
    limit = LONGEST_RUN_IN_TITLE if piece.number.run_in else LONGEST_TITLE
    if not words or len(words) > limit or "；" in words or (piece.number.run_in and COUNTS.search(words)):
        return False
    if behind:
        if title.end == rest.start:  # closed by nothing that could part it from what follows
            return False
        if piece.number.run_in and not piece.opens_list and LOOKS_BACK.match(behind):
            return False
        return BRACKET_ONLY.fullmatch(behind) is None
    if piece.number.run_in:
        return piece.opens_list or (piece.last_of_line and not alone)
    if text[title.end : rest.start] in ("", "：", ":"):
        return True
    return piece.number.style in ("part", "chapter", "一、", "（一）") or not alone


def _is_bare_heading(text: str, line: Span, alone: bool) -> bool:
    """A short line without closing punctuation, above a paragraph: a heading that has no number."""
    words = text[line.start : line.end]
    return (
        2 <= len(words) <= LONGEST_LINE
        and words[-1] not in "。；：！？，、）)”."
        and not re.search(r"^\d(?!\d{3}年)|\d{4}年\d{1,2}月\d{1,2}日$|^—|^附件", words)
        and not alone
    )


def _with_run_in_heads(text: str, blocks: list[Block]) -> list[Block]:
    """Paragraphs cut at the run-in heads without a number that stand in them."""
    out: list[Block] = []
    group: list[Block] = []
    level = 0
    for block in [*blocks, Heading(1)]:
        if isinstance(block, Paragraph) and block.role == "body":
            group.append(block)
            continue
        out += _group_with_heads(text, group, level + 1)
        group = []
        if isinstance(block, Heading):
            level = block.level
        out.append(block)
    return out[:-1]


def _group_with_heads(text: str, group: list[Block], level: int) -> list[Block]:
    """The paragraphs of one section, their heads set apart at `level` and below."""
    spans = [b.span for b in group if isinstance(b, Paragraph) and b.span]
    stretches = [[Span(*r) for r in sentence_ranges(text, s.start, s.end)] for s in spans]
    heads = dict(find_heads(text, stretches)) if level > 1 else {}
    out: list[Block] = []
    for span, sentences in zip(spans, stretches, strict=True):
        begin = span.start
        for sentence in (s for s in sentences if s in heads):
            if begin < sentence.start:
                out.append(Paragraph(span=Span(begin, sentence.start)))
            title = (Inline(text[sentence.start : sentence.end - 1]),)
            joined = sentence.start > 0 and text[sentence.start - 1] != "\n"
            out.append(Heading(2 if heads[sentence] < 0 else level + heads[sentence], title, "", sentence, joined))
            begin = sentence.end
        if begin < span.end:
            out.append(Paragraph(span=Span(begin, span.end)))
    return out
