"""`speechgen calendar`: time limits and reporting days for calendar programs."""

from __future__ import annotations

import os
from argparse import Namespace

from speechgen.cli.options import add_all
from speechgen.cli.parser import Parser
from speechgen.cli.report import print_diagnostics
from speechgen.cli.screen import Screen


def add_arguments(parser: Parser) -> None:
    """What `calendar` takes."""
    parser.add_argument("spec", metavar="SPEC", help=parser.words("track-spec"))
    parser.add_argument("-o", "--output", default="", metavar="FILE", help=parser.words("calendar-output"))
    parser.add_argument("--unit", default="", metavar="NAME", help=parser.words("calendar-unit"))
    parser.add_argument("--remind", type=int, default=7, metavar="DAYS", help=parser.words("calendar-remind"))
    add_all(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Write the calendar; 0."""
    from speechgen.app.calendar import make_calendar

    made = make_calendar(
        options.spec, os.environ, output=options.output, unit=options.unit, remind=max(0, options.remind)
    )
    print_diagnostics(screen, made.diagnostics, screen.err)
    screen.note("written", path=made.path)
    screen.note("calendar-written", entries=made.entries, without=made.without)
    return 0
