"""The words of a Word paragraph as a reader sees them when all tracked changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from speechgen.readers._counting import count
from speechgen.readers._wordstyles import Styles
from speechgen.readers._wordxml import attribute, child, children, is_on, number, tag, value

if TYPE_CHECKING:
    from lxml.etree import _Element

DROPPED = frozenset({
    "w:del", "w:moveFrom", "w:delText", "w:rt",
    "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sdtPr", "w:sdtEndPr",
})  # fmt: skip
"""Elements nothing of which is read: deleted or moved away, properties, the reading aid above a character."""

ENCLOSED = re.compile(r"\s*eq\s*\\o\s*\\ac\s*\(\s*(\S)\s*[,，]\s*(.+?)\s*\)\s*", re.IGNORECASE)
"""Word's field for a character in a circle or box, ` eq \\o\\ac(○,1)`, which has no other text."""
PINYIN = re.compile(r"\s*eq\b.*\\o\s*\\ad\s*\(.*[,，]\s*([^,，]+?)\s*\)\s*", re.IGNORECASE)
"""Its older field for a character under its pinyin."""

SYMBOLS = {"F0A8": "□", "F06F": "□", "F071": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F050": "√", "F0E0": "→"}
"""Signs of the fonts Wingdings and Wingdings 2 that official forms use."""


def walk(root: _Element, wanted: frozenset[str], is_dropped: Callable[[_Element], bool]) -> Iterator[_Element]:
    """Elements below `root` of the wanted names, in order, without those inside them or inside what is dropped.

    Not recursive: how deep a file nests its elements is its own choice.
    """
    stack: list[Iterator[_Element]] = [iter(root)]
    while stack:
        for element in stack[-1]:
            name = tag(element)
            if name in DROPPED or is_dropped(element):
                continue
            if name in wanted:
                yield element
                continue
            stack.append(iter(_alternative(element) if name == "mc:AlternateContent" else element))
            break
        else:
            stack.pop()


def is_placeholder(element: _Element) -> bool:
    """Whether it is a content control that shows "click here to enter text"."""
    return tag(element) == "w:sdt" and bool(is_on(child(element, "w:sdtPr"), "w:showingPlcHdr"))


def bold_opening(cell: _Element) -> int:
    """How many characters a cell begins with that are in the style Strong, where others follow them."""
    length = 0
    for run in walk(cell, frozenset({"w:r"}), is_placeholder):
        if value(run, "w:rPr", "w:rStyle") != "Strong":
            return length
        length += sum(len(e.text or "") for e in children(run, "w:t"))
    return 0


def _alternative(element: _Element) -> list[_Element]:
    """The one branch to read of a thing written twice, for newer and for older programs."""
    branches = [e for e in element if tag(e) == "mc:Choice" and len(e)] or list(children(element, "mc:Fallback"))
    return branches[:1]


class ParagraphText:
    """Reads the words of one paragraph: `text`, and the text boxes anchored in it, `boxes`."""

    WANTED = frozenset({
        "w:t", "m:t", "w:sym", "w:br", "w:cr", "w:tab", "w:ptab", "w:noBreakHyphen",
        "w:fldChar", "w:instrText", "w:txbxContent",
    })  # fmt: skip

    def __init__(self, paragraph: _Element, styles: Styles) -> None:
        self.boxes: list[_Element] = []
        self._styles = styles
        self._style = value(paragraph, "w:pPr", "w:pStyle", default=styles.default)
        self._hidden_by_style = styles.is_hidden(self._style)
        self._codes: list[str] = []
        """The code of each field that is open here, the innermost last."""
        self._in_code: list[bool] = []
        parts = [self._read(e) for e in walk(paragraph, self.WANTED, self._is_dropped)]
        self.text = "".join(parts)

    def _is_dropped(self, element: _Element) -> bool:
        """A hidden run, a footnote's own mark, a placeholder."""
        if tag(element) != "w:r":
            return is_placeholder(element)
        properties = child(element, "w:rPr")
        hidden = is_on(properties, "w:vanish")
        if hidden is None:
            style = value(properties, "w:rStyle")
            hidden = self._hidden_by_style or (bool(style) and self._styles.is_hidden(style))
        notes = (*children(element, "w:footnoteReference"), *children(element, "w:endnoteReference"))
        return hidden or any(attribute(n, "customMarkFollows") in ("1", "true", "on") for n in notes)

    def _read(self, element: _Element) -> str:
        name = tag(element)
        if name == "w:fldChar":
            return self._read_field(attribute(element, "fldCharType"))
        if name == "w:instrText":
            if self._codes:
                self._codes[-1] += element.text or ""
            return ""
        if any(self._in_code):  # words inside a field's code are not shown
            return ""
        if name == "w:txbxContent":
            self.boxes.append(element)
            return ""
        if name in ("w:t", "m:t"):
            return re.sub(r"\s*[\r\n]\s*", " ", element.text or "")  # a line end in XML is no line end in Word
        if name == "w:sym":
            return _symbol(element)
        return {"w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:tab": "\t", "w:ptab": "\t"}.get(name, "")

    def _read_field(self, kind: str) -> str:
        """Follows a field's begin, separate and end; a field without a result may still show something."""
        if kind == "begin":
            self._codes.append("")
            self._in_code.append(True)
        elif kind == "separate" and self._in_code:
            self._in_code[-1] = False
        elif kind == "end" and self._codes:
            code, without_result = self._codes.pop(), self._in_code.pop()
            if without_result and not any(self._in_code):
                return _shown_by_code(code)
        return ""


def _shown_by_code(code: str) -> str:
    enclosed = ENCLOSED.fullmatch(code)
    if enclosed:
        shape, sign = enclosed.groups()
        in_circle = shape in "○◯〇" and 0 < number(sign, 0) <= 50
        return count(int(sign), "decimalEnclosedCircle") if in_circle else sign
    pinyin = PINYIN.fullmatch(code)
    return pinyin[1] if pinyin else ""


def _symbol(element: _Element) -> str:
    code = attribute(element, "char").upper()
    if code in SYMBOLS:
        return SYMBOLS[code]
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return sign if sign.isprintable() else ""
