"""What the user is told of typefaces: each face once in a run, each character once, however many files there are."""

from __future__ import annotations

from collections.abc import Iterable

from speechgen.diagnostics import Diagnostic, Severity

FONTS = ("writers.pdf-face", "writers.pdf-rare", "writers.pdf-glyph", "writers.named-rare")
"""What is told of typefaces: one that stands in, characters out of another, characters out of none."""
SHOWN = 20
"""How many characters are shown; the rest is counted."""


def told_of(code: str, characters: str, **data: str) -> Diagnostic:
    """A diagnostic about some characters: the first of them, and how many there are."""
    shown = characters[:SHOWN] + ("…" if len(characters) > SHOWN else "")
    severity: Severity = "warning" if code == "writers.pdf-glyph" else "info"
    return Diagnostic(code, severity, data={"characters": shown, "count": len(characters), "all": characters, **data})


class Told:
    """What has been told of typefaces in one run: each face once, each character once, however many files there are."""

    def __init__(self) -> None:
        self.before: dict[tuple[str, str], set[str]] = {}

    def once(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics, of those about typefaces what is new; characters of several files together."""
        out: list[Diagnostic] = []
        new: dict[tuple[str, str], set[str]] = {}
        last: dict[tuple[str, str], Diagnostic] = {}
        for found in diagnostics:
            if found.code not in FONTS:
                out.append(found)
                continue
            key = (found.code, str(found.data.get("face", "")) + str(found.data.get("used", "")))
            characters = set(found.data.get("all", "")) or {""}
            new.setdefault(key, set()).update(characters - self.before.get(key, set()))
            last[key] = found
        for key, characters in new.items():
            self.before.setdefault(key, set()).update(characters)
            named = {name: last[key].data[name] for name in ("face", "used") if name in last[key].data}
            if characters - {""}:
                out.append(told_of(key[0], "".join(sorted(characters)), **named))
            elif characters:
                out.append(last[key])
        return out
