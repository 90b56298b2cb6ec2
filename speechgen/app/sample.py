"""The sample: the spec of a county that does not exist, which comes with speechgen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.specs import read_spec

if TYPE_CHECKING:
    from speechgen.spec.model import Spec

SAMPLE = "yunxi-2026.yaml"


def sample_file() -> Path:
    """Where it is: inside an installed package, in specs/ of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_sample" / SAMPLE
    return installed if installed.is_file() else package.parent / "specs" / SAMPLE


def sample_spec() -> Spec:
    """The sample, loaded. Problem where its file is missing or was spoilt."""
    return read_spec(str(sample_file()))
