"""`speechgen dump`: what a stage made of a speech or a spec, as stable text."""

from __future__ import annotations

from argparse import Namespace

from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen

STAGES = ("source", "clean", "outline", "blocks", "marks", "spec", "document")


def add_arguments(parser: Parser) -> None:
    """What `dump` takes."""
    parser.add_argument("source", metavar="SRC|SPEC", help=parser.words("dump-src"))
    parser.add_argument("--stage", choices=STAGES, metavar="STAGE", required=True, help=parser.words("dump-stage"))
    parser.add_argument("--doc", default="arrangement", metavar="NAME", help=parser.words("dump-doc"))


def run(options: Namespace, screen: Screen) -> int:
    """Print the stage; 0."""
    from speechgen.app.dump import dump

    screen.out.write(dump(options.source, options.stage, template=options.doc))
    return 0
