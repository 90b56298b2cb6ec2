"""What is wrong in a template, all of it at once: tags first, each for itself; then every name in what is left."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from speechgen.diagnostics import Diagnostic
from speechgen.source import Where

__all__ = ["Checked", "check_source", "marked"]


@dataclass
class Checked:
    """A template under check: where its lines stand, which options and parts there are, and what was found."""

    place: Callable[[int], Where]
    """The place of a line, counted from 1, for people."""
    options: Collection[str] = ()
    parts: Callable[[str], str | None] = lambda name: None
    of: str = "spec"
    found: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Options that it names."""

    def tell(self, code: str, line: int, **data: object) -> None:
        """One thing that is wrong in a line."""
        self.found.append(Diagnostic(code, "error", marked(self.place(line), **data), dict(data)))


def marked(where: Where, **data: object) -> Where:
    """The place with the column of the word that a message is about, as far as its line shows it."""
    word = next((str(data[key]).rpartition(".")[2] for key in ("tag", "sign", "name", "reason") if data.get(key)), "")
    at = where.text.find(word) if word else -1
    if at < 0:
        at, word = len(where.text) - len(where.text.lstrip()), where.text.strip()
    return replace(where, column=at + 1, length=len(word)) if word else where


def check_source(text: str, checked: Checked) -> None:
    """Find what is wrong in a template's text: tags, blocks that are not closed, names, filters, options."""
    from speechgen.templating.checking.names import check_names
    from speechgen.templating.checking.tags import mended

    check_names(mended(text, checked), checked)
