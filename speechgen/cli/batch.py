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
    code, found = DONE, list[Diagnostic]()
    for name in names:
        try:
            diagnostics, fatal = in_order(work(name)), False
        except Problem as stop:
            diagnostics, fatal = list(stop.diagnostics), stop.fatal
        found += diagnostics
        if not screen.json:
            tell(screen, name, diagnostics, screen.err if fatal else stream)
        code = max(code, FAILED if fatal else exit_code(diagnostics, fail_on))
    return code, found


def exit_code(diagnostics: Iterable[Diagnostic], fail_on: str = "error") -> int:
    """1 where there is an error (or a warning, under `--fail-on warning`), else 0."""
    bad = ("error", "warning") if fail_on == "warning" else ("error",)
    return FOUND if any(d.severity in bad for d in diagnostics) else DONE


def tell(screen: Screen, name: str, diagnostics: Sequence[Diagnostic], stream: TextIO) -> None:
    """The diagnostics of one file and, where there are several, how many."""
    print_diagnostics(screen, diagnostics, stream)
    if len(diagnostics) > 1 and not screen.quiet:
        stream.write(summary(screen, name, diagnostics) + "\n")


def fail(screen: Screen, stop: Problem) -> int:
    """Tell why a command stopped."""
    if screen.json:
        screen.print_json([as_data(d, screen.language) for d in stop.diagnostics])
    else:
        print_diagnostics(screen, stop.diagnostics, screen.err)
    return FAILED if stop.fatal else FOUND
