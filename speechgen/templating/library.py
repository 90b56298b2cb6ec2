"""Templates, frames and column sets, found by name in an ordered list of folders: the first that has a name wins.

So an office lays its own `responsibility.html.j2` into its folder and everything else stays as delivered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from speechgen.diagnostics import Problem, nearest, problem
from speechgen.document import Column
from speechgen.source import Where
from speechgen.templating.columns import ColumnSet, read_columns
from speechgen.yamlfile import load_yaml

SUFFIX = ".html.j2"
FRAMES = "_frames"
COLUMNS = "_columns"
_NAME = re.compile(r"[\w][\w.-]*")  # a name, never a way to another folder
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*\n", re.S)
_KEYS = {"title": str, "of": str, "frame": str, "needs": list, "options": dict}
_KNOWN = "、".join(_KEYS)


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
    """Its switches with their defaults."""


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

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    def names(self, of: str = "spec") -> tuple[str, ...]:
        """Names of all templates that are made from this, by the alphabet; a broken one counts as a spec's."""
        found = {p.name.removesuffix(SUFFIX) for f in self.folders for p in f.glob(f"[!_]*{SUFFIX}")}
        return tuple(sorted(name for name in found if self._made_from(name) == of))

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
        path = self._find(name + SUFFIX)
        if path is None or name.startswith("_"):
            titles = {title: f"{title}（{own}）" for title, own in self._titles().items()} if path is None else {}
            raise _unknown("template", name, self.names(), self.folders, titles)
        return read_template(name, str(path), _text(path))

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
            css="" if css is None else _text(css),
            word=b"" if word is None else word.read_bytes(),
            css_file=str(css or ""),
            word_file=str(word or ""),
            pages={other: self.frame(other) for other in pages if other != name},
        )

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


def read_template(name: str, file: str, text: str) -> Template:
    """A template from its text; Problem `templating.front-matter` (or `yaml.…`) where its front matter is wrong."""
    found = _FRONT.match(text)
    if not found:
        return Template(name, file, text)
    settings = load_yaml("\n" + found[1], file)  # the line of --- before it: lines count as in the file
    data = settings.data or {}
    if not isinstance(data, dict):
        raise problem("templating.front-matter", Where(file, 2), key="---", keys=_KNOWN)
    for key, value in data.items():
        if not isinstance(value, _KEYS.get(key, ())):
            raise problem("templating.front-matter", settings.where((key,), key=True), key=key, keys=_KNOWN)
    return Template(
        name,
        file,
        body="\n" * found[0].count("\n") + text[found.end() :],
        title=data.get("title", name),
        of=data.get("of", "spec"),
        frame=data.get("frame", "portrait"),
        needs=tuple(data.get("needs", ())),
        options={key: option_value(value) for key, value in data.get("options", {}).items()},
    )


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
