"""Words and paragraphs as WordprocessingML, written as strings: ten thousand rows take less than a second."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from speechgen.document import Inline
from speechgen.templating.words import harmless

# Marks that Latin and Chinese share; without the hint Word sets them in the width of the Latin ones.
_SHARED = re.compile("[‘’“”—…·×÷±°§¨‖′″℃→←↑↓○●□■△▲☆★①-⑳]")
_QUOTES = "“”‘’"
_MARKS = re.compile("([“”‘’]+|[—…·]+)")
_HINT = '<w:rFonts w:hint="eastAsia"/>'

_NO_NAME = re.compile("[^0-9A-Za-z\u4e00-\u9fff]")
_LONGEST_NAME = 40

# The names under which a Word file may hold the style of a role, besides the role itself; Word's own names first.
_NAMES = {
    "body": ("body text", "正文"),
    "title": ("title", "标题"),
    "title proposed": ("自拟标题",),
    "subtitle": ("subtitle", "副标题"),
    "salutation": ("salutation", "称谓"),
    "closing": ("closing", "结束语"),
    "caption": ("caption", "题注"),
    "note": ("表注", "注"),
    "header": ("表头",),
    "cell": ("表格正文",),
    "table": ("table grid", "清单表格"),
    **{f"heading{n}": (f"heading {n}", f"标题 {n}") for n in range(1, 5)},
}


@dataclass(frozen=True)
class Looks:
    """The styles that a frame offers: for each kind, names in lower case to style ids."""

    paragraphs: dict[str, str] = field(default_factory=dict)
    characters: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    quotes: str = ""
    """The family of quotation marks, where it is not that of the words around them."""
    marks: dict[str, str] = field(default_factory=dict)
    """Where figures have a family of their own, the Chinese one by the id of the style: quotation marks, dashes and
    dots are set in it outright, because LibreOffice takes them for Latin behind a figure."""

    def paragraph(self, *roles: str) -> str:
        """The id of the first of the roles' styles that the frame has; "" (its default style) where it has none."""
        return _first(self.paragraphs, roles)

    def character(self, role: str) -> str:
        """The same for a style of characters."""
        return _first(self.characters, (role,))

    def table(self, *roles: str) -> str:
        """The same for a style of tables."""
        return _first(self.tables, roles)


def _first(styles: dict[str, str], roles: Iterable[str]) -> str:
    wide = (name for role in roles for name in dict.fromkeys((role, role.split(" ")[0])))  # issuer sealed, else issuer
    names = (name for role in wide for name in (role.lower(), *_NAMES.get(role, ())))
    return next((styles[name] for name in names if name in styles), "")


_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("\t"): " "}
_SPECIAL = re.compile('[&<>"\t]')


def escape(text: str) -> str:
    """`text` as XML character data or attribute value, whatever is in it."""
    text = harmless(text)
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def runs(content: Iterable[Inline], looks: Looks, within: str = "") -> str:
    """The runs of some inlines in a paragraph of the style `within`; a line break stays one, what stands `right` gets a
    tab before it."""
    out = ""
    for inline in content:
        if inline.style == "break":
            out += "<w:r><w:br/></w:r>"
            continue
        if inline.style == "right":
            out += "<w:r><w:tab/></w:r>"
        style = looks.character(inline.style) if inline.style else ""
        if inline.text and (looks.quotes or looks.marks):
            out += _pieces(inline.text, style, looks, within)
        elif inline.text:
            out += _run(inline.text, style)
    return out


def _pieces(text: str, style: str, looks: Looks, within: str) -> str:
    """The runs of a text whose marks have a face of their own."""
    chinese = looks.marks.get(style) or looks.marks.get(within) or looks.marks.get("", "")
    out = ""
    for number, piece in enumerate(_MARKS.split(text)):
        family = (looks.quotes if piece[:1] in _QUOTES and looks.quotes else chinese) if number % 2 else ""
        out += _run(piece, style, family) if piece else ""
    return out


def _run(text: str, style: str, family: str = "") -> str:
    hint = _HINT if _SHARED.search(text) else ""
    if family:
        name = escape(family)
        hint = f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + hint
    look = look and f"<w:rPr>{look}</w:rPr>"
    words = escape(text)
    if "\n" in words:
        words = words.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(
    content: Iterable[Inline], style: str, looks: Looks, before: str = "", after: str = "", start: str = ""
) -> str:
    """One paragraph in the style with that id; `start` is XML that comes before its words, such as a bookmark.

    `before` and `after` are its own properties, which OOXML wants on either side of line spacing and indents:
    page breaks, keeping together and tabs before; alignment after.
    """
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + before + after
    look = look and f"<w:pPr>{look}</w:pPr>"
    return f"<w:p>{look}{start}{runs(content, looks, style)}</w:p>"


def bookmark(task: str, number: int) -> str:
    """A hidden bookmark that carries a task's id, `number` being its own; "" for an id too long for one.

    Word, WPS and LibreOffice keep it, even as .doc or .odt; the tag of a content control LibreOffice 7 loses. A name
    has letters and digits only, and 40 of them at most: anything else is `_hex_`.
    """
    name = "_task_" + _NO_NAME.sub(lambda m: f"_{ord(m[0]):x}_", harmless(task))
    if not task or len(name) > _LONGEST_NAME:
        return ""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
