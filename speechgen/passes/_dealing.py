"""The lines of a row of a flattened table, dealt to its columns: each line to the column that it reads most like.

Columns are filled from left to right; a cell may be empty (merged with the one above, or blank and so lost) and may
have several lines. Of all ways to deal a row, the one with the most points is taken.
"""

from __future__ import annotations

import re
from itertools import accumulate

from speechgen.passes._party_names import is_party, split_names
from speechgen.passes.dues import find_dues
from speechgen.rules import load_rule
from speechgen.source import Span

GROUPS = {
    "number": "number", "category": "text", "task": "text", "goal": "text", "lead": "units", "duty": "units",
    "duty_support": "units", "support": "units", "leader": "leader", "lead_leader": "leader", "due": "due",
}  # fmt: skip
"""Columns that hold the same kind of words; any other is `other`."""
FITS = {
    "number": {"number": 4, "text": -1, "other": 1, "units": -4, "leader": -4, "due": -4},
    "unit": {"number": -6, "text": -3, "other": -1, "units": 3, "leader": -2, "due": -4},
    "due": {"number": -6, "text": -1, "other": 0, "units": -4, "leader": -4, "due": 3},
    "person": {"number": -6, "text": 0, "other": 0, "units": -1, "leader": 3, "due": -3},
    "text": {"number": -6, "text": 2, "other": 1, "units": -2, "leader": -2, "due": -1},
    "nothing": {"number": -6, "text": -2, "other": 1, "units": 1, "leader": 1, "due": 1},
}
"""What a line reads like, and how well it goes with a column."""
EMPTY = {"number": -6.0, "task": -4.0, "goal": -1.0, "support": -0.5, "units": -1.5, "due": -1.0}
"""What an empty cell costs, by what its column holds; others hardly anything: a category is often merged."""
HARDLY = -0.5
AGAIN = {"text": -1.5, "support": -0.5}
"""What a further line in a cell costs; the last column of units takes what is left."""
ONE_MORE = -1.0
UNFIT = -2
LONGEST_DUE = 16


def deal(text: str, lines: list[Span], header: list[str]) -> list[list[Span]]:
    """The lines by column; `header` says what the columns hold."""
    cells: list[list[Span]] = [[] for _ in header]
    kinds = [_kind(text, line) for line in lines]
    columns = list(range(len(header))) if _fit_one_each(kinds, header) else _columns(kinds, header)
    for line, column in zip(lines, columns, strict=True):
        cells[column].append(line)
    return cells


def _fit_one_each(kinds: list[str], header: list[str]) -> bool:
    """Whether a row has one line a column, and none that reads like what another column holds."""
    if len(kinds) != len(header):
        return False
    fits = (FITS[kind][GROUPS.get(meaning, "other")] for kind, meaning in zip(kinds, header, strict=True))
    return all(kind == "text" or fit > UNFIT for kind, fit in zip(kinds, fits, strict=True))


def _kind(text: str, line: Span) -> str:
    """What a line reads like, by its words alone."""
    words = text[line.start : line.end]
    rule = load_rule("tables/headers")
    if re.fullmatch(r"\d+[.、．]?", words):
        return "number"
    if re.fullmatch(rule["nothing"], words):
        return "nothing"
    if re.fullmatch(rule["person"], words):
        return "person"
    if is_party(words) or split_names(text, line.start, line.end):
        return "unit"
    due = len(line) <= LONGEST_DUE and next(find_dues(text, line, 2000), None) is not None
    return "due" if due else "text"


def _columns(kinds: list[str], header: list[str]) -> list[int]:
    """The column of each line: never left of the line before."""
    groups = [GROUPS.get(meaning, "other") for meaning in header]
    empty = [0.0, *accumulate(EMPTY.get(m, EMPTY.get(g, HARDLY)) for m, g in zip(header, groups, strict=True))]
    again = [AGAIN.get(m, AGAIN.get(g, ONE_MORE)) for m, g in zip(header, groups, strict=True)]
    points = [[empty[c] + FITS[kinds[0]][groups[c]] for c in range(len(header))]] if kinds else []
    came_from: list[list[int]] = []
    for kind in kinds[1:]:
        last, row, origins = points[-1], [], []
        for c, group in enumerate(groups):
            ways = [(last[c] + again[c], c)] + [(last[k] + empty[c] - empty[k + 1], k) for k in range(c)]
            best, origin = max(ways)
            row.append(best + FITS[kind][group])
            origins.append(origin)
        points.append(row)
        came_from.append(origins)
    if not points:
        return []
    column = max(range(len(header)), key=lambda c: points[-1][c] + empty[-1] - empty[c + 1])
    found = [column]
    for origins in reversed(came_from):
        found.append(origins[found[-1]])
    return found[::-1]
