"""`render`: a spec in, its documents out. All stages in order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from speechgen.app.clock import find_moment
from speechgen.app.files import STANDARD, read_input, write_outputs
from speechgen.app.office import load_settings, open_library
from speechgen.app.specs import read_spec
from speechgen.app.states import When, find_tracked
from speechgen.app.switches import read_switches
from speechgen.diagnostics import Diagnostic, Problem, problem
from speechgen.fonts import choose_fonts
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.render.states import Tracked
    from speechgen.settings import Settings
    from speechgen.spec.model import Spec
    from speechgen.templating import Library, Template
    from speechgen.writers import Written

DOCUMENTS = ("arrangement", "responsibility", "supervision")
"""What `all` means."""
FORMATS = ("docx", "pdf")
FOLDER = "output"
NOT_ASKED = When()


@dataclass(frozen=True)
class Rendered:
    """What became of one spec."""

    spec: str
    outputs: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def render(
    name: str,
    *,
    templates: Sequence[str] = DOCUMENTS,
    formats: Sequence[str] = (),
    folder: str = FOLDER,
    env: Mapping[str, str],
    switches: Sequence[str] = (),
    when: When = NOT_ASKED,
    force: bool = False,
    fonts: str = "",
    strict_fonts: bool = False,
    tell: Callable[[str], None] = lambda output: None,
) -> Rendered:
    """Load the spec, expand each template, write it in each format; then put all files in place, or none.

    `templates` are names or titles; where no `formats` are given, it is FORMATS, or docx for a Word form. `switches`
    are NAME=VALUE for options. Where `when` asks for it, or a template needs it, tasks stand there as the ledger has
    them. `tell` hears of each file before it is made. Problem: the spec, a template, an option, a frame, a writer or a
    path is wrong, somebody has edited a file that is there (unless `force`), `strict_fonts` and a face is replaced.
    """
    from speechgen.writers import writer

    here = Path.cwd()
    library, spec = open_library(here, env), read_spec(name)
    chosen = [library.template(word) for word in dict.fromkeys(library.find_name(word) for word in templates)]
    tracked, seen = find_tracked(spec, name, env, when, needed=any("ledger" in t.needs for t in chosen))
    office = Office(find_moment(env), _settings(here, fonts), library, name, tracked)
    options = read_switches(switches, [t.name for t in chosen], library, office.settings.options)
    forms = {t.name: formats_of(t, formats) for t in chosen}
    places = {
        (t.name, form): Path(folder) / f"{_stem(name)}-{t.name}{writer(form).suffix}"
        for t in chosen
        for form in forms[t.name]
    }
    if not force:
        refuse_edited([path for (_, form), path in places.items() if writer(form).editable])
    files: dict[Path, bytes] = {}
    diagnostics = list(seen)
    for template in chosen:
        write, found = prepare(spec, template, office, options[template.name])
        diagnostics += found
        for form in forms[template.name]:
            tell(str(path := places[template.name, form]))
            written = write(form)
            files[path] = written.data
            diagnostics += written.diagnostics
    refuse_other_fonts(diagnostics if strict_fonts else ())
    write_outputs(files, inputs=(name,), force=force)
    return Rendered(name, tuple(map(str, files)), tuple(diagnostics))


def _settings(folder: Path, fonts: str) -> Settings:
    """The settings of a folder, their typefaces those of the profile `fonts` where one is named."""
    settings = load_settings(folder)
    return replace(settings, fonts=choose_fonts(settings.fonts, fonts))


def refuse_other_fonts(diagnostics: Sequence[Diagnostic]) -> None:
    """Problem (not fatal) with each face and each character that had to be replaced."""
    from speechgen.writers import FONTS, Told

    found = [replace(d, severity="error") for d in Told().once(d for d in diagnostics if d.code in FONTS)]
    if found:
        raise Problem(*found, Diagnostic("writers.strict-fonts", "error"), fatal=False)


def formats_of(template: Template, wanted: Sequence[str]) -> tuple[str, ...]:
    """The formats to write a template in; Problem `render.form-docx-only` where a Word form is wanted as another."""
    if not template.word:
        return tuple(wanted or FORMATS)
    if others := [form for form in wanted if form != "docx"]:
        formats = "、".join(others)
        raise problem(
            "render.form-docx-only", Where(template.file), name=template.name, title=template.title, formats=formats
        )
    return ("docx",)


@dataclass(frozen=True)
class Office:
    """What one rendering knows besides spec and template."""

    moment: datetime.datetime
    settings: Settings
    library: Library
    source: str
    """The spec's file, for messages."""
    tracked: Tracked | None = None
    """Where the tasks stand by the ledger; None for a rendering that asks none."""


def prepare(
    spec: Spec, template: Template, office: Office, options: Mapping[str, Any]
) -> tuple[Callable[[str], Written], tuple[Diagnostic, ...]]:
    """How to write the template, filled from the spec, in a format; and what there is to say. Problem as `render`."""
    from speechgen.document import page_frames
    from speechgen.render import form_filling, render_document
    from speechgen.writers import writer
    from speechgen.writers.docx import write_form

    moment, settings, library = office.moment, office.settings, office.library
    given: dict[str, Any] = {"library": library, "settings": settings, "options": options, "source": office.source}
    given |= {"tracked": office.tracked} if office.tracked else {}
    if template.word:
        filling = form_filling(spec, template, **given)
        fonts = settings.fonts
        return (
            lambda form: write_form(template, filling.values, moment, properties=filling.properties, fonts=fonts),
            filling.diagnostics,
        )
    document = render_document(spec, template.name, **given)
    frame = library.frame(document.meta["frame"], page_frames(document.blocks))
    return lambda form: writer(form).write(document, frame, moment), document.diagnostics


def refuse_edited(paths: Sequence[Path]) -> None:
    """Problem that names each of the files that is not as `render` wrote it."""
    from speechgen.writers import is_untouched

    edited = [path for path in paths if path.is_file() and not is_untouched(read_input(str(path)))]
    if edited:
        raise Problem(*(Diagnostic("app.edited-output", "error", Where(str(path))) for path in edited))


def check_outputs(names: Sequence[str], folder: str) -> None:
    """Problem where two specs of one name would be written over each other."""
    seen: dict[str, str] = {}
    for name in names:
        stem = _stem(name)
        if seen.get(stem) == name:
            raise problem("app.given-twice", given=name)
        if stem in seen:
            raise problem("app.same-output", first=seen[stem], second=name, output=str(Path(folder) / f"{stem}-…"))
        seen[stem] = name


def _stem(name: str) -> str:
    return "stdin" if name == STANDARD else PurePath(name).stem
