"""Where words go: standard output and error, in one language, with or without colour, as text or JSON."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from speechgen.cli.width import safe
from speechgen.diagnostics import Language, phrase

COLORS = {"error": "\033[1;31m", "warning": "\033[1;33m", "info": "\033[1;36m", "hint": "\033[36m", "place": "\033[1m"}

Paint = Callable[[str, str], str]
"""Words in a style of COLORS."""


@dataclass
class Screen:
    """The two streams and how to write on them."""

    out: TextIO
    err: TextIO
    language: Language
    color: bool = False
    width: int = 80
    json: bool = False
    quiet: bool = False
    all: bool = False
    """Show every diagnostic, not the first of a kind."""

    def words(self, name: str, /, **data: Any) -> str:
        """The catalogue's words for `cli.<name>` (or `room.name`), safe for a terminal."""
        code = name if "." in name else f"cli.{name}"
        return safe(phrase(code, self.language, **data))

    def name(self, file: str) -> str:
        """A file's name for people, safe for a terminal; `-` is standard input."""
        return self.words("stdin") if file == "-" else safe(file)

    def paint(self, stream: TextIO) -> Paint:
        """How to colour words on a stream: not at all where it is no terminal."""
        if not (self.color and stream.isatty()):
            return lambda text, style: text
        return lambda text, style: f"{COLORS[style]}{text}\033[0m"

    def print(self, text: str = "") -> None:
        """A line of the command's result, to standard output."""
        self.out.write(text + "\n")

    def note(self, name: str, /, **data: Any) -> None:
        """A line about what was done, to standard error; nothing under --quiet."""
        if not self.quiet:
            self.err.write(self.words(name, **data) + "\n")

    def print_json(self, value: Any) -> None:
        """A result for programs, to standard output."""
        import json

        self.print(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """A function to tell what is being worked on; shown only on a terminal, and gone when the work is done."""
        if self.quiet or not self.err.isatty():
            yield lambda _: None
            return
        from rich.console import Console
        from rich.text import Text  # plain: a file's name may have square brackets

        with Console(file=self.err).status("") as status:
            yield lambda text: status.update(Text(safe(text)))


def open_screen(out: TextIO, err: TextIO, language: Language, env: Mapping[str, str]) -> Screen:
    """The screen for these streams, made safe for Chinese whatever the locale."""
    for stream in (out, err):
        _make_safe(stream)
    color = not env.get("NO_COLOR") and env.get("TERM") != "dumb"  # https://no-color.org
    return Screen(out, err, language, color=color, width=_terminal_width(err))


def _make_safe(stream: TextIO) -> None:
    """UTF-8 where the stream is a file or cannot write Chinese; what still cannot be written is escaped, not raised."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    try:
        "错误".encode(stream.encoding)
        keep = stream.isatty()
    except (LookupError, UnicodeEncodeError):
        keep = False
    reconfigure(encoding=stream.encoding if keep else "utf-8", errors="backslashreplace")


def _terminal_width(stream: TextIO) -> int:
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return 80
