"""`main`: arguments in, exit code out; every failure ends here as words, never as a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TextIO

from speechgen.cli.batch import DONE, FAILED, INTERRUPTED, fail
from speechgen.cli.options import add_common
from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen, open_screen
from speechgen.diagnostics import Language, Problem, problem
from speechgen.settings import find_language

COMMANDS = (
    "parse",
    "review",
    "render",
    "check",
    "suggest",
    "diff",
    "merge",
    "draft",
    "update",
    "track",
    "forms",
    "collect",
    "calendar",
    "templates",
    "dump",
    "list",
    "explain",
    "schema",
    "doctor",
    "init",
)
"""In the order of the help; each is a module of `speechgen.cli.commands` with `add_arguments` and `run`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code: 0 done, 1 problems found, 2 could not run, 130 interrupted."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    screen = open_screen(sys.stdout, sys.stderr, ask_language(arguments, os.environ), os.environ)
    try:
        code = run(arguments, screen)
        screen.out.flush()
        return code
    except Problem as stop:
        return fail(screen, stop)
    except KeyboardInterrupt:
        screen.err.write("\n" + screen.words("interrupted") + "\n")
        return INTERRUPTED
    except BrokenPipeError:
        return leave_quietly(screen.out)
    except Exception as error:
        if os.environ.get("SPEECHGEN_DEBUG"):
            raise
        return fail(screen, unexpected(error))


def run(arguments: Sequence[str], screen: Screen) -> int:
    """Read the arguments, run the command they name."""
    parser = build_parser(arguments, screen.language)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:  # --help and --version have printed
        return int(stop.code or 0)
    screen.quiet = getattr(options, "quiet", False)
    screen.all = getattr(options, "all", False)
    screen.json = getattr(options, "form", "text") == "json"
    if options.command is None:
        parser.print_help(screen.out)
        return FAILED
    code: int = import_module(f"speechgen.cli.commands.{options.command}").run(options, screen)
    return code


def build_parser(arguments: Sequence[str], language: Language) -> Parser:
    """The parser. Only a command that stands in the arguments is given its own options; the others need a name."""
    parser = Parser.speaking(language)(prog="speechgen")
    parser.description = parser.words("description")
    parser.epilog = parser.words("epilog")
    parser.add_argument("--version", action="version", version=_version(), help=parser.words("version"))
    add_common(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title=parser.words("commands"))
    for name in COMMANDS:
        about = parser.words(name)
        command = commands.add_parser(name, help=about, description=about)
        if name in arguments:
            import_module(f"speechgen.cli.commands.{name}").add_arguments(command)
        add_common(command)
        command.shorten_usage()
    parser.shorten_usage()
    return parser


def _version() -> str:
    from speechgen import __version__

    return f"speechgen {__version__}"


def ask_language(arguments: Sequence[str], env: Mapping[str, str]) -> Language:
    """The language of `--lang`, looked for before parsing because the parser speaks it; else of the locale."""
    chosen = find_language(env)
    for before, word in zip(["", *arguments], arguments, strict=False):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else word if before == "--lang" else ""
        if value in ("zh", "en"):
            chosen = "zh" if value == "zh" else "en"
    return chosen


def unexpected(error: Exception) -> Problem:
    """What to tell of an exception that nobody foresaw; of standard output on a full disk, or a path, just that."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return problem("cli.no-space")
    if isinstance(error, OSError) and error.filename:
        from speechgen.app.files import read_problem

        return read_problem(str(error.filename), error)
    return problem("cli.internal", kind=type(error).__name__, detail=str(error)[:200])


def leave_quietly(stream: TextIO) -> int:
    """The reader of our output has gone (`| head`): nothing is wrong; keep Python from complaining at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return DONE
