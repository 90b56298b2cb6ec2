"""Readers: bytes to `Document`. One file a format, exporting `READER`; the folder is the registry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import cast

from speechgen import discover
from speechgen.diagnostics import Problem, problem
from speechgen.document import Document
from speechgen.readers._kinds import find_kind
from speechgen.source import Where

LARGEST_FILE = 100_000_000
"""Bytes. A speech of an hour is 50 kB of text; the rest of a file this big is pictures."""


@dataclass(frozen=True)
class Reader:
    """One input format."""

    name: str
    suffixes: tuple[str, ...]
    """In lower case, with the dot."""
    description: str
    read: Callable[[bytes, str], Document]
    """The file's bytes and its name as the user gave it; raises `Problem` where the file cannot be read."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What `find_kind` reports for its files, each with its suffix; {} where that is the reader's name."""
    container: str = ""
    """The general kind that a file of this format also is ("zip"): not a reason to refuse it."""
    plain: bool = False
    """Its files are text, whose kind content alone may not tell."""
    by_content: bool = False
    """Its suffixes promise nothing: people put them on files of other formats, which programs open all the same."""

    def reads(self, kind: str) -> bool:
        """Whether its files are of this kind."""
        return kind in (self.kinds or (self.name,))


def readers() -> dict[str, Reader]:
    """All readers by name, in alphabetical order."""
    return {n: cast(Reader, discover.export(__name__, n, "READER")) for n in discover.names(__name__)}


def find_reader(name: str, data: bytes) -> Reader:
    """The reader for a file, by its suffix checked against its content, or by content alone where the suffix is
    unknown or the file is standard input ("-"). Raises `Problem` naming what the file really is, and what to do."""
    known = readers()
    kind = find_kind(data)
    suffix = PurePath(name).suffix.lower()
    by_suffix = next((r for r in known.values() if suffix in r.suffixes), None)
    by_kind = next((r for r in known.values() if r.reads(kind or "txt")), None)
    if by_suffix is None or (by_suffix.by_content and kind != by_suffix.container):
        reader = by_kind
    elif not kind and not by_suffix.plain:
        raise problem("readers.not-this", Where(name), kind=by_suffix.name.upper())
    else:
        reader = by_suffix if by_suffix.reads(kind) or kind in ("", by_suffix.container) else None
    if reader is None:
        raise _really(kind, name, by_kind)
    return reader


def read_document(data: bytes, name: str) -> Document:
    """The document that a file holds; `name` is the file as the user named it. Raises `Problem`."""
    if not data:
        raise problem("readers.empty", Where(name))
    if len(data) > LARGEST_FILE:
        raise problem("readers.too-large", Where(name), size=len(data) // 1_000_000, limit=LARGEST_FILE // 1_000_000)
    document = find_reader(name, data).read(data, name)
    digest = hashlib.sha256(data).hexdigest()
    return replace(document, source=replace(document.source, name=name, sha256=digest))


def _really(kind: str, name: str, reader: Reader | None) -> Problem:
    """What a file really is: one that we read under its right name, or one to convert first."""
    if reader:
        suffix = reader.kinds.get(kind, reader.suffixes[0])
        return problem("readers.renamed", Where(name), kind=suffix[1:].upper(), suffix=suffix)
    return problem(f"readers.is-{kind}", Where(name))
