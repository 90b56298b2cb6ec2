"""`speechgen forms`: workbooks for the units to fill in."""

from __future__ import annotations

import os
from argparse import Namespace

from speechgen.cli.options import add_all, listed
from speechgen.cli.parser import Parser
from speechgen.cli.report import print_diagnostics
from speechgen.cli.screen import Screen


def add_arguments(parser: Parser) -> None:
    """What `forms` takes."""
    parser.add_argument("spec", metavar="SPEC", help=parser.words("track-spec"))
    parser.add_argument("--period", required=True, metavar="PERIOD", help=parser.words("forms-period"))
    parser.add_argument("--unit", default="", metavar="NAME", help=parser.words("forms-unit"))
    parser.add_argument("--format", default="xlsx", metavar="FORMAT", help=parser.words("forms-format"))
    parser.add_argument("-o", "--output", default="output/", metavar="FOLDER", help=parser.words("render-output"))
    add_all(parser)
    parser.add_argument("--force", action="store_true", help=parser.words("forms-force"))


def run(options: Namespace, screen: Screen) -> int:
    """Write the forms; 0."""
    from speechgen.app.forms import make_forms

    with screen.progress() as tell:
        tell(screen.words("progress-render", name=screen.name(options.spec)))
        made = make_forms(
            options.spec,
            os.environ,
            period=options.period,
            unit=options.unit,
            formats=listed(options.format) or ("xlsx",),
            folder=options.output,
            force=options.force,
        )
    print_diagnostics(screen, made.diagnostics, screen.err)
    for path, unit, count in made.forms:
        screen.note("form-written", path=path, unit=unit, count=count)
    units = {unit for _, unit, _ in made.forms}
    screen.note("forms-written", period=made.period.words, count=len(units))
    return 0
