"""Memory, while a large document is written."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

CALM = 500_000
"""New objects between two looks for garbage."""


@contextmanager
def calm_memory() -> Iterator[None]:
    """Many objects live to the end; looking for garbage among them costs a fifth of a layout, half of a sheet.

    Inside another `calm_memory` it does nothing.
    """
    before = gc.get_threshold()
    if before[0] == CALM:
        yield
        return
    gc.freeze()
    gc.set_threshold(CALM, before[1], before[2])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
