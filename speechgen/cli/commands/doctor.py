"""`speechgen doctor`: what this machine has of what speechgen needs."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from speechgen.cli.options import add_format
from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen
from speechgen.cli.width import columns

if TYPE_CHECKING:
    from speechgen.app.doctor import Need

SIGNS = {"found": "✓", "stand-in": "△", "missing": "✗"}


def add_arguments(parser: Parser) -> None:
    """What `doctor` takes."""
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Print every need; 1 where a needed one is missing, else 0."""
    from speechgen import __version__
    from speechgen.app.doctor import doctor, is_lacking

    needs = doctor()
    lacking = sum(map(is_lacking, needs))
    if screen.json:
        screen.print_json([{**asdict(n), "about": screen.words(f"doctor.{n.name}")} for n in needs])
        return 1 if lacking else 0
    screen.print(screen.words("doctor.heading", version=__version__) + "\n")
    width = max(columns(screen.words(f"doctor.{n.name}")) for n in needs) + 2
    for need in needs:
        print_need(screen, need, width)
    screen.print()
    screen.print(screen.words("doctor.bad", count=lacking) if lacking else screen.words("doctor.good"))
    for command in dict.fromkeys(n.mend for n in needs if is_lacking(n) and n.mend):
        screen.print("  " + screen.words("doctor.mend", command=command))
    return 1 if lacking else 0


def print_need(screen: Screen, need: Need, width: int) -> None:
    """One line: sign, need, what meets it; under it the command that would bring a better one."""
    about = screen.words(f"doctor.{need.name}")
    sign = SIGNS[need.state] if need.needed or need.state != "missing" else "–"
    screen.print(f"{sign} {about}{' ' * (width - columns(about))}{state_words(screen, need)}")
    if need.mend:
        screen.print("    " + screen.words("doctor.mend", command=need.mend))


def state_words(screen: Screen, need: Need) -> str:
    """What was found, what stands in, or that nothing was."""
    if need.state == "found":
        return need.found
    if need.name == "python":
        return screen.words("doctor.too-old", found=need.found)
    if need.wanted:
        return screen.words("doctor.missing-own", wanted=need.wanted, found=need.found or "—")
    if need.state == "stand-in":
        return screen.words("doctor.stand-in", found=need.found)
    return screen.words("doctor.missing-stand-in", found=need.found) if need.found else screen.words("doctor.missing")
