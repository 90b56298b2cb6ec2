"""One command over several files: each is done, whatever happens to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from speechgen.cli.report import as_data, in_order, print_diagnostics, summary
from speechgen.cli.screen import Screen
from speechgen.diagnostics import Diagnostic, Problem

DONE, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def each(
    screen: Screen,
    names: Iterable[str],
    work: Callable[[str], Sequence[Diagnostic]],
    stream: TextIO,
    *,
    fail_on: str = "error",
) -> tuple[int, list[Diagnostic]]:
    """Do the work on every file and print what it found; the exit code of the worst, and all diagnostics."""
    bad = ("error", "warning") if fail_on == "warning" else ("error",)
    code, found = DONE, list[Diagnostic]()
    for name in names:
        try:
            diagnostics, fatal = in_order(work(name)), False
        except Problem as stop:
            diagnostics, fatal = list(stop.diagnostics), stop.fatal
        found += diagnostics
        if not screen.json:
            shown = [d for d in diagnostics if d.severity in bad or not screen.quiet]
            print_diagnostics(screen, shown, screen.err if fatal else stream)
            if len(diagnostics) > 1 and not screen.quiet:
                stream.write(summary(screen, name, diagnostics) + "\n")
        code = max(code, FAILED if fatal else FOUND if any(d.severity in bad for d in diagnostics) else DONE)
    return code, found


def fail(screen: Screen, stop: Problem) -> int:
    """Tell why a command stopped."""
    if screen.json:
        screen.print_json([as_data(d, screen.language) for d in stop.diagnostics])
    else:
        print_diagnostics(screen, stop.diagnostics, screen.err)
    return FAILED if stop.fatal else FOUND
