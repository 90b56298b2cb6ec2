"""The cleaned text of real documents against what people made of them, where the shared folder is at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from cleaning import clean
from rapidfuzz.distance import Levenshtein

SHARED = Path(os.environ.get("SPEECHGEN_SHARED", Path(__file__).parents[4] / "shared"))
PAIRS = {
    "000": "seeds/000_*.txt",
    "003": "seeds/003_*.txt",
    "004": "seeds/004_*.txt",
    "shandong24ai": "documents/shandong-2024-ai-*.txt",
}


@pytest.mark.skipif(not (SHARED / "eval" / "gold").is_dir(), reason="the shared folder with the gold texts is absent")
@pytest.mark.parametrize("name", PAIRS)
def test_cleaned_text_is_the_annotators(name: str) -> None:
    """Line breaks aside: cutting lines at headings is the outline's work."""
    source = next(SHARED.glob(PAIRS[name])).read_text(encoding="utf-8")
    gold = (SHARED / "eval" / "gold" / f"{name}.clean.txt").read_text(encoding="utf-8")
    ours, theirs = (re.sub(r"\s", "", text) for text in (clean(source).view.text, gold))
    assert Levenshtein.distance(ours, theirs) == 0
