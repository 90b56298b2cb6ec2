"""`list`: what there is, found where it lives."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from speechgen.diagnostics import Language

Things = list[tuple[str, str]]
"""Names, and what each is for ("" where its file does not say)."""


def list_things(what: str, language: Language) -> Things:
    """Names of one kind with what each is for: readers, passes, rules, templates, writers."""
    match what:
        case "readers":
            return _readers()
        case "passes":
            return _passes()
        case "rules":
            return _rules()
        case "templates":
            return _templates()
    return _writers(language)


def _readers() -> Things:
    from speechgen.readers import readers

    return [(name, f"{reader.description} ({' '.join(reader.suffixes)})") for name, reader in readers().items()]


def _passes() -> Things:
    from speechgen.passes import PASSES

    return [(name, _first_line(f"speechgen.passes.{name}")) for name in PASSES]


def _rules() -> Things:
    from speechgen.rules import load_rule, rule_names

    return [(name, _first_sentence(load_rule(name)["why"])) for name in rule_names()]


def _templates() -> Things:
    from speechgen.app.office import open_library

    library = open_library(Path.cwd())
    found = [library.template(name) for name in library.names()]
    return [(template.name, f"{template.title} ({template.file})") for template in found]


def _writers(language: Language) -> Things:
    from speechgen.writers import names

    return [(name, words) for name, words in _said(names(), language)]


def _said(names: tuple[str, ...], language: Language) -> Iterator[tuple[str, str]]:
    """What the catalogue says of each writer; its module's first line where nobody has written an entry yet."""
    from speechgen.diagnostics import phrase

    for name in names:
        try:
            yield name, phrase(f"writers.{name}", language)
        except KeyError:
            yield name, _first_line(f"speechgen.writers.{name}")


def _first_line(module: str) -> str:
    return (import_module(module).__doc__ or "").strip().split("\n", 1)[0]


def _first_sentence(text: str) -> str:
    head, _, _ = text.strip().replace("\n", " ").partition("。" if "。" in text else ". ")
    return head.rstrip(".")
