"""Slips of a scanner that have one certain reading."""

from __future__ import annotations

from speechgen.document import Document
from speechgen.passes._cleaning import replace_all


def run(document: Document) -> Document:
    """The text with the slips of `rules/cleaning/ocr.yaml` mended."""
    return replace_all(document, "ocr")
