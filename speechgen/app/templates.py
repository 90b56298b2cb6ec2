"""`templates`: begin one, see what it may name, look at one with the sample."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speechgen.app.clock import find_moment
from speechgen.app.files import read_input, write_outputs
from speechgen.app.office import load_settings, office_folder, open_library
from speechgen.app.render import FOLDER, Office, formats_of, prepare, refuse_edited
from speechgen.app.sample import sample_file, sample_spec
from speechgen.diagnostics import Diagnostic, Language, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.templating import Library, Template
    from speechgen.templating.describe import Described

_TITLE = re.compile(r"^title:[^\n#]*?(?=\s*(?:#|$))", re.M)
_NAME = re.compile(r"[\w][\w-]*")


def new_template(name: str, source: str, env: Mapping[str, str]) -> tuple[Path, ...]:
    """Copy the template `source` into the office's folder under a new name, which becomes its title; the files made.

    Problem: a name that is none, a source that there is not, a file that is there already.
    """
    from speechgen.templating.library import SUFFIX

    here = Path.cwd()
    library = open_library(here, env)
    template = library.template(library.find_name(source))
    if not _NAME.fullmatch(name) or name.startswith("_"):
        raise problem("app.template-name", name=name)
    old = Path(template.file)
    ending = old.suffix if template.word else SUFFIX
    target = office_folder(here) / f"{name}{ending}"
    files = {target: template.word or _titled(read_input(template.file), name)}
    if template.word:
        beside = old.with_suffix(".yaml")
        given = read_input(str(beside)) if beside.is_file() else b"title: x\n"
        files[target.with_suffix(".yaml")] = _titled(given, name)
    for path in (target.with_name(name + SUFFIX), *(target.with_name(name + end) for end in (".docx", ".yaml"))):
        if path.exists():
            raise problem("app.template-exists", Where(str(path)))
    write_outputs(files)
    return tuple(files)


def _titled(data: bytes, title: str) -> bytes:
    """Settings under another title; where two templates had one, it would find the wrong one."""
    return _TITLE.sub(lambda found: f"title: {title}", data.decode("utf-8-sig"), count=1).encode()


def template_names(env: Mapping[str, str]) -> tuple[list[Described], list[tuple[str, str, dict[str, Any]]]]:
    """Every name that a template may use with its value in the sample; and name, title, options of each template."""
    from speechgen.render.build import template_values
    from speechgen.templating.describe import describe

    library = open_library(Path.cwd(), env)
    values = template_values(sample_spec(), library.template("responsibility"), library, load_settings(Path.cwd()), {})
    found = [library.template(name) for name in library.names()]
    return list(describe(values)), [(t.name, t.title, t.options) for t in found if t.options]


def filter_rows(language: Language) -> list[tuple[str, str, str]]:
    """English name, Chinese name and meaning of each filter."""
    from speechgen.templating.names import names

    return [(row.english, row.chinese, row.about[language]) for row in names().filters.values()]


def find_template(word: str, env: Mapping[str, str]) -> tuple[Template, Library]:
    """The template that has this name, title or path, and the library in which it is found by its name.

    Problem where there is none, or where it cannot be read.
    """
    from speechgen.templating import Library
    from speechgen.templating.library import SUFFIX, WORD, load_template

    library, path = open_library(Path.cwd(), env), Path(word)
    if not path.name.endswith((SUFFIX, WORD)):
        return library.template(library.find_name(word)), library
    read_input(word)  # says what is wrong with the path
    template = load_template(path)
    return template, Library((path.parent, *library.folders), library.layers)


def preview(word: str, output: str, env: Mapping[str, str]) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Write the template filled with the sample; where it went, and what there is to say.

    The ending of `output` chooses the format; without it, it is output/NAME-preview.docx. Problem as for `render`.
    """
    template, library = find_template(word, env)
    path = Path(output) if output else Path(FOLDER) / f"{template.name}-preview.docx"
    (form,) = formats_of(template, (path.suffix.removeprefix(".") or "docx",))
    if form == "docx" or form == "xlsx":
        refuse_edited([path])
    source = str(sample_file())
    office = Office(find_moment(env), load_settings(Path.cwd()), library, source)
    write, diagnostics = prepare(sample_spec(), template, office, {})
    written = write(form)
    write_outputs({path: written.data}, inputs=(source, template.file))
    return path, (*diagnostics, *written.diagnostics)
