"""Specs on disk: read, and written so that what a person has edited is not lost.

`parse` closes a spec with a line that holds a checksum of the text above it. As long as the checksum is right, nobody
has touched the file and `parse` may write it anew; once it is not, only `--force` may.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from speechgen.app.files import STANDARD, read_input, read_text, refuse_input, write_outputs, write_standard
from speechgen.diagnostics import Problem, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.spec.model import Spec

State = Literal["written", "unchanged"]

CLOSING = "# 以上由 speechgen parse 写出，可以修改；改过以后 parse 不会再覆盖本文件（校验 {checksum}）\n"
_CLOSED = re.compile(r"(.*\n)#[^\n]*（校验 ([0-9a-f]{16})）\n?", re.S)


def read_spec(name: str) -> Spec:
    """The spec in a file. Problem: the path, the YAML, the keys and values, each with its place."""
    from speechgen.spec.store import load_spec

    return load_spec(read_text(name), name)


def write_spec(spec: Spec, output: str, *, source: str, force: bool) -> State:
    """Write a spec to a file or to standard output (`-`).

    Problem: the file holds a person's edits and not `force`, or cannot be written. With `force` an edited file keeps
    its comments and the order of its keys.
    """
    from speechgen.spec.store import dump_spec

    text = signed(dump_spec(spec))
    if output == STANDARD:
        write_standard(text.encode())
        return "written"
    path = Path(output)
    if not force:
        refuse_input(path, (source,))
    if path.is_file():
        old = read_input(output)
        if old == text.encode():
            return "unchanged"
        if not untouched(old.decode("utf-8", "replace")):
            text = _over_edits(output, spec, text, force=force)
    write_outputs({path: text.encode()}, inputs=(source,), force=force)
    return "written"


def signed(text: str) -> str:
    """The text with the line that closes it."""
    return text + CLOSING.format(checksum=_checksum(text))


def untouched(text: str) -> bool:
    """Whether a spec's text is as `parse` left it."""
    found = _CLOSED.fullmatch(text.replace("\r\n", "\n"))
    return found is not None and _checksum(found[1]) == found[2]


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _over_edits(output: str, spec: Spec, text: str, *, force: bool) -> str:
    """What `--force` writes over an edited file; the plain text where the old one can no longer be read."""
    from speechgen.spec.patch import update_spec_text

    if not force:
        raise problem("app.edited-spec", Where(output))
    try:
        return update_spec_text(read_text(output), spec)
    except Problem:
        return text
