"""Reads the formats of older and other office programs through LibreOffice, where it is installed.

The file is converted in a folder of its own, with a profile of its own that runs no macro and fetches nothing, and the
result is read by the reader for the newer format (docs/decisions/0008-libreoffice.md).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from speechgen.diagnostics import Problem, problem
from speechgen.document import Document
from speechgen.readers import Reader, readers
from speechgen.readers._kinds import find_kind
from speechgen.source import Where

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 60
"""Seconds; a speech takes three, most of them to start the program."""
TEXTS = {"old-word": ".doc", "rtf": ".rtf", "odt": ".odt", "word-xml": ".xml"}
SHEETS = {"old-excel": ".xls", "ods": ".ods"}
FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Of the profile: no macros, no active content, no links from documents, and a proxy at which nobody answers."""


def read_office(data: bytes, name: str) -> Document:
    """A document of an office program, converted to Word's or Excel's newer format.

    Raises `Problem` where LibreOffice is missing, fails or does not finish, and those of the readers for .docx, .xlsx.
    """
    target, converted = convert_office(data, name)
    return readers()[target].read(converted, name)


def convert_office(data: bytes, name: str) -> tuple[str, bytes]:
    """A document of an office program in the newer format, docx or xlsx, and which of them.

    Raises `Problem` where LibreOffice is missing, fails or does not finish.
    """
    kind = find_kind(data)
    target = "xlsx" if kind in SHEETS else "docx"
    program = next((path for p in PROGRAMS if (path := shutil.which(p))), None)
    suffix = (TEXTS | SHEETS).get(kind, ".wps")
    if program is None:
        raise problem("readers.needs-libreoffice", Where(name), suffix=suffix, better=f".{target}")
    with tempfile.TemporaryDirectory(prefix="speechgen-", ignore_cleanup_errors=True) as folder:
        return target, _convert(program, Path(folder), data, suffix, target, name)


def _convert(program: str, folder: Path, data: bytes, suffix: str, target: str, name: str) -> bytes:
    """The file in the newer format; `folder` is empty and ours."""
    (folder / f"in{suffix}").write_bytes(data)
    _write_profile(folder / "profile" / "user")
    command = (
        *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", FILTERS[target], "--outdir", str(folder / "out"), str(folder / f"in{suffix}")),
    )
    try:
        _run(command, folder)
    except subprocess.TimeoutExpired:
        raise problem("readers.conversion-too-slow", Where(name), seconds=LONGEST, better=f".{target}") from None
    except OSError:
        raise _failed(name, target) from None
    result = folder / "out" / f"in.{target}"
    if not result.is_file():
        raise _failed(name, target)
    return result.read_bytes()


def _failed(name: str, target: str) -> Problem:
    return problem("readers.conversion-failed", Where(name), better=f".{target}")


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, key, value in SETTINGS
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a program and all that it starts, in a folder; TimeoutExpired after it and they were stopped."""
    quiet: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    environment = os.environ | {"HOME": str(folder), "TMPDIR": str(folder)}
    with subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, **quiet) as process:
        try:
            process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise


def _stop(process: subprocess.Popen[bytes]) -> None:
    """The program is a script that starts others: where there are process groups, its whole group is stopped."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


READER = Reader(
    "office",
    (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods"),
    "older Word, WPS, RTF, OpenDocument and Excel files, through LibreOffice",
    read_office,
    kinds=TEXTS | SHEETS,
    container="ole",
    by_content=True,
)
