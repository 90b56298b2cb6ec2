"""Opens an Excel workbook behind the checks of its package: no formula is calculated, no macro run, no entity read."""

from __future__ import annotations

import io
import warnings
from typing import Any

from speechgen.diagnostics import problem
from speechgen.readers._package import Package, open_package
from speechgen.source import Where

DECLARED = tuple("<!DOCTYPE".encode(e) for e in ("ascii", "utf-16-le", "utf-16-be"))


def check_workbook(data: bytes, name: str) -> Package:
    """The parts of a workbook, each part of XML read once.

    Raises `Problem` for a damaged package or part, and for a part that declares entities.
    """
    package = open_package(data, name)
    for part in package.entries:
        if part.endswith((".xml", ".rels")):
            content = package.read(part) or b""
            if any(declared in content for declared in DECLARED):
                raise problem("readers.xml-entities", Where(package.name), entry=part)
    return package


def open_workbook(data: bytes, name: str, *, values: bool = True, rich: bool = False) -> Any:
    """The workbook in data that `check_workbook` has passed: formulas by their stored results, or (not `values`) as
    they stand; with `rich` also faces within a cell. Raises `Problem` where openpyxl cannot read it."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that openpyxl would not write again
        try:
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False, rich_text=rich)
        except Exception:  # it raises whatever comes about on a file that is not as it should be
            raise problem("readers.broken-xlsx", Where(name)) from None
