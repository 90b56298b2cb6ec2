"""A document as stretches: pages in a row that share a frame, such as a letter and the list in landscape behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from speechgen.document.model import Block, PageBreak


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks on pages of one frame; page breaks within them keep to it."""

    frame: str
    blocks: tuple[Block, ...]
    even: bool = False
    """It begins on an even page."""


def split_stretches(blocks: Iterable[Block], frame: str) -> tuple[Stretch, ...]:
    """The stretches of a document that begins in `frame`; one without blocks is left out, but there is always one."""
    found: list[tuple[PageBreak, list[Block]]] = [(PageBreak(frame), [])]
    for block in blocks:
        if isinstance(block, PageBreak) and block.frame:
            found.append((block, []))
        else:
            found[-1][1].append(block)
    filled = [(start, inside) for start, inside in found if inside] or found[:1]
    return tuple(Stretch(start.frame, tuple(inside), start.even) for start, inside in filled)


def page_frames(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The frames that page breaks turn to, each once, in order."""
    return tuple(dict.fromkeys(b.frame for b in blocks if isinstance(b, PageBreak) and b.frame))
