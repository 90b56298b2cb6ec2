"""The office's folder: its office.yaml, its templates."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.files import read_text
from speechgen.diagnostics import Problem, nearest, problem
from speechgen.settings import OFFICE_FILE, SettingError, Settings, make_settings

if TYPE_CHECKING:
    from speechgen.templating import Library
    from speechgen.yamlfile import YamlFile


_WRONG = {
    "text": "app.setting-not-text",
    "mapping": "app.setting-not-lines",
    "list": "app.setting-not-list",
    "name": "app.setting-no-name",
    **{f"layout-{kind}": f"app.layout-{kind}" for kind in ("number", "face", "place", "page-number", "crowded")},
}
"""What to tell where a setting should be something else than it is."""


def find_office(folder: Path) -> Path | None:
    """The nearest office.yaml, in the folder or above it; None where there is none."""
    here = folder.resolve()
    return next((f / OFFICE_FILE for f in (here, *here.parents) if (f / OFFICE_FILE).is_file()), None)


def as_seen(path: Path, folder: Path) -> str:
    """A path as somebody who works in the folder would write it."""
    return os.path.relpath(path, folder.resolve())


def load_settings(folder: Path) -> Settings:
    """The settings that hold in a folder; the defaults where no office.yaml is found.

    Problem, with line and column, for a key that is unknown or a value of the wrong kind.
    """
    path = find_office(folder)
    if path is None:
        return Settings()
    from speechgen.yamlfile import load_yaml

    file = load_yaml(read_text(str(path)), as_seen(path, folder))
    try:
        return make_settings(file.data)
    except SettingError as error:
        raise _explain(error, file) from None


def open_library(folder: Path, env: Mapping[str, str] | None = None) -> Library:
    """Templates for work in a folder: the user's own, then the office's (beside office.yaml, else in the folder
    itself), then speechgen's. `env` is the environment, by default that of the process."""
    from speechgen.templating import Library, builtin_folder

    own = (folder / office_folder(folder)).resolve()
    ours, personal = builtin_folder(), user_folder(os.environ if env is None else env)
    layers = {ours: "ours"} if own == ours else {Path(as_seen(own, folder)): "office", ours: "ours"}
    if personal and personal.is_dir() and personal.resolve() not in (own, ours):
        layers = {personal: "user", **layers}
    return Library(tuple(layers), layers)


def office_folder(folder: Path) -> Path:
    """Where an office keeps its own templates: beside office.yaml, else in the folder itself; as seen from there."""
    office = find_office(folder)
    return Path(as_seen((office.parent if office else folder.resolve()) / "templates", folder))


def user_folder(env: Mapping[str, str]) -> Path | None:
    """Where a user keeps templates of their own: SPEECHGEN_TEMPLATES, else speechgen/templates of XDG_CONFIG_HOME, else
    of ~/.config (XDG Base Directory Specification 0.8); None where the system knows no home."""
    if env.get("SPEECHGEN_TEMPLATES"):
        return Path(env["SPEECHGEN_TEMPLATES"])
    try:
        base = Path(env["XDG_CONFIG_HOME"]) if env.get("XDG_CONFIG_HOME") else Path.home() / ".config"
    except RuntimeError:
        return None
    return base / "speechgen" / "templates"


def _explain(error: SettingError, file: YamlFile) -> Problem:
    key = str(error.path[-1]) if error.path else OFFICE_FILE
    if error.reason == "wrong-type":
        wanted = "".join(error.choices[1:])
        return problem(_WRONG[error.choices[0]], file.where(error.path), setting=key, wanted=wanted)
    near, choices = nearest(key, error.choices), ", ".join(error.choices)
    return problem("app.setting-unknown", file.where(error.path, key=True), setting=key, near=near, choices=choices)
