"""What this machine has of what speechgen needs, what stands in for what is missing, and what mends it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from speechgen.fonts import FACES, ROLES, STAND_INS, find_installed

State = Literal["found", "stand-in", "missing"]

PYTHON = (3, 11)
TEMPLATES = ("arrangement", "responsibility", "supervision")
FONT_SCRIPT = "bash scripts/fonts.sh"
LIBRARIES: dict[str, tuple[str, ...]] = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
"""Under Linux, macOS and Windows, as WeasyPrint looks for them."""
PACKAGES: dict[str, dict[str, str]] = {
    "python": {"apt": "python3 python3-venv", "dnf": "python3", "brew": "python"},
    "fontconfig": {"apt": "fontconfig", "dnf": "fontconfig", "brew": "fontconfig"},
    "pango": {"apt": "libpango-1.0-0 libpangoft2-1.0-0", "dnf": "pango", "brew": "pango"},
    "harfbuzz-subset": {"apt": "libharfbuzz-subset0", "dnf": "harfbuzz", "brew": "harfbuzz"},
    "rare": {"apt": "fonts-noto-cjk", "dnf": "google-noto-serif-cjk-fonts", "brew": "--cask font-noto-serif-cjk-sc"},
    "libreoffice": {
        "apt": "libreoffice-writer-nogui libreoffice-calc-nogui",
        "dnf": "libreoffice-writer libreoffice-calc",
        "brew": "--cask libreoffice",
    },
}
INSTALL = {"apt": "apt-get install -y", "dnf": "dnf install", "brew": "brew install"}


@dataclass(frozen=True)
class Facts:
    """What was found on the machine."""

    python: tuple[int, int, int]
    families: frozenset[str] | None
    """Every font family by its exact name, in lower case; None where fontconfig's fc-list does not run."""
    libraries: frozenset[str]
    templates: frozenset[str]
    programs: Mapping[str, str]
    """Program to path."""
    installer: str = ""
    """apt | dnf | brew, the first that is there."""
    root: bool = False
    fonts: Mapping[str, str] = field(default_factory=dict)
    """What the office's settings ask for, by role."""


@dataclass(frozen=True)
class Need:
    """One need and how it is met. Its words: `doctor.<name>` in the catalogue."""

    name: str
    state: State
    found: str = ""
    """What meets it, or what stands in."""
    needed: bool = True
    """Its lack makes the exit code 1."""
    mend: str = ""
    """The command that brings it; "" where it is there or no command is known."""
    wanted: str = ""
    """The face that the office's settings ask for, where it is missing."""


def doctor() -> list[Need]:
    """Every need of this machine, in order."""
    return find_needs(gather())


def is_lacking(need: Need) -> bool:
    """Whether it is needed and not there."""
    return need.needed and need.state == "missing"


def find_needs(facts: Facts) -> list[Need]:
    """Every need against the facts."""
    return [
        _python(facts),
        _program(facts, "fontconfig", "fc-list", needed=True),
        *(_face(facts, role) for role in FACES),
        *(_face(facts, role) for role in ROLES if role not in FACES and role in facts.fonts),
        _library(facts, "pango", ""),
        _library(facts, "harfbuzz-subset", "fontTools"),
        *(_template(facts, name) for name in TEMPLATES),
        _program(facts, "libreoffice", "soffice", needed=False),
    ]


def _python(facts: Facts) -> Need:
    version = ".".join(map(str, facts.python))
    good = facts.python[:2] >= PYTHON
    return Need("python", "found" if good else "missing", version, mend="" if good else _mend(facts, "python"))


def _program(facts: Facts, name: str, program: str, *, needed: bool) -> Need:
    path = facts.programs.get(program, "")
    return Need(name, "found" if path else "missing", path, needed, "" if path else _mend(facts, name))


def _face(facts: Facts, role: str) -> Need:
    """A role's face by exact family name: fc-match is not asked, because it always answers with something."""
    families = facts.families or frozenset()
    wanted = facts.fonts.get(role, "")
    if wanted and find_installed((wanted,), families):
        return Need(role, "found", wanted)
    found = find_installed(FACES.get(role, ()), families)
    if found and not wanted:
        return Need(role, "found", found)
    found = found or find_installed(STAND_INS.get(role, ()), families)
    if wanted:  # only the office knows where its own faces come from
        return Need(role, "missing", found, wanted=wanted)
    if role == "title" and found:  # no open 小标宋 exists, so a stand-in is what most machines have
        return Need(role, "stand-in", found, needed=False)
    return Need(role, "missing", found, mend=_mend(facts, "rare") if role == "rare" else FONT_SCRIPT)


def _library(facts: Facts, name: str, stand_in: str) -> Need:
    if name in facts.libraries:
        return Need(name, "found", name)
    return Need(name, "missing", stand_in, mend=_mend(facts, name))


def _template(facts: Facts, name: str) -> Need:
    return Need(f"template-{name}", "found" if name in facts.templates else "missing", name)


def _mend(facts: Facts, name: str) -> str:
    package = PACKAGES[name].get(facts.installer, "")
    sudo = "" if facts.root or facts.installer == "brew" else "sudo "
    return f"{sudo}{INSTALL[facts.installer]} {package}" if package else ""


def gather() -> Facts:
    """Ask the machine."""
    from speechgen.app.office import load_settings

    programs = {"fc-list": shutil.which("fc-list"), "soffice": shutil.which("soffice") or shutil.which("libreoffice")}
    return Facts(
        python=sys.version_info[:3],
        families=find_families(),
        libraries=frozenset(name for name, files in LIBRARIES.items() if any(map(_loads, files))),
        templates=_templates(),
        programs={name: path for name, path in programs.items() if path},
        installer=next((key for key, program in _INSTALLERS if shutil.which(program)), ""),
        root=hasattr(os, "geteuid") and os.geteuid() == 0,
        fonts=load_settings(Path.cwd()).fonts,
    )


_INSTALLERS = (("apt", "apt-get"), ("dnf", "dnf"), ("brew", "brew"))


def find_families() -> frozenset[str] | None:
    """Every installed font family in lower case, as `fc-list` names them; None where it does not run."""
    try:
        listed = subprocess.run(
            ["fc-list", "--format", "%{family}\n"],
            capture_output=True,
            timeout=60,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    names = listed.stdout.decode("utf-8", "replace").replace("\n", ",").split(",")
    return frozenset(name.replace("\\", "").strip().lower() for name in names if name.strip())


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _templates() -> frozenset[str]:
    from speechgen.app.office import open_library

    return frozenset(open_library(Path.cwd()).names())
