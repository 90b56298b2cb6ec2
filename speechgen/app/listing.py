"""`list`: what there is, found where it lives."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from speechgen.diagnostics import Language

Things = list[tuple[str, str]]
"""Names, and what each is for ("" where its file does not say)."""


def list_things(what: str, language: Language) -> Things:
    """Names of one kind with what each is for: readers, passes, rules, templates, column sets, writers."""
    match what:
        case "readers":
            return _readers(language)
        case "passes":
            return _passes(language)
        case "rules":
            return _rules(language)
        case "templates":
            return _templates(language)
        case "columns":
            return _columns(language)
    return _writers(language)


def _readers(language: Language) -> Things:
    from speechgen.readers import readers

    found = readers()
    said = {name: _said(f"list.reader-{name}", language, reader.description) for name, reader in found.items()}
    if language == "zh":
        return [(name, f"{said[name]}（{' '.join(reader.suffixes)}）") for name, reader in found.items()]
    return [(name, f"{said[name]} ({' '.join(reader.suffixes)})") for name, reader in found.items()]


def _passes(language: Language) -> Things:
    from speechgen.passes import PASSES

    return [(name, _said(f"list.pass-{name}", language, _first_line(f"speechgen.passes.{name}"))) for name in PASSES]


def _rules(language: Language) -> Things:
    from speechgen.rules import rule_names, why

    return [(name, _first_sentence(why(name, language))) for name in rule_names()]


def _templates(language: Language) -> Things:
    from speechgen.app.office import open_library
    from speechgen.diagnostics import phrase

    library = open_library(Path.cwd())
    found = [library.template(name) for name in library.names()]
    return [(t.name, f"{t.title} ({phrase(f'list.layer-{library.layer(t)}', language)}: {t.file})") for t in found]


def _columns(language: Language) -> Things:
    from speechgen.app.office import open_library

    library = open_library(Path.cwd())
    return [(name, library.column_set(name).said(language)) for name in library.column_names()]


def _writers(language: Language) -> Things:
    from speechgen.writers import names

    return [(n, _said(f"writers.{n}", language, _first_line(f"speechgen.writers.{n}"))) for n in names()]


def _said(code: str, language: Language, own: str) -> str:
    """What the catalogue says of a thing; its `own` words where nobody has written an entry yet."""
    from speechgen.diagnostics import phrase

    try:
        return phrase(code, language)
    except KeyError:
        return own


def _first_line(module: str) -> str:
    return (import_module(module).__doc__ or "").strip().split("\n", 1)[0]


def _first_sentence(text: str) -> str:
    head, _, _ = text.strip().replace("\n", " ").partition("。" if "。" in text else ". ")
    return head.rstrip(".")
