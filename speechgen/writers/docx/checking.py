"""What is wrong in a Word form: tags that a paragraph does not hold whole, loops over rows and paragraphs that would
swallow words or nothing at all, and everything that `templating.checking` finds in any template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import Diagnostic
from speechgen.source import Where
from speechgen.templating.checking import Checked, check_source, marked
from speechgen.writers.docx.form import MAIN, NUMBER, open_form

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = f"{{{MAIN}}}"
_TAG = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.S)
_LOOSE = re.compile(r"{{|}}|{%|%}")
_WIDE = re.compile(r"｛｛|｝｝|[｛{]％|％[｝}]|｛%|%｝|｛{|{｛|｝}|}｝")
_AROUND = re.compile(r"{[{%#](tr|tc|p)\s")
_BLOCK = re.compile(r"{%(tr|tc|p|r)?\s*(end)?(for|if)\b")


@dataclass(frozen=True)
class _Line:
    """A paragraph of a part of the file."""

    number: int
    element: _Element
    text: str


def check_form(word: bytes, file: str, checked: Checked) -> list[Diagnostic]:
    """All that is wrong in the form, by paragraph; `checked` says which options there are.

    Problem writers.docx-unreadable where it is no Word file.
    """
    template = open_form(word, file)
    found: list[Diagnostic] = []
    for xml in _parts(template):
        part = _Part(xml, file)
        part.check()
        each = replace(checked, place=part.place, found=[], used=checked.used)
        part.source = "\n" + template.patch_xml(part.mended())
        check_source(part.source, each)
        found += part.found + each.found
    return found


def _parts(template: Any) -> Iterator[str]:
    """The XML of the body, the headers and the footers."""
    yield template.get_xml()
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.get_part_xml(part)


class _Part:
    def __init__(self, xml: str, file: str) -> None:
        from lxml import etree

        self.root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        self.file = file
        self.lines = [_Line(n, p, _words(p)) for n, p in enumerate(self.root.iter(f"{_W}p"), 1)]
        self.found: list[Diagnostic] = []
        self.spoilt: set[int] = set()
        """Numbers of paragraphs that hold what cannot be looked at any further."""
        self.source = ""
        """What Jinja would be given, once it is made."""

    def place(self, line: int) -> Where:
        """The paragraph that a line of the source belongs to."""
        before = self.source.split("\n")[: max(0, line - 1)]
        number = next((int(m[1]) for text in reversed(before) if (m := NUMBER.search(text))), 0)
        return self.where(self.lines[number - 1]) if 0 < number <= len(self.lines) else Where(self.file)

    def where(self, line: _Line) -> Where:
        return Where(self.file, line.number, text=line.text)

    def tell(self, code: str, line: _Line, **data: object) -> None:
        self.found.append(Diagnostic(code, "error", marked(self.where(line), **data), dict(data)))

    def check(self) -> None:
        """What is wrong in single paragraphs, rows and cells, and in pairs of tags."""
        waiting: list[tuple[_Line, str, str]] = []
        for line in self.lines:
            if wide := _WIDE.search(line.text):
                self.tell("writers.form-full-width", line, sign=wide[0])
            if loose := _LOOSE.search(_TAG.sub("", line.text)):
                self.spoilt.add(line.number)
                self.tell("templating.half-a-tag", line, sign=loose[0])
            for tag in _TAG.finditer(line.text):
                self.alone(line, tag[0])
                if block := _BLOCK.match(tag[0]):
                    self.pair(line, block, tag[0], waiting)

    def alone(self, line: _Line, tag: str) -> None:
        """{%p, {%tr and {%tc take the place of their paragraph, row or cell, with all that stands in it."""
        around = _AROUND.match(tag)
        if around is None:
            return
        holder = line.element if around[1] == "p" else next(line.element.iterancestors(f"{_W}{around[1]}"), None)
        if holder is None:
            self.spoilt.add(line.number)
            self.tell("writers.form-no-table", line, tag=tag)
            return
        words = _words(holder, deep=True).replace(tag, "", 1).strip()
        if words:
            self.tell("writers.form-beside", line, tag=tag, words=words[:40])

    def pair(self, line: _Line, block: re.Match[str], tag: str, waiting: list[tuple[_Line, str, str]]) -> None:
        """An end has the same letters as its beginning: a loop that begins over rows must not end inside one."""
        kind, is_end = block[1] or "", bool(block[2])
        if not is_end:
            waiting.append((line, kind, tag))
        elif waiting:
            begun = waiting.pop()
            if begun[1] != kind:
                self.tell("writers.form-pair", line, tag=tag, begun=begun[2])

    def mended(self) -> str:
        """The part without the words of paragraphs that hold half a tag, which would swallow what follows, or a tag for
        a table where there is none."""
        from lxml import etree

        for line in self.lines:
            if line.number in self.spoilt:
                for text in line.element.iter(f"{_W}t"):
                    text.text = ""
        return etree.tostring(self.root, encoding="unicode")


def _words(element: _Element, deep: bool = False) -> str:
    """The words of a paragraph; `deep`: of all that stands in an element."""
    texts: Sequence[_Element] = [*element.iter(f"{_W}t")]
    if not deep:
        texts = [text for text in texts if next(text.iterancestors(f"{_W}p"), None) is element]
    return "".join(text.text or "" for text in texts)
