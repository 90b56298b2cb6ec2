"""One Word file with the pages of another: its styles, headers and footers come along under names of their own.

So a document may turn from a letter to a list in landscape and back, each in the frame that somebody drew for it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from speechgen.writers.docx.form import MAIN, Form
from speechgen.writers.docx.frame import Pages, pages_of
from speechgen.writers.docx.words import Looks

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = f"{{{MAIN}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STYLES, _CONTENT = "word/styles.xml", "[Content_Types].xml"
_REFERS = tuple(f"{_W}{tag}" for tag in ("basedOn", "next", "link"))
_EDGES = ("headerReference", "footerReference")


def adopt(form: Form, other: Form, name: str) -> tuple[Form, Pages]:
    """`form` with all that pages of the file `other` need, and those pages; `name` tells its things from others.

    Problem writers.docx-slot where `other` has no place for a document.
    """
    pages, name = pages_of(other), _plain(name)
    parts, ids = _with_styles(form.parts, other.parts, name)
    parts, section = _with_edges(Form(parts, form.main, form.file), other, pages.section, name)
    return replace(form, parts=parts), Pages(_renamed(pages.looks, ids), section, pages.width, pages.left)


def _plain(name: str) -> str:
    """A frame's name as the name of parts and ids, which have no Chinese and no blanks (ECMA-376 part 2, 6.2.2)."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}_" for c in name)


def _renamed(looks: Looks, ids: Mapping[str, str]) -> Looks:
    kinds = (looks.paragraphs, looks.characters, looks.tables)
    paragraphs, characters, tables = ({name: ids.get(own, own) for name, own in kind.items()} for kind in kinds)
    return Looks(paragraphs, characters, tables)


def _with_styles(
    parts: Mapping[str, bytes], others: Mapping[str, bytes], name: str
) -> tuple[dict[str, bytes], dict[str, str]]:
    """The parts with the other file's styles among them; and the id under which each of those is found there."""
    from lxml import etree

    if _STYLES not in parts or _STYLES not in others:
        return dict(parts), {}
    own, root = etree.fromstring(parts[_STYLES]), etree.fromstring(others[_STYLES])
    same = _same_styles(own, root)
    ids = {i: i if i in same else f"{name}-{i}" for i in _by_id(root)}
    for old, style in _by_id(root).items():
        if old in same:
            continue
        copy = deepcopy(style)
        copy.attrib.pop(f"{_W}default", "")
        copy.set(f"{_W}styleId", ids[old])
        for element in copy:
            if element.tag in _REFERS:
                element.set(f"{_W}val", ids.get(element.get(f"{_W}val", ""), element.get(f"{_W}val", "")))
            elif element.tag == f"{_W}name":
                element.set(f"{_W}val", f"{element.get(f'{_W}val')} ({name})")
        for aliases in copy.findall(f"{_W}aliases"):
            copy.remove(aliases)
        own.append(copy)
    return {**parts, _STYLES: _packed(own)}, ids


def _by_id(styles: _Element) -> dict[str, _Element]:
    return {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}


def _same_styles(first: _Element, second: _Element) -> set[str]:
    """Ids of the styles that look the same in both files, by themselves and by what they are based on."""
    from lxml import etree

    def alike(a: _Element | None, b: _Element | None) -> bool:
        if a is None or b is None:
            return a is b
        return etree.tostring(a, method="c14n", with_tail=False) == etree.tostring(b, method="c14n", with_tail=False)

    if not alike(first.find(f"{_W}docDefaults"), second.find(f"{_W}docDefaults")):
        return set()
    mine, others = _by_id(first), _by_id(second)
    same = {i for i, style in others.items() if i in mine and alike(mine[i], style)}
    while True:
        bases = {i: others[i].find(f"{_W}basedOn") for i in same}
        kept = {i for i, base in bases.items() if base is None or base.get(f"{_W}val") in same}
        if kept == same:
            return same
        same = kept


def _with_edges(form: Form, other: Form, section: str, name: str) -> tuple[dict[str, bytes], str]:
    """The parts with the headers and footers of a section, and its properties naming them."""
    from lxml import etree

    if not section:
        return form.parts, section
    parts, element = dict(form.parts), etree.fromstring(section)
    relations = etree.fromstring(parts[_relations(form.main)])
    theirs = etree.fromstring(other.parts[_relations(other.main)])
    targets = {relation.get("Id"): relation for relation in theirs}
    for number, reference in enumerate(element.iter(*(f"{_W}{tag}" for tag in _EDGES)), 1):
        relation = deepcopy(targets[reference.get(f"{_R}id")])
        old = _target(other.main, relation)
        new = _beside(old, name)
        parts |= _copied(other.parts, old, new, name)
        relation.set("Id", f"rId{name}{number}")
        relation.set("Target", posixpath.relpath(new, posixpath.dirname(form.main)))
        relations.append(relation)
        reference.set(f"{_R}id", f"rId{name}{number}")
    parts[_relations(form.main)] = _packed(relations)
    parts[_CONTENT] = _with_types(parts, other.parts, name)
    return parts, etree.tostring(element, encoding="unicode")


def _copied(parts: Mapping[str, bytes], old: str, new: str, name: str) -> dict[str, bytes]:
    """A part under its new name, and what it refers to inside its file, such as the picture of a header."""
    from lxml import etree

    copied = {new: parts[old]}
    if _relations(old) not in parts:
        return copied
    relations = etree.fromstring(parts[_relations(old)])
    for relation in relations:
        target = _target(old, relation)
        if relation.get("TargetMode") != "External" and target in parts:
            copied[_beside(target, name)] = parts[target]
            relation.set("Target", "/" + _beside(target, name))
    return {**copied, _relations(new): _packed(relations)}


def _with_types(parts: Mapping[str, bytes], others: Mapping[str, bytes], name: str) -> bytes:
    """The list of content types with those of the parts that came along, as the other file's list has them."""
    from lxml import etree

    types = etree.fromstring(parts[_CONTENT])
    known = {item.get("PartName") or item.get("Extension") for item in types}
    for item in list(etree.fromstring(others[_CONTENT])):
        part = item.get("PartName")
        if part and _beside(part.lstrip("/"), name) in parts:
            item.set("PartName", "/" + _beside(part.lstrip("/"), name))
        elif part:
            continue
        if (item.get("PartName") or item.get("Extension")) not in known:
            types.append(item)
    return _packed(types)


def _beside(part: str, name: str) -> str:
    """word/footer1.xml as word/landscape-footer1.xml."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, f"{name}-{file}")


def _relations(part: str) -> str:
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(part: str, relation: _Element) -> str:
    """The part that a relation of `part` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), relation.get("Target", ""))).lstrip("/")


def _packed(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
