"""`templates check`: all that is wrong in a template, without and with the sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.clock import find_moment
from speechgen.app.office import load_settings
from speechgen.app.render import Office, prepare
from speechgen.app.sample import sample_file, sample_spec
from speechgen.app.templates import find_template
from speechgen.diagnostics import Diagnostic, Problem, nearest
from speechgen.source import Where
from speechgen.templating.checking import Checked, check_source, marked

if TYPE_CHECKING:
    from speechgen.templating import Library, Template
    from speechgen.writers.docx.words import Looks

_ELEMENT = re.compile(r"<(p|span|td|table|/table)\b([^<>]*)>")
_CLASS = re.compile(r'\bclass="([\w -]+)"')
_COLUMNS = re.compile(r'data-columns="\s*(?:([\w.-]+)|{{\s*(?:options|选项)\.(\w+)\s*}})\s*"')
_IN_CODE = ("columns", "group", "numbering", "marks", "only", "unit", "leader", "frame", "scope")
"""Options that speechgen itself looks at, so that a template need not name them; so are those of attached lists."""
_OWN_STYLES = ("number", "right", "break")
"""Styles of words that are no style of a frame."""


def check_template(word: str, env: Mapping[str, str]) -> list[Diagnostic]:
    """All that is wrong in the template of that name, title or path. Problem where it cannot be read at all."""
    template, library = find_template(word, env)
    lines = template.body.split("\n")

    def place(line: int) -> Where:
        return Where(template.file, line, text=lines[line - 1] if 0 < line <= len(lines) else "")

    checked = Checked(place, template.options, library.part, template.of)
    if template.word:
        from speechgen.writers.docx.checking import check_form

        checked.found += check_form(template.word, template.file, checked)
    else:
        check_source(template.body, checked)
        _check_looks(template, library, checked)
    for name in template.options.keys() - checked.used - set(_IN_CODE):
        if "." not in name:  # else it is one of an attached list
            checked.found.append(
                Diagnostic("templating.unused-option", "warning", Where(template.file), {"name": name})
            )
    if not any(d.severity == "error" for d in checked.found) and template.of == "spec":
        checked.found += _tried(template, library, env)
    return checked.found


def _tried(template: Template, library: Library, env: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """What filling it with the sample tells: what no look at the tags alone can."""
    office = Office(find_moment(env), load_settings(Path.cwd()), library, str(sample_file()))
    try:
        write, _ = prepare(sample_spec(), template, office, {})
        write("docx")
    except Problem as stop:
        return stop.diagnostics
    return ()


def _check_looks(template: Template, library: Library, checked: Checked) -> None:
    """Roles of paragraphs and styles of words that the frame has no style for, and columns that the set has not."""
    looks = None
    with suppress(Problem):  # a frame that is wrong is told when it is filled
        looks = _looks(template, library)
    keys: tuple[str, ...] = ()
    for tag, name, line, given in _elements(template.body):
        if tag == "table":
            keys = () if name == "form" else _keys(given, line, template, library, checked)
        elif tag == "/table":
            keys = ()
        elif tag == "td" and keys and name and name not in keys:
            checked.tell("templating.unknown-column", line, name=name, near=nearest(name, keys), names="、".join(keys))
        elif looks and tag == "p" and name and not looks.paragraph(name, name.split()[0]):
            checked.tell("templating.unknown-role", line, name=name, frame=template.frame)
        elif looks and tag == "span" and name and name not in _OWN_STYLES and not looks.character(name):
            where = marked(checked.place(line), name=name)
            data = {"name": name, "frame": template.frame}
            checked.found.append(Diagnostic("templating.unknown-style", "warning", where, data))


def _looks(template: Template, library: Library) -> Looks | None:
    """The styles that the template's Word frame offers; None where it has none."""
    from speechgen.writers.docx.form import Form, open_form
    from speechgen.writers.docx.frame import looks

    frame = library.frame(template.frame)
    if not frame.word:
        return None
    package = open_form(frame.word, frame.word_file).docx.part.package
    parts = {str(part.partname).lstrip("/"): part.blob for part in package.iter_parts()}
    return looks(Form(parts, "", frame.word_file))


def _keys(given: str, line: int, template: Template, library: Library, checked: Checked) -> tuple[str, ...]:
    """The columns that a table may show, in its set or in any other; () where it cannot be told which set that is."""
    found = _COLUMNS.search(given)
    name = str(template.options.get(found[2], "")) if found and found[2] else found[1] if found else ""
    if not name:
        return ()
    try:
        own = [column.key for column in library.columns(name)]
        others = [column.key for other in library.column_names() for column in library.columns(other)]
        return tuple(dict.fromkeys(own + others))
    except Problem as stop:
        checked.found += [Diagnostic(d.code, "error", d.where or checked.place(line), d.data) for d in stop.diagnostics]
        return ()


def _elements(text: str) -> Iterator[tuple[str, str, int, str]]:
    """Tag, class as it stands there, line and attributes of what has a look."""
    for found in _ELEMENT.finditer(text):
        name = _CLASS.search(found[2])
        yield found[1], name[1] if name else "", text.count("\n", 0, found.start()) + 1, found[2]
