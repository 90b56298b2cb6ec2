"""What the tests of returned forms begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from form_files import lay_down, send


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A spec whose forms for March are out."""
    monkeypatch.chdir(tmp_path)
    name = lay_down(tmp_path)
    send(tmp_path, name)
    return name
