"""Office files remember what they were written as, so that one which somebody has edited since is recognised.

The checksum of all parts stands in the file's own properties (`dc:identifier` of `docProps/core.xml`, ECMA-376 part 2,
11.1), where no reader of the document sees it. Whatever program saves the file writes other parts, or drops the mark.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from zlib import error as zlib_error

CORE = "docProps/core.xml"
LARGEST = 500_000_000
"""Bytes unpacked; beyond that a file is none of ours."""
_END = b"</cp:coreProperties>"
_MARK = re.compile(rb"<dc:identifier>speechgen:([0-9a-f]{32})</dc:identifier>")


def sealed(data: bytes) -> bytes:
    """The same file with its checksum inside; the same bytes for the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        parts = sealed_parts({entry.filename: archive.read(entry) for entry in archive.infolist()})
        for entry in archive.infolist():
            copy.writestr(entry, parts[entry.filename])
    return out.getvalue()


def sealed_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a file, with their checksum in the one that holds its properties."""
    mark = b"<dc:identifier>speechgen:" + _checksum(parts).encode() + b"</dc:identifier>"
    return {**parts, CORE: parts[CORE].replace(_END, mark + _END)}


def is_untouched(data: bytes) -> bool:
    """Whether a file is as `sealed` left it; False, too, for a file that nobody sealed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                return False
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib_error, ValueError, RuntimeError, NotImplementedError, EOFError, OSError):
        return False
    found = _MARK.search(parts.get(CORE, b""))
    if found is None:
        return False
    parts[CORE] = parts[CORE].replace(found[0], b"")
    return found[1].decode() == _checksum(parts)


def _checksum(parts: Mapping[str, bytes]) -> str:
    """Of all parts with their names; how they are packed does not count."""
    digest = hashlib.sha256()
    for name, data in sorted(parts.items()):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:32]
