"""Labels of a converter's pages (12、) in the middle of sentences."""

from __future__ import annotations

import re

from speechgen.document import Document
from speechgen.passes._edit import Edit, apply
from speechgen.rules import load_rule

_LABEL = re.compile(r"^(\d{1,3})、", re.M)
_CLOSED = "。！？；：）!?;:)"


def run(document: Document) -> Document:
    """The text without page labels, cut sentences joined."""
    text = document.view.text
    series = _series(text)
    cuts = [label for label in series[1:] if _is_cut(text, label.start())]
    rule = load_rule("cleaning/page_labels")
    if len(cuts) < max(rule["least_cuts"], rule["share"] * (len(series) - 1)):
        return document
    return apply(document, "page_labels.label", [_edit(text, label) for label in series])


def _series(text: str) -> list[re.Match[str]]:
    """Labels that rise by one from the first 1, or from the first label where there is no 1; others are skipped."""
    labels = list(_LABEL.finditer(text))
    first = next((i for i, label in enumerate(labels) if int(label[1]) == 1), 0)
    series: list[re.Match[str]] = []
    for label in labels[first:]:
        if not series or int(label[1]) == int(series[-1][1]) + 1:
            series.append(label)
    return series


def _is_cut(text: str, start: int) -> bool:
    """Whether the line before a label is a page: long, and broken off in the middle of a sentence."""
    end = start - 1
    begin = text.rfind("\n", 0, end) + 1
    line = text[begin:end].rstrip('”’」』"')
    return len(line) >= load_rule("cleaning/page_labels")["shortest_page"] and line[-1:] not in _CLOSED


def _edit(text: str, label: re.Match[str]) -> Edit:
    """A label goes, and the line break before it where the sentence goes on."""
    start = label.start()
    if start and _is_cut(text, start):
        start -= 1
    return start, label.end(), ""
