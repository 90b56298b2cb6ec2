"""`speechgen collect`: forms that have come back, into the ledger."""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from speechgen.cli.batch import DONE, FOUND
from speechgen.cli.options import add_all, add_fail_on, add_format
from speechgen.cli.parser import Parser
from speechgen.cli.report import as_data, print_diagnostics
from speechgen.cli.screen import Screen

if TYPE_CHECKING:
    from speechgen.app.collect import Collection


def add_arguments(parser: Parser) -> None:
    """What `collect` takes."""
    parser.add_argument("spec", metavar="SPEC", help=parser.words("track-spec"))
    parser.add_argument("returns", nargs="+", metavar="FORM", help=parser.words("collect-forms"))
    parser.add_argument("--period", default="", metavar="PERIOD", help=parser.words("collect-period"))
    parser.add_argument("--correct", action="store_true", help=parser.words("collect-correct"))
    add_all(parser)
    add_fail_on(parser)
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Collect the forms; 1 where anything was held back."""
    from speechgen.app.collect import collect

    with screen.progress() as tell:
        tell(screen.words("progress-collect", count=len(options.returns)))
        done = collect(options.spec, options.returns, os.environ, period=options.period, correct=options.correct)
    bad = ("error", "warning") if options.fail_on == "warning" else ("error",)
    if screen.json:
        screen.print_json(collected_data(screen, done))
    else:
        shown = [d for d in done.diagnostics if d.severity in bad or not screen.quiet]
        print_diagnostics(screen, shown, screen.err)
        for form in done.forms:
            if form.refused:
                screen.note("refused-form", name=form.name)
                continue
            data = {"taken": form.taken, "known": form.known, "blank": form.blank, "held": form.held}
            screen.note("collected-form", name=form.name, unit=form.unit, period=form.period, **data)
        held = sum(form.held for form in done.forms)
        screen.note("collected-held" if held else "collected", path=done.path, count=len(done.events), held=held)
    return FOUND if any(d.severity in bad for d in done.diagnostics) else DONE


def collected_data(screen: Screen, done: Collection) -> dict[str, Any]:
    """The same for machines."""
    from speechgen.tracking.events import event_data

    return {
        "ledger": done.path,
        "forms": [asdict(form) for form in done.forms],
        "events": [event_data(event) for event in done.events],
        "diagnostics": [as_data(d, screen.language) for d in done.diagnostics],
    }
