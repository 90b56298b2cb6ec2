"""What a Word document's styles say of a paragraph: heading or body, numbered or not, hidden or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from speechgen.readers._wordxml import attribute, child, children, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-4])", re.IGNORECASE)
PROPOSED_NAME = "自拟标题"
"""The style of a title that speechgen proposed for a text that has none: no word of the text."""
CONTENTS_NAME = re.compile(r"(?:toc|目录) ?[1-9]", re.IGNORECASE)


@dataclass(frozen=True)
class Styles:
    """The styles of a document by id, and the id that paragraphs without a style have."""

    by_id: dict[str, _Element] = field(default_factory=dict)
    default: str = ""

    def role(self, style: str) -> str:
        """title | proposed | heading1 … heading4 | contents | body, from the nearest style that says so."""
        for element in self._chain(style):
            name = value(element, "w:name").strip()
            heading = HEADING_NAME.fullmatch(name)
            outline = value(element, "w:pPr", "w:outlineLvl")
            if name.lower() in ("title", "标题"):
                return "title"
            if name == PROPOSED_NAME:
                return "proposed"
            if CONTENTS_NAME.fullmatch(name):
                return "contents"
            if heading:
                return f"heading{heading[1]}"
            if outline:
                level = number(outline, 9)
                return f"heading{level + 1}" if 0 <= level < 4 else "body"
        return "body"

    def is_hidden(self, style: str) -> bool:
        """Whether the nearest style in the chain that says so hides its text."""
        said = (is_on(child(e, "w:rPr"), "w:vanish") for e in self._chain(style))
        return next((on for on in said if on is not None), False)

    def numbering(self, style: str) -> tuple[str, str, str]:
        """The list (`w:numId`) and the level that a style puts its paragraphs in, and which style in the chain says so;
        "" for none."""
        num, level, source = "", "", ""
        for element in self._chain(style):
            properties = child(element, "w:pPr", "w:numPr")
            level = level or value(properties, "w:ilvl")
            if not num and value(properties, "w:numId"):
                num, source = value(properties, "w:numId"), attribute(element, "styleId")
        return num, level, source

    def _chain(self, style: str) -> list[_Element]:
        """A style, the style it is based on, and so on; a circle ends where it closes."""
        chain: dict[str, _Element] = {}
        while style in self.by_id and style not in chain:
            chain[style] = self.by_id[style]
            style = value(chain[style], "w:basedOn")
        return list(chain.values())


def read_styles(root: _Element | None) -> Styles:
    """The styles of `word/styles.xml`; none where the document has no such part."""
    if root is None:
        return Styles()
    elements = list(children(root, "w:style"))
    defaults = [e for e in elements if attribute(e, "type") == "paragraph" and attribute(e, "default") in ("1", "true")]
    return Styles({attribute(e, "styleId"): e for e in elements}, attribute(defaults[0], "styleId") if defaults else "")
