"""`speechgen suggest`: owners proposed for the tasks of a spec that name none."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from typing import TYPE_CHECKING

from speechgen.cli.options import add_format, add_suggest
from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen
from speechgen.cli.width import safe

if TYPE_CHECKING:
    from speechgen.app.suggest import Suggested


def add_arguments(parser: Parser) -> None:
    """What `suggest` takes."""
    parser.add_argument("spec", metavar="SPEC", help=parser.words("check-spec"))
    parser.add_argument("-o", "--output", metavar="PATH", default="", help=parser.words("suggest-output"))
    add_suggest(parser)
    parser.add_argument("--force", action="store_true", help=parser.words("option-force"))
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Propose, and show or write what was proposed; 0."""
    from speechgen.app.suggest import suggest

    with screen.progress() as tell:
        tell(screen.words("progress-suggest", name=screen.name(options.spec)))
        done = suggest(options.spec, options.output, learn=options.learn, top=options.top, force=options.force)
    if screen.json and options.output != "-":
        screen.print_json(dataclasses.asdict(done))
    elif not options.output:
        print_proposals(screen, done)
    screen.note("suggested", count=len(done.proposals), without=done.without)
    if options.output not in ("", "-"):
        screen.note("written", path=options.output)
    return 0


def print_proposals(screen: Screen, done: Suggested) -> None:
    """Each proposal with the place of its task, and why."""
    for proposed in done.proposals:
        place = f"{screen.name(done.source)}:{proposed.line}: {proposed.id}".rstrip()
        screen.print(safe(f"{place} {proposed.task}"))
        screen.print(safe(f"    {proposed.name}（{proposed.reason}）"))
