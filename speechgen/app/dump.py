"""`dump`: what one stage made of a speech or a spec, as stable text."""

from __future__ import annotations

from pathlib import Path

from speechgen.app.office import load_settings, open_library
from speechgen.app.parse import analyse, build, read
from speechgen.app.specs import read_spec
from speechgen.diagnostics import problem
from speechgen.source import Where

SPEC_SUFFIXES = (".yaml", ".yml")


def dump(name: str, stage: str, *, template: str = "arrangement") -> str:
    """The text of a stage: source, clean, blocks (or outline), marks, spec; of a spec: spec, document.

    Problem where the file cannot be read or has no such stage.
    """
    if Path(name).suffix.lower() in SPEC_SUFFIXES:
        return _of_spec(name, stage, template)
    return _of_speech(name, stage)


def _of_speech(name: str, stage: str) -> str:
    from speechgen.document.dump import dump_blocks, dump_marks
    from speechgen.passes import CLEANING, OUTLINE

    match stage:
        case "source":
            return _ended(read(name).source.text)
        case "clean":
            return _ended(analyse(name, until=CLEANING[-1]).view.text)
        case "blocks" | "outline":
            return dump_blocks(analyse(name, until=OUTLINE[-1]))
        case "marks":
            return dump_marks(analyse(name))
        case "spec":
            from speechgen.spec.store import dump_spec

            return dump_spec(build(analyse(name)))
    raise problem("app.only-of-spec", Where(name), stage=stage)


def _of_spec(name: str, stage: str, template: str) -> str:
    spec = read_spec(name)
    if stage == "spec":
        from speechgen.spec.store import dump_spec

        return dump_spec(spec)
    if stage != "document":
        raise problem("app.only-of-speech", Where(name), stage=stage)
    from speechgen.document.dump import dump_blocks
    from speechgen.render import render_document

    here = Path.cwd()
    settings, library = load_settings(here), open_library(here)
    template = library.find_name(template)
    return dump_blocks(render_document(spec, template, library=library, settings=settings, source=name))


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"
