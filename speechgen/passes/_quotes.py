"""Quotation marks: straight ones, ones that point the wrong way, ones without a partner. Each line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speechgen.passes._edit import Edit
from speechgen.rules import load_rule

_LINE = re.compile(r"[^\n]+")
_QUOTE = re.compile(r'["＂“”]')
_PAUSE = re.compile(r"[，。；：、！？,;:!?]")
_HAN = re.compile(r"[㐀-鿿]")


def straight_quotes(text: str) -> Iterator[Edit]:
    """Curved marks for the straight ones of each Chinese line whose marks then all have a partner."""
    for line in _LINE.finditer(text):
        marks = [m.start() for m in _QUOTE.finditer(text, *line.span())]
        edits: list[Edit] = []
        inside = False
        for at in marks:
            if text[at] == ("“" if inside else "”"):
                break
            inside = not inside
            if text[at] in '"＂':
                edits.append((at, at + 1, "“" if inside else "”"))
        else:
            if not inside and edits and _HAN.search(line[0]):
                yield from edits


def turned_quotes(text: str) -> Iterator[Edit]:
    """“甲“ becomes “甲” and ”甲” becomes “甲”, where 甲 is short and the marks on both sides then agree."""
    for line in _LINE.finditer(text):
        marks = [m.start() for m in re.finditer("[“”]", line[0])]
        signs = [line[0][i] for i in marks]
        for i, at in enumerate(marks):
            before, after = signs[i - 1 : i] if i else [], signs[i + 1 : i + 2]
            if signs[i] == "“" and before == ["“"] and after != ["”"] and _one_word(line[0], marks[i - 1], at):
                signs[i] = "”"
            elif signs[i] == "”" and before != ["“"] and after == ["”"] and _one_word(line[0], at, marks[i + 1]):
                signs[i] = "“"
            if signs[i] != line[0][at]:
                yield line.start() + at, line.start() + at + 1, signs[i]


def unpaired_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Places of the marks that no other one closes or opens, with a few characters behind them."""
    for line in _LINE.finditer(text):
        alone: list[int] = []
        chinese = _HAN.search(line[0])
        for m in _QUOTE.finditer(text, *line.span()):
            if m[0] == "”" and alone and text[alone[-1]] == "“":
                alone.pop()
            elif m[0] in "“”" or chinese:
                alone.append(m.start())
        yield from ((at, min(at + 8, line.end())) for at in alone)


def _one_word(line: str, start: int, end: int) -> bool:
    longest = load_rule("cleaning/punctuation")["longest_quote"]
    return 1 < end - start <= longest + 1 and not _PAUSE.search(line, start, end)
