"""Diagnostics: what a stage has to tell the user, as a value. Nobody prints here; the CLI does.

The words stand in `speechgen/messages/<room>.toml`, in Chinese and English; a diagnostic's code is
`<room>.<name>`, so the code names the file and the entry to open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from speechgen.source import Where

Severity = Literal["error", "warning", "info"]
Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Diagnostic:
    """One thing found in a file, or one reason why a command could not run."""

    code: str
    """`room.name`, the key of its words in the catalogue."""
    severity: Severity = "warning"
    where: Where | None = None
    data: dict[str, Any] = field(default_factory=dict)
    """What the message's `{placeholders}` stand for; a value {zh, en} is taken by language."""
    words: dict[str, str] = field(default_factory=dict)
    """Words that a rule brought along in its own file, in place of the catalogue's: {zh, en, hint_zh, hint_en}."""

    def message(self, language: Language) -> str:
        """What is wrong, one sentence."""
        return self._entry()[language].format(**self._data(language))

    def hint(self, language: Language) -> str:
        """What to do about it; "" where there is no advice."""
        return self._entry().get(f"hint_{language}", "").format(**self._data(language))

    def _data(self, language: Language) -> dict[str, Any]:
        return {name: v[language] if isinstance(v, Mapping) else v for name, v in self.data.items()}

    def _entry(self) -> dict[str, str]:
        room, name = self.code.split(".", 1)
        return self.words or catalogue(room)[name]


class Problem(Exception):  # noqa: N818 -- it is a word of the house: what the user is told, not a Python error
    """Raised where a stage cannot go on; carries what to tell the user. `fatal`: the command could not run (exit 2)."""

    def __init__(self, *diagnostics: Diagnostic, fatal: bool = True) -> None:
        super().__init__("; ".join(d.code for d in diagnostics))
        self.diagnostics = diagnostics
        self.fatal = fatal


def problem(code: str, where: Where | None = None, *, fatal: bool = True, **data: Any) -> Problem:
    """A `Problem` with one error in it: `raise problem("readers.broken-zip", Where(name))`."""
    return Problem(Diagnostic(code, "error", where, data), fatal=fatal)


@cache
def catalogue(room: str) -> dict[str, dict[str, str]]:
    """All entries of `messages/<room>.toml`: {name: {zh, en, hint_zh, hint_en}}."""
    import tomllib  # not above: `--help` starts by this module

    return tomllib.loads((Path(__file__).parent / "messages" / f"{room}.toml").read_text(encoding="utf-8"))


def phrase(code: str, language: Language, **data: Any) -> str:
    """The catalogue's words for `room.name` with `data` filled in; KeyError for an unknown code."""
    room, name = code.split(".", 1)
    return catalogue(room)[name][language].format(**data)


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that looks most like a mistyped word, for a hint; "" where there is nothing to choose from."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, sorted(choices), 1, cutoff=0)), "")
