"""`speechgen init`: a working folder for an office."""

from __future__ import annotations

from argparse import Namespace

from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen


def add_arguments(parser: Parser) -> None:
    """What `init` takes."""
    parser.add_argument("folder", metavar="DIR", help=parser.words("init-dir"))


def run(options: Namespace, screen: Screen) -> int:
    """Make the folder; 0."""
    from speechgen.app.init import init

    for path, made in init(options.folder).items():
        screen.note("init-made" if made else "init-kept", path=path)
    screen.note("init-next", folder=options.folder.rstrip("/") or "/")
    return 0
