"""Opens a zipped document with care: the archive's list of contents is judged before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import problem
from speechgen.source import Where

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ENTRIES = 10_000
LARGEST_ENTRY = 64_000_000
LARGEST_TOTAL = 1_000_000_000
LARGEST_RATIO = 100
RATIO_FLOOR = 1_000_000
"""Bytes unpacked below which an entry may be packed as tightly as it likes: an empty table packs 500 to 1."""


@dataclass(frozen=True)
class Package:
    """The parts of a zipped document."""

    name: str
    """The file as the user named it."""
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    """By name in lower case: the names of parts differ in more than case."""

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None where there is none of that name. Raises `Problem` where they are damaged."""
        entry = self.entries.get(part.lower())
        if entry is None:
            return None
        if entry.file_size > LARGEST_ENTRY:
            raise problem("readers.zip-too-large", Where(self.name), entry=part, limit=LARGEST_ENTRY // 1_000_000)
        try:
            with self.archive.open(entry) as stream:  # gives no more than the size that the list declares
                return stream.read()
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
            raise problem("readers.broken-part", Where(self.name), entry=part) from None

    def read_xml(self, part: str) -> _Element | None:
        """The root of an XML part, None where there is none of that name. Raises `Problem` where it is no XML."""
        data = self.read(part)
        return None if data is None else parse_xml(data, part, self.name)


def open_package(data: bytes, name: str) -> Package:
    """The parts of a zip file. Raises `Problem` for a damaged file, and for one that no office program writes."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise problem("readers.broken-zip", Where(name)) from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise problem("readers.zip-too-many", Where(name), count=len(entries), limit=MOST_ENTRIES)
    for entry in entries:
        _check_entry(entry, name)
    _check_total(entries, len(data), name)
    by_name = {e.filename.lower(): e for e in entries}
    if len(by_name) < len(entries):
        raise problem("readers.zip-duplicate", Where(name))
    return Package(name, archive, by_name)


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    where = Where(name)
    path = entry.filename
    if path.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", path) or ".." in re.split(r"[/\\]", path):
        raise problem("readers.zip-path", where, entry=path)
    if entry.flag_bits & 0x1:
        raise problem("readers.zip-encrypted", where)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise problem("readers.zip-method", where, entry=path)
    if entry.file_size > RATIO_FLOOR and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1):
        raise problem("readers.zip-bomb", where, entry=path, size=entry.file_size // 1_000_000)


def _check_total(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """The whole against the size of the file: entries that overlap in it add up to more than it holds."""
    total = sum(e.file_size for e in entries)
    if total > LARGEST_TOTAL or total > max(RATIO_FLOOR, LARGEST_RATIO * size):
        raise problem("readers.zip-bomb", Where(name), entry="*", size=total // 1_000_000)


def parse_xml(data: bytes, part: str, name: str) -> _Element:
    """The root of an XML text that declares nothing and fetches nothing.

    Raises `Problem` for a document type declaration, which no office format has and which entity bombs need, and
    for what is not well-formed.
    """
    from lxml import etree

    if any("<!DOCTYPE".encode(e) in data for e in ("ascii", "utf-16-le", "utf-16-be")):
        raise problem("readers.xml-entities", Where(name), entry=part)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError):
        raise problem("readers.broken-xml", Where(name), entry=part) from None
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise problem("readers.xml-entities", Where(name), entry=part)
    return root
