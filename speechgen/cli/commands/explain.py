"""`speechgen explain`: a rule, or the code of a message, with its why and its examples."""

from __future__ import annotations

from argparse import Namespace

from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen
from speechgen.cli.width import wrap


def add_arguments(parser: Parser) -> None:
    """What `explain` takes."""
    parser.add_argument("name", metavar="RULE", help=parser.words("explain-rule"))


def run(options: Namespace, screen: Screen) -> int:
    """Print the explanation; 0."""
    from speechgen.app.explain import explain

    explanation = explain(options.name, screen.language)
    screen.print(explanation.name)
    for label, text in explanation.parts:
        screen.print()
        screen.print(f"{screen.words(label)}:" if screen.language == "en" else f"{screen.words(label)}：")
        for line in text.rstrip("\n").split("\n"):
            for piece in wrap(line, max(40, screen.width - 2)):
                screen.print(f"  {piece}".rstrip())
    return 0
