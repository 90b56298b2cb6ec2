"""`speechgen schema`: the JSON Schema of specs."""

from __future__ import annotations

from argparse import Namespace

from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen


def add_arguments(parser: Parser) -> None:
    """`schema` takes nothing of its own."""


def run(options: Namespace, screen: Screen) -> int:
    """Print it; 0."""
    from speechgen.app.schema import schema

    screen.out.write(schema())
    return 0
