"""Words of a Chinese text, by jieba's dictionary."""

from __future__ import annotations

from functools import cache
from typing import Any


def find_words(text: str) -> tuple[str, ...]:
    """The words of `text` in order; joined they are the text."""
    return tuple(_tokenizer().cut(text, HMM=False))


def is_place(name: str) -> bool:
    """Whether the dictionary has `name` as the name of a place."""
    return name in _places()


@cache
def _places() -> frozenset[str]:
    with _tokenizer().get_dict_file() as file:
        lines = file.read().decode("utf-8").splitlines()
    return frozenset(line.split(" ", 1)[0] for line in lines if line.endswith(" ns"))


@cache
def _tokenizer() -> Any:
    """jieba, loaded without its cache: that lies in the common folder for temporary files, where anybody may write."""
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
