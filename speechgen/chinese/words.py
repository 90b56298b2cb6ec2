"""Words of a Chinese text, by jieba's dictionary."""

from __future__ import annotations

from functools import cache
from typing import Any


def find_words(text: str) -> tuple[str, ...]:
    """The words of `text` in order; joined they are the text."""
    return tuple(_tokenizer().cut(text, HMM=False))


@cache
def _tokenizer() -> Any:
    """jieba, loaded without its cache: that lies in the common folder for temporary files, where anybody may write."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
