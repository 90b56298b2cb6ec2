"""`speechgen list`: what there is of readers, passes, rules, templates, column sets, writers."""

from __future__ import annotations

from argparse import Namespace

from speechgen.cli.options import add_format
from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen
from speechgen.cli.width import columns, wrap

KINDS = ("readers", "passes", "rules", "templates", "columns", "writers")


def add_arguments(parser: Parser) -> None:
    """What `list` takes."""
    parser.add_argument("what", choices=KINDS, metavar="|".join(KINDS), help=parser.words("list-what"))
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Print names and what they are for; 0."""
    from speechgen.app.listing import list_things

    things = list_things(options.what, screen.language)
    if screen.json:
        screen.print_json([{"name": name, "about": about} for name, about in things])
        return 0
    indent = max((columns(name) for name, _ in things), default=0) + 2
    for name, about in things:
        first, *rest = wrap(about, max(30, screen.width - indent))
        screen.print(f"{name}{' ' * (indent - columns(name))}{first}".rstrip())
        for line in rest:
            screen.print(" " * indent + line)
    return 0
