"""Word files that carry a look: a document laid into the slot of a filled one, its styles found, its faces changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speechgen.diagnostics import problem
from speechgen.fonts import FACES, PLAIN
from speechgen.source import Where
from speechgen.writers.docx.form import MAIN, SLOT, Form
from speechgen.writers.docx.words import Looks, escape

if TYPE_CHECKING:
    from lxml.etree import _Element
    from markupsafe import Markup

_W = f"{{{MAIN}}}"
_EAST = ' w:eastAsia="'
_FAMILY = re.compile('( w:(?:ascii|hAnsi|eastAsia|cs)=")([^"]*)')
# What stands before `type` among a section's properties (ECMA-376, CT_SectPr).
_BEFORE_TYPE = tuple(f"{_W}{tag}" for tag in ("headerReference", "footerReference", "footnotePr", "endnotePr"))
_KINDS = {"paragraph": "paragraphs", "character": "characters", "table": "tables"}


def slot() -> Markup:
    """The value of `{{ body }}`: where `lay_in` lays a document."""
    from markupsafe import Markup

    return Markup(SLOT)


def looks(form: Form) -> Looks:
    """The styles in a file, by their names and other names."""
    from lxml import etree

    found = Looks()
    for style in etree.fromstring(form.parts.get("word/styles.xml", b"<none/>")).iter(f"{_W}style"):
        kind = _KINDS.get(style.get(f"{_W}type", ""))
        if kind is None:
            continue
        names = [e.get(f"{_W}val", "") for tag in ("name", "aliases") for e in style.iter(f"{_W}{tag}")]
        for name in ",".join(names).split(","):
            getattr(found, kind).setdefault(name.strip().lower(), escape(style.get(f"{_W}styleId", "")))
    return found


@dataclass(frozen=True)
class Pages:
    """How a frame lays its pages: its styles, its section as XML, twips between its margins and left of them."""

    looks: Looks
    section: str
    width: int
    left: int = 1588


def pages_of(form: Form) -> Pages:
    """The pages that the slot of a filled file stands on; Problem writers.docx-slot where there is none."""
    from lxml import etree

    root = etree.fromstring(form.parts[form.main])
    section = _section(root, _find_slot(root, form))
    text = "" if section is None else etree.tostring(section, encoding="unicode", with_tail=False)
    return Pages(looks(form), text, _text_width(section), _left(section))


def begun(section: str, even: bool) -> str:
    """A section's properties for one that begins on a new page, or on an even one."""
    from lxml import etree

    element = etree.fromstring(section) if section else etree.Element(f"{_W}sectPr", nsmap={"w": MAIN})
    for old in element.findall(f"{_W}type"):
        element.remove(old)
    kind = etree.Element(f"{_W}type")
    kind.set(f"{_W}val", "evenPage" if even else "nextPage")
    place = next((n for n, child in enumerate(element) if child.tag not in _BEFORE_TYPE), len(element))
    element.insert(place, kind)
    return etree.tostring(element, encoding="unicode")


def lay_in(form: Form, content: str, section: str) -> Form:
    """`form` with `content` in place of the slot, the section it stands in with the properties `section`.

    Raises Problem writers.docx-slot where the file has no paragraph `{{ body }}`.
    """
    from lxml import etree

    root = etree.fromstring(form.parts[form.main])
    slot = _find_slot(root, form)
    old = _section(root, slot)
    if section and old is not None:
        _replace(old, etree.fromstring(section))
    _replace(slot, etree.Comment(SLOT))
    before, after = etree.tostring(root, encoding="unicode").split(f"<!--{SLOT}-->")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return Form({**form.parts, form.main: f"{head}{before}{content}{after}".encode()}, form.main, form.file)


def _replace(old: _Element, new: _Element) -> None:
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)


def _find_slot(root: _Element, form: Form) -> _Element:
    slot = next((p for p in root.iter(f"{_W}p") if _words_of(p) == SLOT), None)
    if slot is None:
        raise problem("writers.docx-slot", Where(form.file))
    return slot


def _words_of(paragraph: _Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t")).strip()


def _section(root: _Element, slot: _Element) -> _Element | None:
    """The properties of the section that the slot stands in: the first that end behind it."""
    sections: list[_Element] = []
    for element in reversed([*root.iter(f"{_W}p", f"{_W}sectPr")]):
        if element is slot:
            break
        if element.tag == f"{_W}sectPr":
            sections.append(element)
    return sections[-1] if sections else None


def _left(section: _Element | None) -> int:
    """Twips of a section's left margin: 28 mm where it does not say (GB/T 9704-2012, 5.2.1)."""
    margins = None if section is None else section.find(f"{_W}pgMar")
    return 1588 if margins is None else int(margins.get(f"{_W}left", "0"))


def _text_width(section: _Element | None) -> int:
    """Twips between the margins of a section."""
    size = None if section is None else section.find(f"{_W}pgSz")
    margins = None if section is None else section.find(f"{_W}pgMar")
    if size is None or margins is None:
        return 8844  # the 156 mm of GB/T 9704-2012, 5.2.1
    left, right = (int(margins.get(f"{_W}{side}", "0")) for side in ("left", "right"))
    return int(size.get(f"{_W}w", "11906")) - left - right


def with_fonts(form: Form, fonts: Mapping[str, str]) -> Form:
    """`form` with the chosen families, by role, in place of those that it names for the same role.

    `numbers` is the face of what Word calls Latin: figures, letters and their punctuation, not the quotation marks.
    """
    new = {escape(name): escape(fonts[role]) for role in fonts for name in FACES.get(role, ())}
    latin = escape(fonts.get("numbers", ""))
    if not (new or latin):
        return form

    def family(found: re.Match[str]) -> str:
        chinese = new.get(found[2], found[2])
        own = found[1] != _EAST and latin and found[2] not in FACES["song"]  # page numbers keep theirs
        return found[1] + (latin if own else chinese)

    def renamed(part: bytes) -> bytes:
        text = _FAMILY.sub(family, part.decode())
        heavy = fonts.get("title") in PLAIN
        return (_with_bold(text, escape(fonts["title"])) if heavy else text).encode()

    parts = {n: renamed(d) if n.startswith("word/") and n.endswith(".xml") else d for n, d in form.parts.items()}
    return Form(parts, form.main, form.file)


def families(form: Form) -> dict[str, str]:
    """The Chinese family of each style that names one, by its id; that of all others under ""."""
    from lxml import etree

    root = etree.fromstring(form.parts.get("word/styles.xml", b"<none/>"))
    found: dict[str, str] = {}
    for fonts in root.iter(f"{_W}rFonts"):
        style = next((a.get(f"{_W}styleId", "") for a in fonts.iterancestors(f"{_W}style")), "")
        found.setdefault(style, fonts.get(f"{_W}eastAsia", ""))
    return {style: family for style, family in found.items() if family}


def _with_bold(styles: str, title: str) -> str:
    """The styles of titles in bold, where the title's face is not heavy as it is."""
    style = '(<w:style [^>]*w:styleId="[^"]*Title"(?:(?!</w:style>).)*?'
    face = f'<w:rFonts [^>]*w:eastAsia="{re.escape(title)}"[^>]*/>)(?!<w:b/>)'
    return re.sub(style + face, r"\1<w:b/>", styles, flags=re.S)
