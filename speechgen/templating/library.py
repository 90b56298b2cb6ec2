"""Templates, frames and column sets, found by name in an ordered list of folders: the first that has a name wins.

So an office lays its own `responsibility.html.j2` into its folder and everything else stays as delivered.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from speechgen.diagnostics import Problem, nearest, problem
from speechgen.document import Column
from speechgen.source import Where
from speechgen.templating.columns import ColumnSet, read_columns
from speechgen.yamlfile import YamlFile, load_yaml

SUFFIX = ".html.j2"
WORD = ".docx"
"""Of a template that is a Word form; what is told of it stands beside it in <name>.yaml."""
FRAMES = "_frames"
COLUMNS = "_columns"
_NAME = re.compile(r"[\w][\w.-]*")  # a name, never a way to another folder
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*\n", re.S)
_KEYS = {
    "title": str, "of": str, "frame": str, "needs": list, "options": dict, "labels": dict, "attaches": list
}  # fmt: skip
_IMPORT = re.compile(r'@import\s+"([\w][\w.-]*\.css)"\s*;[ \t]*\n?')


@dataclass(frozen=True)
class Template:
    """A content template: what its front matter says, and its body with the line numbers of the file."""

    name: str
    file: str
    """As the user may know it, for messages."""
    body: str
    title: str = ""
    """The kind of document, for people: 责任清单."""
    of: str = "spec"
    """What it is made from: a `spec`, or the `changes` between two."""
    frame: str = "portrait"
    needs: tuple[str, ...] = ()
    """What a spec must have for it: `tasks`, `sections`."""
    options: dict[str, Any] = field(default_factory=dict)
    """Its switches with their defaults; those of a template that it attaches as `responsibility.notes`."""
    labels: dict[str, str] = field(default_factory=dict)
    """What its options are called in print, and may be called by whoever sets them: 发文字号."""
    attaches: tuple[str, ...] = ()
    """Templates whose documents it has as attachments, as a notice has its list."""
    word: bytes = b""
    """The Word form of a template that is one; its body is empty then."""


@dataclass(frozen=True)
class Frame:
    """A look: the style sheet for PDF and HTML, the Word file for DOCX; empty where the folder has none."""

    name: str
    css: str = ""
    word: bytes = b""
    css_file: str = ""
    word_file: str = ""
    pages: Mapping[str, Frame] = field(default_factory=dict)
    """The other frames that a document in this one turns to."""

    def page(self, name: str) -> Frame:
        """The frame of that name, of those that `Library.frame` was asked for; itself where the name is its own."""
        return self if name == self.name else self.pages[name]


def builtin_folder() -> Path:
    """The templates that come with speechgen: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parent / "templates"


class Library:
    """The templates of some folders, an office's own before ours."""

    def __init__(self, folders: Sequence[Path], layers: Mapping[Path, str] | None = None) -> None:
        """`layers`: whose each folder is: user, office, ours."""
        self.folders = tuple(folders)
        self.layers = dict(layers or {})

    def layer(self, template: Template) -> str:
        """Whose folder a template comes from; "" where that is not known."""
        return self.layers.get(Path(template.file).parent, "")

    def names(self, of: str = "spec", forms: bool = True) -> tuple[str, ...]:
        """Names of all templates that are made from this, by the alphabet; a broken one counts as a spec's.

        Without `forms` only those that any writer can write.
        """
        files = (p.name for f in self.folders for end in (SUFFIX, WORD) for p in f.glob(f"[!_~.]*{end}"))
        found = {name.removesuffix(SUFFIX).removesuffix(WORD) for name in files}
        wanted = (name for name in found if forms or str(self.place(name)).endswith(SUFFIX))
        return tuple(sorted(name for name in wanted if self._made_from(name) == of))

    def _made_from(self, name: str) -> str:
        with suppress(Problem):
            return self.template(name).of
        return "spec"

    def find_name(self, word: str) -> str:
        """The name of the template that has this name or this title (责任清单); the word itself where none has."""
        titles = {} if word in self.names() else self._titles()
        return titles.get(word, word)

    def _titles(self) -> dict[str, str]:
        """Title to name, of all templates that can be read."""
        found: dict[str, str] = {}
        for name in self.names():
            with suppress(Problem):
                found.setdefault(self.template(name).title, name)
        return found

    def template(self, name: str) -> Template:
        """The template of that name; Problem `templating.unknown-template`, or of its front matter."""
        path = self.place(name)
        if path is None or name.startswith("_"):
            titles = {title: f"{title}（{own}）" for title, own in self._titles().items()} if path is None else {}
            raise _unknown("template", name, self.names(), self.folders, titles)
        found = load_template(path)
        inner = [self.template(other) for other in found.attaches if other != name]
        options = {f"{other.name}.{key}": value for other in inner for key, value in other.options.items()}
        return replace(found, options={**found.options, **options})

    def place(self, name: str) -> Path | None:
        """The file of a template: of the first folder that has it, as HTML or else as a Word form; None where none."""
        if not _NAME.fullmatch(name):
            return None
        paths = (f / f"{name}{end}" for f in self.folders for end in (SUFFIX, WORD))
        return next((path for path in paths if path.is_file()), None)

    def part(self, name: str) -> str | None:
        """The text of a file that a template includes, such as `_parts.html.j2`; None where there is none."""
        path = self._find(name)
        return None if path is None else _text(path)

    def frame(self, name: str, pages: Iterable[str] = ()) -> Frame:
        """The frame of that name, its two files each from the first folder that has it; Problem where none has any.

        `pages` are the frames that the document turns to on its way.
        """
        css, word = self._find(f"{name}.css", FRAMES), self._find(f"{name}.docx", FRAMES)
        if css is None and word is None:
            names = sorted({p.stem for f in self.folders for p in (f / FRAMES).glob("*.css")})
            raise _unknown("frame", name, names, self.folders)
        return Frame(
            name,
            css="" if css is None else self._css(_text(css)),
            word=b"" if word is None else word.read_bytes(),
            css_file=str(css or ""),
            word_file=str(word or ""),
            pages={other: self.frame(other) for other in pages if other != name},
        )

    def _css(self, text: str) -> str:
        """A style sheet with those of other frames that it begins with (`@import "portrait.css";`) laid in."""

        def found(match: re.Match[str]) -> str:
            path = self._find(match[1], FRAMES)
            return match[0] if path is None else _text(path)

        return _IMPORT.sub(found, text)

    def columns(self, name: str) -> tuple[Column, ...]:
        """The columns of a set by its name; Problem as for `column_set`."""
        return self.column_set(name).columns

    def column_set(self, name: str) -> ColumnSet:
        """The column set `_columns/<name>.yaml`; Problem where there is none or where it is wrong."""
        path = self._find(f"{name}.yaml", COLUMNS)
        if path is None:
            raise _unknown("columns", name, self.column_names(), self.folders)
        return read_columns(name, str(path), _text(path))

    def column_names(self) -> tuple[str, ...]:
        """Names of the column sets that a list of tasks may have, in alphabetical order."""
        names = sorted({p.stem for f in self.folders for p in (f / COLUMNS).glob("*.yaml")})
        return tuple(name for name in names if self._lists_tasks(name))

    def _lists_tasks(self, name: str) -> bool:
        """Whether it is for tasks; one that cannot be read counts, so that using it tells what is wrong."""
        with suppress(Problem):
            return self.column_set(name).lists_tasks
        return True

    def _find(self, file: str, under: str = "") -> Path | None:
        if not _NAME.fullmatch(file):
            return None
        return next((p for f in self.folders if (p := f / under / file).is_file()), None)


def load_template(path: Path) -> Template:
    """The template in a file, HTML or Word form; Problem as `read_template` and `read_form`."""
    if path.suffix != WORD:
        return read_template(path.name.removesuffix(SUFFIX), str(path), _text(path))
    beside = path.with_suffix(".yaml")
    text = _text(beside) if beside.is_file() else ""
    return read_form(path.stem, str(path), path.read_bytes(), str(beside), text)


def read_form(name: str, file: str, word: bytes, beside: str, text: str) -> Template:
    """A template from the bytes of a Word form and the text of the file `beside` it, which may be empty.

    Its keys are those of front matter. Without a title there, that of the Word file's own properties counts. Problem
    `templating.form-front-matter` where a key is wrong.
    """
    settings = load_yaml(text, beside)
    given = _front(settings, ("title", "needs", "options"), "templating.form-front-matter")
    return Template(name, file, "", **{"title": _title_of(word) or name, **given}, word=word)


def _title_of(word: bytes) -> str:
    """The title in the properties of a Word file; "" where there is none, or no such file."""
    from lxml import etree

    with suppress(Exception), zipfile.ZipFile(io.BytesIO(word)) as archive:  # what is wrong in it, filling it tells
        if archive.getinfo("docProps/core.xml").file_size < 100_000:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(archive.read("docProps/core.xml"), parser)
            title = root.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
            return "" if "{" in title else title.strip()
    return ""


def read_template(name: str, file: str, text: str) -> Template:
    """A template from its text; Problem `templating.front-matter` (or `yaml.…`) where its front matter is wrong."""
    found = _FRONT.match(text)
    if not found:
        return Template(name, file, text)
    settings = load_yaml("\n" + found[1], file)  # the line of --- before it: lines count as in the file
    body = "\n" * found[0].count("\n") + text[found.end() :]
    return Template(name, file, body, **{"title": name, **_front(settings, tuple(_KEYS), "templating.front-matter")})


def _front(settings: YamlFile, keys: Sequence[str], code: str) -> dict[str, Any]:
    """What front matter gives, by field of a Template; Problem of that code for a key or a kind of value that it has
    not."""
    data = settings.data or {}
    if not isinstance(data, dict):
        raise problem(code, Where(settings.source.name, 2), key="---", keys="、".join(keys))
    for key, value in data.items():
        if key not in keys or not isinstance(value, _KEYS[key]):
            raise problem(code, settings.where((key,), key=True), key=key, keys="、".join(keys))
    given = dict(data)
    for name in ("needs", "attaches"):
        if name in given:
            given[name] = tuple(given[name])
    if "options" in given:
        given["options"] = {key: option_value(value) for key, value in given["options"].items()}
    return given


def option_value(text: Any) -> Any:
    """An option's default as written in front matter: true and false are switches, 12 a number, all else is text."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    return {"true": True, "false": False, None: ""}.get(text, text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise problem("templating.not-utf8", Where(str(path)), byte=error.start) from error


def _unknown(
    kind: str, name: str, names: Sequence[str], folders: Sequence[Path], titles: Mapping[str, str] | None = None
) -> Problem:
    """`titles`: other words for the names, and how to show them."""
    near = nearest(name, (*names, *(titles or ())))
    return problem(
        f"templating.unknown-{kind}",
        name=name,
        near=(titles or {}).get(near, near),
        names="、".join(names) or "—",
        folders="、".join(str(f) for f in folders),
    )
