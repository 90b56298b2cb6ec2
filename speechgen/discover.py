"""The folder is the registry, the file name is the name: what a package of formats or passes holds."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """Names of the public modules of a package, such as `speechgen.readers`, in alphabetical order."""
    path = importlib.import_module(package).__path__
    return tuple(sorted(m.name for m in pkgutil.iter_modules(path) if not m.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """The module `package.name`; KeyError where the folder has no such file."""
    if name not in names(package):
        raise KeyError(name)
    return importlib.import_module(f"{package}.{name}")


def export(package: str, name: str, constant: str) -> object:
    """What the module exports under the agreed name (`READER`, `WRITER`); TypeError where it exports none."""
    module = load(package, name)
    if not hasattr(module, constant):
        raise TypeError(f"{package}.{name} exports no {constant}")
    return getattr(module, constant)
