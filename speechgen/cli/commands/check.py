"""`speechgen check`: what is wrong or doubtful in specs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from speechgen.cli.batch import each
from speechgen.cli.options import add_all, add_fail_on, add_format
from speechgen.cli.parser import Parser
from speechgen.cli.report import as_data
from speechgen.cli.screen import Screen
from speechgen.diagnostics import Diagnostic


def add_arguments(parser: Parser) -> None:
    """What `check` takes."""
    parser.add_argument("specs", nargs="+", metavar="SPEC", help=parser.words("check-spec"))
    add_all(parser)
    add_fail_on(parser)
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Check each spec; the exit code."""
    from speechgen.app.check import check

    def work(spec: str) -> Sequence[Diagnostic]:
        diagnostics = check(spec)
        if not diagnostics and not screen.json:
            screen.note("fine", name=screen.name(spec))
        return diagnostics

    code, diagnostics = each(screen, options.specs, work, screen.out, fail_on=options.fail_on)
    if screen.json:
        screen.print_json([as_data(d, screen.language) for d in diagnostics])
    return code
