"""Document to bytes: one file (or folder) a format, exporting `WRITER`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from speechgen import discover
from speechgen.diagnostics import Diagnostic, nearest, problem
from speechgen.document import Document
from speechgen.templating import Frame
from speechgen.writers._memory import calm_memory
from speechgen.writers._seal import is_untouched, sealed
from speechgen.writers._told import FONTS, Told

__all__ = ["FONTS", "Told", "Writer", "Written", "calm_memory", "is_untouched", "names", "sealed", "writer"]


@dataclass(frozen=True)
class Written:
    """What a writer made, and what the user should know of it."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Writer:
    """An output format; its words for people are the entry `writers.<name>` of the catalogue."""

    name: str
    suffix: str
    write: Callable[[Document, Frame, datetime.datetime], Written]
    """The document in the look of the frame; the moment (aware) is the only clock a writer may use."""
    editable: bool = False
    """People go on working in its files, so an edited one is not to be overwritten: `is_untouched` tells which are."""


def names() -> tuple[str, ...]:
    """Names of all formats, in alphabetical order."""
    return discover.names(__name__)


def writer(name: str) -> Writer:
    """The writer of that name; Problem `writers.unknown` where there is none."""
    if name not in names():
        raise problem("writers.unknown", name=name, near=nearest(name, names()), names="、".join(names()))
    found = discover.export(__name__, name, "WRITER")
    if not isinstance(found, Writer):
        raise TypeError(f"{__name__}.{name}.WRITER is no Writer")
    return found
