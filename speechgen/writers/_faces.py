"""Did the text come out in the faces of GB/T 9704? Asked of the finished PDF, which cannot be mistaken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Block, Document, Heading, Inline, Paragraph, Table
from speechgen.fonts import FACES, PROFILES, ROLES, STAND_INS, find_installed, names_of
from speechgen.writers._told import told_of

_BY_STYLE = {"head1": "hei", "head2": "kai", "unknown": "hei", "proposal": "kai"}
_BY_ROLE = {"subtitle": "kai", "title": "title"}
_TRUE = ("fangsong", "kai", "hei")
"""Faces that nothing else may quietly replace, chosen or not. 小标宋 exists in no open font: 宋体 bold is its known
stand-in."""
_FIGURES = re.compile("[!-~]")
_QUOTES = re.compile("[“”‘’]")
_HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def check_faces(document: Document, installed: frozenset[str], used: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """A warning for each face that the document uses and the machine lacks, and what other faces had to help out with.

    `installed` are the names of all families in lower case, `used` the characters by the family that drew them in the
    finished file; those that none has stand under "".
    """
    chosen: Mapping[str, str] = document.meta.get("fonts", {})
    roles = set(_roles(document.blocks))
    accepted: set[str] = set()
    for role in (r for r in ROLES if r in FACES or r in chosen):
        wanted = (chosen[role],) if role in chosen else FACES.get(role, ()) if role in _TRUE else ()
        own = (*wanted, *FACES.get(role, ()), *STAND_INS.get(role, STAND_INS["fangsong"]))
        first = find_installed(own, installed)
        true = [family for family in (*wanted, *FACES.get(role, ())) if family not in FACES["rare"]]
        accepted |= {name for family in (first, *true) for name in names_of(family)}
        if role not in roles or not wanted or find_installed(wanted, installed):
            continue
        name, stand_in = chosen.get(role) or _WORDS[role], first
        yield Diagnostic("writers.pdf-face", data={"face": name, "used": stand_in or "—"})
    for family, drawn in sorted(used.items()):
        if family and not _same(family, accepted):
            helped = "".join(sorted(c for c in drawn if not c.isspace() and c not in _UNSEEN))
            if helped:
                yield told_of("writers.pdf-rare", helped, used=family)
    if missing := "".join(sorted(used.get("", ()))):
        yield told_of("writers.pdf-glyph", missing)


_WORDS = {"fangsong": "仿宋", "kai": "楷体", "hei": "黑体"}
_UNSEEN = "\u200b\u2060\ufeff"


def check_named(document: Document) -> Iterator[Diagnostic]:
    """What a Word or Excel file is told of characters that a face does not have by its very name: GB2312 has 6763.

    The file names its faces and carries none, so that this is all that can be known.
    """
    chosen = {**PROFILES["office"], **document.meta.get("fonts", {})}
    named = [f for f in dict.fromkeys(chosen[r] for r in ("fangsong", "kai")) if f.upper().endswith("GB2312")]
    if named:
        rare = "".join(sorted(c for c in characters(document.blocks) if _HANZI.match(c) and not _in_gb2312(c)))
        if rare:
            yield told_of("writers.named-rare", rare, face="、".join(named))


def characters(blocks: Iterable[Block]) -> set[str]:
    """Every character that the blocks print."""
    found: set[str] = set()
    for item in blocks:
        match item:
            case Heading():
                found.update(item.number)
                found.update(*(inline.text for inline in item.content))
            case Paragraph():
                found.update(*(inline.text for inline in item.content))
            case Table():
                for row in item.rows:
                    for cell in row.cells:
                        for part in cell.paragraphs:
                            found.update(*(inline.text for inline in part.content))
    return found


def _in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def check_readable(document: Document, missing: Iterable[str]) -> None:
    """Problem `writers.pdf-no-chinese` where no font has most of the document's Chinese characters: a page of boxes."""
    chinese = {c for c in characters(document.blocks) if "\u4e00" <= c <= "\u9fff"}
    if 2 * len(chinese.intersection(missing)) > len(chinese):
        raise problem("writers.pdf-no-chinese")


def _same(family: str, faces: Iterable[str]) -> bool:
    return any(family == face or family.startswith(f"{face} ") for face in faces)


def _roles(blocks: Iterable[Block]) -> Iterator[str]:
    yield "song"  # the page number
    for item in blocks:
        match item:
            case Heading(level=level):
                yield from _styles(item.content, {1: "hei", 2: "kai"}.get(level, "fangsong"))
            case Paragraph():
                yield from _styles(item.content, _BY_ROLE.get(item.role.split(" ")[0], "fangsong"))
            case Table():
                yield from _table_roles(item)


def _table_roles(item: Table) -> Iterator[str]:
    for row in item.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                own = "hei" if row.header or cell.role == "label" else "fangsong"
                yield from _styles(paragraph.content, own)


def _styles(content: Iterable[Inline], own: str) -> Iterator[str]:
    for inline in content:
        if inline.text.strip():
            yield _BY_STYLE.get(inline.style, own)
            if _FIGURES.search(inline.text):
                yield "numbers"
            if _QUOTES.search(inline.text):
                yield "quotes"
