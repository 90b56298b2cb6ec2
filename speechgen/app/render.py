"""`render`: a spec in, its documents out. All stages in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from speechgen.app.clock import find_moment
from speechgen.app.files import STANDARD, read_input, write_outputs
from speechgen.app.office import load_settings, open_library
from speechgen.app.specs import read_spec
from speechgen.app.switches import read_switches
from speechgen.diagnostics import Diagnostic, Problem, problem
from speechgen.source import Where

DOCUMENTS = ("arrangement", "responsibility", "supervision")
"""What `all` means."""
FORMATS = ("docx", "pdf")
FOLDER = "output"


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
    formats: Sequence[str] = FORMATS,
    folder: str = FOLDER,
    env: Mapping[str, str],
    switches: Sequence[str] = (),
    force: bool = False,
    tell: Callable[[str], None] = lambda output: None,
) -> Rendered:
    """Load the spec, expand each template, write it in each format; then put all files in place, or none.

    `templates` are names or titles; `switches` are NAME=VALUE for their options. `tell` hears of each file before it is
    made. Problem: the spec, a template, an option, a frame, a writer or a path is wrong, or somebody has edited one of
    the files that are there (unless `force`).
    """
    from speechgen.document import page_frames
    from speechgen.render import render_document
    from speechgen.writers import writer

    here = Path.cwd()
    moment, settings, library = find_moment(env), load_settings(here), open_library(here)
    writers = [writer(format_name) for format_name in formats]
    spec = read_spec(name)
    templates = list(dict.fromkeys(library.find_name(word) for word in templates))
    options = read_switches(switches, templates, library)
    places = {(t, w.name): Path(folder) / f"{_stem(name)}-{t}{w.suffix}" for t in templates for w in writers}
    if not force:
        refuse_edited([path for (_, form), path in places.items() if writer(form).editable])
    files: dict[Path, bytes] = {}
    diagnostics: list[Diagnostic] = []
    for template in templates:
        document = render_document(
            spec, template, library=library, settings=settings, options=options[template], source=name
        )
        frame = library.frame(document.meta["frame"], page_frames(document.blocks))
        diagnostics += document.diagnostics
        for each in writers:
            path = places[template, each.name]
            tell(str(path))
            written = each.write(document, frame, moment)
            files[path] = written.data
            diagnostics += written.diagnostics
    write_outputs(files, inputs=(name,), force=force)
    return Rendered(name, tuple(map(str, files)), tuple(diagnostics))


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
