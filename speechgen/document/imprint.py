"""版记: the lines at the very end of an official document that stand together at the bottom of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from speechgen.document.model import Block, Paragraph

IMPRINT = ("copies", "issued")
"""The roles of its lines: 抄送; 印发机关 and 印发日期."""


def is_imprint(block: Block) -> bool:
    """Whether the block is a line of 版记."""
    return isinstance(block, Paragraph) and block.role.split(" ")[0] in IMPRINT


def split_imprints(blocks: Iterable[Block]) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks in runs of such as are lines of 版记 and such as are not."""
    for inside, run in groupby(blocks, is_imprint):
        yield inside, list(run)
