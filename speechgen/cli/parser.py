"""argparse in the user's language: help, and errors as diagnostics with a suggestion."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from speechgen.cli.width import wrap
from speechgen.diagnostics import Language, nearest, phrase, problem

ERRORS: tuple[tuple[str, str], ...] = (
    (r"argument COMMAND: invalid choice: '(?P<given>.*?)'.*", "cli.unknown-command"),
    (r"unrecognized arguments: (?P<given>-\S*).*", "cli.unknown-option"),
    (r"unrecognized arguments: (?P<given>.*)", "cli.too-many"),
    (r"the following arguments are required: (?P<option>.*)", "cli.required"),
    (r"argument (?P<option>.*?): expected (?:one|at least one) argument", "cli.needs-value"),
    (
        r"argument (?P<option>.*?): invalid choice: '?(?P<given>.*?)'? \(.*?choose from (?P<choices>.*)\)",
        "cli.wrong-choice",
    ),
    (r"argument (?P<option>.*?): invalid int value: '(?P<given>.*)'", "cli.not-a-number"),
    (r"argument (?P<option>.*?): ignored explicit argument '(?P<given>.*)'", "cli.no-value"),
)
"""What argparse says, as Python 3.11 to 3.14 word it, and the message that says it for people."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose help is in one language and whose errors are Problems (exit 2)."""

    language: Language = "en"

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", formatter(self.language))
        super().__init__(**options, add_help=False, allow_abbrev=False)
        self._positionals.title = self.words("arguments")
        self._optionals.title = self.words("options")
        self.add_argument("-h", "--help", action="help", help=self.words("help"))

    @classmethod
    def speaking(cls, language: Language) -> type[Parser]:
        """The class for one language; argparse makes sub-parsers of the same class."""
        return type("Parser", (cls,), {"language": language})

    def words(self, name: str, **data: Any) -> str:
        """The catalogue's words for `cli.<name>` (or `room.name`)."""
        return phrase(name if "." in name else f"cli.{name}", self.language, **data)

    def shorten_usage(self) -> None:
        """`speechgen parse [options] SRC…`: the options stand below, each with its words."""
        places = [a for a in self._actions if not a.option_strings]
        names = (f"{a.metavar or a.dest}{'…' if a.nargs in ('+', argparse.PARSER) else ''}" for a in places)
        self.usage = " ".join([self.prog, f"[{self.words('options')}]", *names]).replace("%", "%%")

    def error(self, message: str) -> NoReturn:
        """argparse's complaint as a Problem, with the nearest right word."""
        for pattern, code in ERRORS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                data: dict[str, Any] = found.groupdict()
                data["choices"] = ", ".join(re.findall(r"[\w-]+", data.get("choices", "")))
                near = nearest(data.get("given", "").split("=")[0], self._choices(code, data["choices"]))
                raise problem(code, near=near, prog=self.prog, **data)
        raise problem("cli.usage", message=message, prog=self.prog)

    def _choices(self, code: str, listed: str) -> Iterable[str]:
        if code == "cli.unknown-option":
            return self.all_options()
        if code == "cli.unknown-command":
            return next(tuple(a.choices or ()) for a in self._actions if isinstance(a, argparse._SubParsersAction))
        return listed.split(", ")

    def all_options(self) -> set[str]:
        """Every long option of this parser and its commands."""
        found = {text for action in self._actions for text in action.option_strings if text.startswith("--")}
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                found.update(*(child.all_options() for child in action.choices.values()))
        return found


def formatter(language: Language) -> Callable[..., argparse.HelpFormatter]:
    """A help formatter that says "usage" in the user's language and wraps by display width."""

    class Formatter(argparse.HelpFormatter):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **{**options, "max_help_position": 26})

        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            words = phrase("cli.usage-prefix", language) if prefix is None else prefix
            super().add_usage(usage, actions, groups, words)

        def _format_action_invocation(self, action: argparse.Action) -> str:
            if not action.option_strings:
                return super()._format_action_invocation(action)
            value = f" {self._format_args(action, action.dest.upper())}" if action.nargs != 0 else ""
            return ", ".join(action.option_strings) + value  # -o, --output PATH: as Python 3.13 and later have it

        def _split_lines(self, text: str, width: int) -> list[str]:
            return wrap(text, width)

        def _fill_text(self, text: str, width: int, indent: str) -> str:
            return "\n".join(indent + line for line in wrap(text, width - len(indent)))

    return Formatter
