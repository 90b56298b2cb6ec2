"""Memory, while a large document is written."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def calm_memory() -> Iterator[None]:
    """Many objects live to the end; looking for garbage among them costs a fifth of a layout, half of a sheet."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, before[1], before[2])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
