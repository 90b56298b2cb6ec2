"""Word forms that somebody drew, filled with values by docxtpl.

docxtpl's own defaults run code out of templates and lose text without a word (`<`, `&`, misspelt names); here it is
always given our sandboxed, strict, bounded and escaping environment.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import Problem, problem
from speechgen.source import Where
from speechgen.templating.engine import explain
from speechgen.templating.names import in_both_languages
from speechgen.templating.sandbox import make_environment
from speechgen.templating.words import BREAK, harmless, restore

if TYPE_CHECKING:
    from markupsafe import Markup

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LIMIT = 40_000_000
"""Characters of XML and steps that one form may take: one with a page for each of 1,000 tasks takes half of it."""
LARGEST = 100_000_000
"""Bytes unpacked; a form with a few pictures has some millions."""
_LONGEST = 255  # characters that a file property may have
_CODES = {
    "templating.syntax": "writers.docx-template",
    "templating.failed": "writers.docx-template",
    "templating.undefined": "writers.docx-name",
    "templating.forbidden": "writers.docx-forbidden",
}
# docxtpl turns these into tags when all is done, in values too; as a character reference it does not see them.
_LATER = re.compile("(?<={)_(?=[{%])|(?<=[}%])_(?=})")
SLOT = "\ufdd8"
"""Stands where a document is to go; a noncharacter, so no value can hold it."""
_MARKS = re.compile("</?span[^<>]*>")
_PARAGRAPH = re.compile("<w:p[ >]")
NUMBER = re.compile(r"{#(\d+)$")


@dataclass(frozen=True)
class Form:
    """A filled Word file: its parts by name, and which of them is the document."""

    parts: dict[str, bytes]
    main: str
    file: str
    """As the user may know it, for messages."""


def fill(
    form: bytes,
    values: Mapping[str, Any],
    file: str,
    moment: datetime.datetime,
    properties: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of a Word template with its `{{ names }}` filled in.

    Raises Problem writers.docx-unreadable where `form` is no Word file, and writers.docx-template, -name, -forbidden
    (or templating.…) where a tag in it is wrong, with the number and the words of the paragraph it stands in.
    """
    return pack(fill_parts(form, values, file, moment, properties))


def fill_parts(
    form: bytes,
    values: Mapping[str, Any],
    file: str,
    moment: datetime.datetime,
    properties: Mapping[str, str] | None = None,
) -> Form:
    """The same, not yet packed; `properties` (else the values) give `title` and `author` of the file itself."""
    template = open_form(form, file)
    environment = make_environment(lambda name: None, _printed, limit=LIMIT)
    try:
        template.render(in_both_languages(values), environment, autoescape=True)
    except Problem:
        raise
    except Exception as error:  # whatever goes wrong here, the file's author wrote it
        raise _explain(error, template.lines, file, values) from error
    _describe(template.docx.core_properties, values if properties is None else properties, moment)
    out = io.BytesIO()
    template.docx.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return Form(parts, str(template.docx.part.partname).lstrip("/"), file)


def _printed(value: Any) -> Markup:
    """What a tag prints for a value: nothing that XML cannot hold, nothing that docxtpl would take for a command."""
    from markupsafe import Markup, escape

    if isinstance(value, Markup):  # of a filter that marks words: in a form they look like those around them
        words = restore(_MARKS.sub("", value)).replace(BREAK, "\n")
        return Markup(_LATER.sub("&#95;", SLOT.join(map(harmless, words.split(SLOT)))))
    return Markup(_LATER.sub("&#95;", str(escape(harmless(str(value)).replace("\t", " ")))))


def open_form(form: bytes, file: str) -> Any:
    """The form as docxtpl knows it, with `lines`: what Jinja is given of the part that was rendered last.

    Problem writers.docx-unreadable where it is no Word file, or too large to be a form.
    """
    from docxtpl import DocxTemplate

    class Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
        lines: Sequence[str]

        def patch_xml(self, source: str) -> Any:
            """Every paragraph behind a comment with its number, which ends a line: Jinja's line numbers find it."""
            numbers = iter(range(1, len(source)))
            return super().patch_xml(_PARAGRAPH.sub(lambda m: f"{{#{next(numbers)}\n#}}{m[0]}", source))

        def render_xml_part(self, source: str, *rest: Any, **named: Any) -> Any:
            self.lines = source.replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>").split("\n")
            return super().render_xml_part(source, *rest, **named)

    template = Template(io.BytesIO(form))
    template.lines = []
    try:
        with zipfile.ZipFile(io.BytesIO(form)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise ValueError("too large")
        template.init_docx()
    except Exception as error:  # python-docx lets whatever went wrong in zipfile or lxml through
        raise problem("writers.docx-unreadable", Where(file)) from error
    return template


def _explain(error: Exception, lines: Sequence[str], file: str, values: Mapping[str, Any]) -> Problem:
    where = _place(lines, error, file)
    found = explain(error, where, {name: value for name, value in values.items() if name != "body"}).diagnostics[0]
    return problem(_CODES.get(found.code, found.code), where, near=where.text, **found.data)


def _place(lines: Sequence[str], error: Exception, file: str) -> Where:
    """The paragraph in which an error arose, by number and words; the file alone where it cannot be told."""
    line, step = getattr(error, "lineno", None) or 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    if not 0 < line <= len(lines):
        return Where(file)
    number = next((int(m[1]) for text in reversed(lines[: line - 1]) if (m := NUMBER.search(text))), 0)
    words = words_of(lines[line - 1])
    return Where(file, number, 1 if words else 0, len(words), words)


def words_of(source: str) -> str:
    """The words in a line of a form's source, without tags of XML and our own numbers."""
    return re.sub(r"<[^>]*>|^#}|{#\d*$", "", source).strip()


def _describe(properties: Any, values: Mapping[str, Any], moment: datetime.datetime) -> None:
    """What the file says about itself; nothing in it changes from run to run but by the clock it is given."""
    at = moment.astimezone(datetime.UTC)
    properties.title = harmless(str(values.get("title") or "")).replace("\n", "")[:_LONGEST]
    properties.author = harmless(str(values.get("author") or "speechgen")).replace("\n", "")[:_LONGEST]
    properties.last_modified_by = "speechgen"
    properties.language = "zh-CN"
    properties.created = properties.modified = at
    properties.revision = 1


def pack(form: Form) -> bytes:
    """The file's bytes; the same for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in form.parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
