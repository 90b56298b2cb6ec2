"""`merge`: the specs of several leaders in, one spec out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from speechgen.app.files import STANDARD, read_text, refuse_input, write_outputs, write_standard
from speechgen.diagnostics import problem

if TYPE_CHECKING:
    from speechgen.spec.merge import Merged, Part

SOURCES = "# 由下列清单文件合并：{names}\n"


def merge(names: Sequence[str], output: str, *, title: str = "", whole: bool = False, force: bool = False) -> Merged:
    """Load the specs, merge them in their order, write the result (`-`: to standard output).

    Problem: a spec that cannot be read or is given twice, specs of different years, an output that is one of them or
    is there already (unless `force`).
    """
    from speechgen.rules import load_rule
    from speechgen.spec.merge import merge_specs
    from speechgen.spec.store import HEAD, dump_spec

    for name in names:
        if names.count(name) > 1:
            raise problem("app.given-twice", given=name)
    merged = merge_specs(_load(names), load_rule("lint/contradicting-targets"), title=title, whole=whole)
    head = HEAD + SOURCES.format(names="、".join(" ".join(name.split()) for name in names))
    text = head + dump_spec(merged.spec).removeprefix(HEAD)
    if output == STANDARD:
        write_standard(text.encode())
        return merged
    path = Path(output)
    if not force:
        refuse_input(path, names)
        if path.exists():
            raise problem("app.output-exists", path=output)
    write_outputs({path: text.encode()}, inputs=names, force=force)
    return merged


def _load(names: Sequence[str]) -> list[Part]:
    from speechgen.spec.merge import Part, name_stems
    from speechgen.spec.store import load_spec_file

    stems = name_stems([_short(name) for name in names])
    parts = []
    for name, stem in zip(names, stems, strict=True):
        spec, file = load_spec_file(read_text(name), name)
        parts.append(Part(name, stem, spec, file.where))
    return parts


def _short(name: str) -> tuple[str, str]:
    """The folder that a file lies in, and its name without its suffix."""
    path = PurePath(name)
    return path.parent.name, "stdin" if name == STANDARD else path.stem
