"""A folder for an office: specs/, templates/, output/, office.yaml."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from speechgen.app.files import write_outputs
from speechgen.app.schema import schema
from speechgen.diagnostics import Problem
from speechgen.settings import OFFICE_FILE

_CODES = {"app.not-a-folder": "app.init-not-a-folder", "app.unwritable": "app.init-unwritable"}
"""Elsewhere -o chooses another place; here the argument does."""


def init(folder: str) -> dict[str, bool]:
    """Make what is not there yet; what is there stays as it is. Each path, and whether it was made.

    Problem where the folder cannot be written.
    """
    office = (files("speechgen") / "app" / OFFICE_FILE).read_bytes()
    wanted = {
        OFFICE_FILE: office,
        "specs/spec.schema.json": schema().encode(),
        "templates/.gitkeep": b"",
        "output/.gitkeep": b"",
    }
    paths = {Path(folder) / name: data for name, data in wanted.items()}
    new = {path: data for path, data in paths.items() if not path.exists()}
    try:
        write_outputs(new)
    except Problem as stop:
        raise Problem(*(replace(d, code=_CODES.get(d.code, d.code)) for d in stop.diagnostics)) from None
    return {str(path): path in new for path in paths}
