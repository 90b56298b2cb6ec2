"""A spec (or a speech) rendered both ways: our own PDF, and the Word file through LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from benchmarks.conformance.copies import Copy
from benchmarks.conformance.sheets import read_sheets
from speechgen.app.clock import find_moment
from speechgen.app.office import load_settings, open_library
from speechgen.app.specs import read_spec
from speechgen.document import Document, page_frames
from speechgen.fonts import FACES, STAND_INS
from speechgen.render import render_document
from speechgen.settings import Settings
from speechgen.writers import writer

FORMATS = ("pdf", "docx")


def office() -> str:
    """LibreOffice's program; "" where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def copies(spec_file: str, templates: Iterable[str], work: Path) -> Iterator[tuple[str, dict[str, Copy]]]:
    """Each document by its title, in each format; settings and templates are those of the working folder."""
    settings, library = load_settings(Path.cwd()), open_library(Path.cwd())
    spec = read_spec(spec_file)
    made = {}
    for name in templates:
        document = render_document(spec, name, library=library, settings=settings, source=spec_file)
        frame = library.frame(document.meta["frame"], page_frames(document.blocks))
        made[name] = document
        for form in FORMATS:
            data = writer(form).write(document, frame, find_moment(os.environ)).data
            (work / f"{name}.{form}").write_bytes(data)
    convert([work / f"{name}.docx" for name in made], work)
    for name, document in made.items():
        found = {"pdf": work / f"{name}.pdf", "docx": work / "office" / f"{name}.pdf"}
        yield library.template(name).title, {f: _copy(document, p, settings) for f, p in found.items()}


def _copy(document: Document, path: Path, settings: Settings) -> Copy:
    return Copy(document, read_sheets(path.read_bytes()), settings.layout)


def convert(files: list[Path], work: Path) -> None:
    """Word files to PDFs in `work/office`, in one start of LibreOffice with a profile of its own.

    Our Word files name the faces of Windows; where they are not installed, fontconfig is told which installed faces
    stand for them. Otherwise LibreOffice would take any Chinese font, and sizes and widths would be its own.
    """
    config = work / "fonts.conf"
    config.write_text(font_config(installed_families()), encoding="utf-8")
    profile = f"-env:UserInstallation={(work / 'profile').resolve().as_uri()}"
    command = [
        office(),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(work / "office"),
        *map(str, files),
    ]
    env = {**os.environ, "FONTCONFIG_FILE": str(config)}
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300, env=env)


def installed_families() -> frozenset[str]:
    """The families that fontconfig knows."""
    listing = subprocess.run(["fc-list", ":", "family"], check=True, capture_output=True, text=True).stdout
    return frozenset(name.strip() for line in listing.splitlines() for name in line.split(","))


def font_config(families: Iterable[str], roles: Mapping[str, tuple[str, ...]] = FACES) -> str:
    """A configuration of fontconfig in which an installed face stands for each of its role that is not."""
    known = set(families)
    rules = []
    for role, names in roles.items():
        best = next((n for n in (*names, *STAND_INS.get(role, ())) if n in known), "")
        for name in (n for n in names if best and n not in known):
            rules.append(
                f'<alias binding="same"><family>{escape(name)}</family>'
                f"<prefer><family>{escape(best)}</family></prefer></alias>"
            )
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n' + "\n".join(rules) + "\n</fontconfig>\n"
    )
