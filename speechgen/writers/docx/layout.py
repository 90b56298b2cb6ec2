"""A Word file in another page: wherever it holds the standard's numbers, those of the office's layout.

So it works for every frame, ours or an office's own, and leaves what somebody drew otherwise as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import floor
from typing import TYPE_CHECKING

from speechgen.layout import PAPER, STANDARD, Layout
from speechgen.writers.docx.form import MAIN, Form

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = f"{{{MAIN}}}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MM = 1440 / 25.4
"""Twips in a millimetre."""
EMU = 36000
"""Of a drawing, in a millimetre."""
NUMBER = 280
"""A character of a page number, in twips."""
BOX = (8, 50)
"""Width and height of the box of a turned page number, in millimetres."""
_FOOTER = 1430
_LEVELS = {f"{kind}{n}": n for kind in ("Heading", "Head") for n in range(1, 5)}


def grid(layout: Layout) -> int:
    """From line to line, in twips; never more than fits."""
    return floor(layout.pitch * 20)


def tight(layout: Layout) -> int:
    """Twips between characters; never more than lets a line hold its characters."""
    return floor(layout.spacing * 20)


def margins(layout: Layout, landscape: bool) -> dict[str, int]:
    """Of a page, and the place of its footer, in twips.

    A turned page is bound above on odd pages and below on even ones (28 and 26 mm, GB/T 9704-2012, 8). Word knows no
    such alternation, so both are 27 mm: within the millimetre that 5.2.1 allows on either side.
    """
    top, right, bottom, left = layout.top, layout.right, layout.bottom, layout.left
    sides = (middle := (left + right) / 2, top, middle, bottom) if landscape else (top, right, bottom, left)
    named = {name: round(side * MM) for name, side in zip(("top", "right", "bottom", "left"), sides, strict=True)}
    return {**named, "footer": max(0, _FOOTER + round((layout.bottom - STANDARD.bottom) * MM))}


def number_box(layout: Layout, odd: bool) -> tuple[float, float]:
    """Left and top of the box of a turned page number, in millimetres: 7 mm outside the type area."""
    width, height = BOX
    tops = {"right": PAPER[0] - layout.right - height, "left": layout.right, "center": (PAPER[0] - height) / 2}
    return layout.bottom - 7 - width / 2, tops[number_side(layout, odd)]


def number_side(layout: Layout, odd: bool) -> str:
    """left | center | right: where a page number stands."""
    place = layout.page_number_place
    return ("right" if odd else "left") if place == "outside" else place


def with_layout(form: Form, layout: Layout) -> Form:
    """`form` on the office's page; itself where that is the standard's."""
    if layout == STANDARD:
        return form
    from lxml import etree

    parts = dict(form.parts)
    for name, data in form.parts.items():
        if re.fullmatch(r"word/(document|styles|footer\d*)\.xml", name):
            root = etree.fromstring(data)
            _sections(root, layout)
            _spaces(root, layout)
            _types(root, layout)
            _numbers(root, layout)
            parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return Form(parts, form.main, form.file)


def _replace(element: _Element, new: Mapping[str, tuple[int, int]]) -> None:
    """Attributes that hold the first of two numbers get the second."""
    for name, (before, after) in new.items():
        if element.get(f"{_W}{name}") == str(before):
            element.set(f"{_W}{name}", str(after))


def _sections(root: _Element, layout: Layout) -> None:
    for section in root.iter(f"{_W}sectPr"):
        size = section.find(f"{_W}pgSz")
        landscape = size is not None and size.get(f"{_W}orient") == "landscape"
        before, after = margins(STANDARD, landscape), margins(layout, landscape)
        for element in section.iter(f"{_W}pgMar"):
            _replace(element, {name: (before[name], after[name]) for name in before})
        for element in section.iter(f"{_W}docGrid"):
            _replace(element, {"linePitch": (grid(STANDARD), grid(layout))})


def _spaces(root: _Element, layout: Layout) -> None:
    """Distances of lines and characters, and the two characters at the beginning of a paragraph."""
    lines = (grid(STANDARD), grid(layout))
    for element in root.iter(f"{_W}spacing"):
        _replace(element, dict.fromkeys(("line", "before", "after"), lines))
        _replace(element, {"val": (tight(STANDARD), tight(layout))})
    before, after = (2 * (round(each.body_size * 20) + tight(each)) for each in (STANDARD, layout))
    for element in root.iter(f"{_W}ind"):
        _replace(element, {"firstLine": (before, after)})


def _types(root: _Element, layout: Layout) -> None:
    """Sizes of type, and how the levels look."""
    sizes = {32: layout.body_size, 44: layout.title_size}
    for tag in ("sz", "szCs"):
        for element in root.iter(f"{_W}{tag}"):
            old = element.get(f"{_W}val", "")
            if old.isdigit() and int(old) in sizes:
                element.set(f"{_W}val", str(round(sizes[int(old)] * 2)))
    for style in root.iter(f"{_W}style"):
        level = _LEVELS.get(style.get(f"{_W}styleId", ""))
        if level and layout.levels[level - 1] != STANDARD.levels[level - 1]:
            _set_level(style, layout, level)


def _set_level(style: _Element, layout: Layout, level: int) -> None:
    """The face and weight of a level, in a style of paragraphs or of characters."""
    from lxml import etree

    look = style.find(f"{_W}rPr")
    if look is None:
        return
    wanted = layout.levels[level - 1]
    for fonts in look.iter(f"{_W}rFonts"):
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(f"{_W}{slot}", WORD_FACES[wanted.face])
    for tag in ("b", "bCs"):
        for old in look.findall(f"{_W}{tag}"):
            look.remove(old)
    at = 1 if look.find(f"{_W}rFonts") is not None else 0
    for n, tag in enumerate(("b", "bCs")):
        bold = etree.Element(f"{_W}{tag}")
        if not wanted.bold:
            bold.set(f"{_W}val", "0")
        look.insert(at + n, bold)


WORD_FACES = {"fangsong": "仿宋_GB2312", "kai": "楷体_GB2312", "hei": "黑体", "song": "宋体", "title": "方正小标宋简体"}
"""The families that our Word frames name, by role: what an office's Windows has. """


def _numbers(root: _Element, layout: Layout) -> None:
    """Page numbers, which our frames hold in paragraphs of the style PageNumber: right on odd pages, left on even."""
    before, after = layout.number_parts()
    for paragraph in _number_paragraphs(root):
        align = paragraph.find(f"{_W}pPr/{_W}jc")
        inset = paragraph.find(f"{_W}pPr/{_W}ind")
        odd = align is not None and align.get(f"{_W}val") == "right"
        side = number_side(layout, odd)
        if align is not None and inset is not None:
            align.set(f"{_W}val", side)
            inset.attrib.clear()
            if side != "center":
                inset.set(f"{_W}{side}Chars", "100")
                inset.set(f"{_W}{side}", str(NUMBER))
        for text in paragraph.iter(f"{_W}t"):
            text.text = {"— ": before, " —": after}.get(text.text or "", text.text)
        _move(paragraph, layout, odd)


def _number_paragraphs(root: _Element) -> Iterable[_Element]:
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") == "PageNumber":
            yield paragraph


def _move(paragraph: _Element, layout: Layout, odd: bool) -> None:
    """The box around a turned number, if there is one, to where the layout has it."""
    anchor = next(paragraph.iterancestors(f"{_WP}anchor"), None)
    if anchor is None:
        return
    for offset, value in zip(anchor.iter(f"{_WP}posOffset"), number_box(layout, odd), strict=False):
        offset.text = str(round(value * EMU))
