"""`speechgen draft`: next year's spec out of this year's."""

from __future__ import annotations

from argparse import Namespace

from speechgen.cli.options import add_all
from speechgen.cli.parser import Parser
from speechgen.cli.report import print_diagnostics
from speechgen.cli.screen import Screen


def add_arguments(parser: Parser) -> None:
    """What `draft` takes."""
    parser.add_argument("spec", metavar="SPEC", help=parser.words("draft-spec"))
    parser.add_argument("--year", type=int, default=0, metavar="N", help=parser.words("draft-year"))
    parser.add_argument("--ledger", default="", metavar="LEDGER", help=parser.words("draft-ledger"))
    parser.add_argument("-o", "--output", metavar="PATH", default="", help=parser.words("draft-output"))
    parser.add_argument("--force", action="store_true", help=parser.words("option-force"))
    add_all(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Draft, and tell what it came to; 0."""
    from speechgen.app.draft import draft

    made = draft(options.spec, options.output, year=options.year, ledger=options.ledger, force=options.force)
    if not screen.quiet:
        print_diagnostics(screen, made.diagnostics, screen.err)
    screen.note(
        "draft.done",
        name=screen.name(options.spec),
        output=screen.words("stdout-name") if made.output == "-" else made.output,
        year=made.draft.spec.year,
        tasks=made.draft.tasks,
        done=made.draft.done,
        dropped=made.draft.dropped,
        blanks=made.draft.blanks,
    )
    return 0
