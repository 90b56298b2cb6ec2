"""Diagnostics for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from speechgen.cli.excerpt import excerpt
from speechgen.cli.screen import Paint, Screen
from speechgen.cli.width import columns, safe, wrap
from speechgen.diagnostics import Diagnostic, Language

SHOWN = 3
"""How many warnings of one kind are shown before the rest is only counted."""


def print_diagnostics(screen: Screen, diagnostics: Sequence[Diagnostic], stream: TextIO) -> None:
    """Every diagnostic with its place and excerpt; of many warnings alike the first, then their number.

    A hint that has just been given is not given again.
    """
    paint = screen.paint(stream)
    seen: Counter[str] = Counter()
    given: set[str] = set()
    for diagnostic in diagnostics:
        seen[diagnostic.code] += 1
        if screen.all or diagnostic.severity == "error" or seen[diagnostic.code] <= SHOWN:
            hint = safe(diagnostic.hint(screen.language))
            stream.write(
                "\n".join(format_diagnostic(screen, diagnostic, "" if hint in given else hint, paint)) + "\n\n"
            )
            given.add(hint)
    more = {d.code: d for d in diagnostics if not screen.all and d.severity != "error" and seen[d.code] > SHOWN}
    for code, diagnostic in more.items():
        stream.write(f"{_label(screen, diagnostic, paint)}: {screen.words('more', count=seen[code] - SHOWN)}\n")


def format_diagnostic(screen: Screen, diagnostic: Diagnostic, hint: str, paint: Paint) -> list[str]:
    """`file:line:column: error[code]: message`, the line with carets, `= hint: …`."""
    where = diagnostic.where
    place = paint(place_words(screen, diagnostic) + ":", "place") + " " if where else ""
    lines = [f"{place}{_label(screen, diagnostic, paint)}: {safe(diagnostic.message(screen.language))}"]
    indent = ""
    if where and (shown := excerpt(where, screen.width)):
        lines += [*shown[:-1], paint(shown[-1], diagnostic.severity)]
        indent = " " * len(str(where.line))
    if hint:
        head = f" {indent} = {screen.words('hint')}" if indent else f" = {screen.words('hint')}"
        first, *rest = wrap(hint, max(30, screen.width - columns(head)))
        lines.append(paint(head + first, "hint"))
        lines += [paint(" " * columns(head) + line, "hint") for line in rest]
    return lines


def _label(screen: Screen, diagnostic: Diagnostic, paint: Paint) -> str:
    return paint(f"{screen.words(diagnostic.severity)}[{diagnostic.code}]", diagnostic.severity)


def place_words(screen: Screen, diagnostic: Diagnostic) -> str:
    """`file:line:column`, as far as it is known."""
    where = diagnostic.where
    if where is None:
        return ""
    return ":".join([screen.name(where.file), *(str(n) for n in (where.line, where.column) if n)])


def as_data(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    """A diagnostic for machines."""
    where = diagnostic.where
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "file": where.file if where else None,
        "line": where.line or None if where else None,
        "column": where.column or None if where else None,
        "length": where.length or None if where else None,
        "message": diagnostic.message(language),
        "hint": diagnostic.hint(language) or None,
    }


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Without repetitions, by place: what is said of the file as a whole first."""
    different = {(d.code, d.where, str(d.data)): d for d in diagnostics}.values()
    return sorted(different, key=lambda d: (d.where.line, d.where.column) if d.where else (0, 0))


def summary(screen: Screen, name: str, diagnostics: Iterable[Diagnostic]) -> str:
    """`speech.txt: errors: 2, warnings: 5.`, or that nothing was found."""
    counts = Counter(d.severity for d in diagnostics)
    if not counts["error"] + counts["warning"]:
        return screen.words("fine", name=screen.name(name))
    return screen.words("summary", name=screen.name(name), errors=counts["error"], warnings=counts["warning"])
