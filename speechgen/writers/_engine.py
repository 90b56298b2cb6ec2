"""What WeasyPrint leaves undone for a Chinese document: lines that end even, and the weight that was asked for.

Both are how Word shows the same document. They reach below WeasyPrint's public interface, so each looks first whether
what it needs is there; without it the document comes out all the same, less even, too bold or not bold enough.
"""

from __future__ import annotations

import ctypes.util
import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_BEFORE, _BEHIND = "\u3400-\u9fff，。、；：！？）》”’", "\u3400-\u9fff（《“‘"
_QUOTES = re.compile(f"(?:(?<=[{_BEFORE}])|(?<=</span>))(?=[“‘])|(?<=[”’])(?=[{_BEHIND}])")

_HYPHEN = "\u2060\u2010\u2060"
"""U+2011, the hyphen that does not break, as a plain one between word joiners: most Chinese faces lack it, and Pango
then searches every font of the machine, which can take a minute."""
WIDEST = 0.25
"""Of the font's size: a line that needs more between its characters than this stays short."""
BOLD = 600
STROKE = 0.03
"""Of the font's size: the line drawn around each character of an imitated bold."""
_STYLES = b"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <match target="pattern">
    <test name="weight" compare="less"><const>demibold</const></test>
    <edit name="style" mode="append"><string>Regular</string></edit>
  </match>
  <match target="pattern">
    <test name="weight" compare="more_eq"><const>demibold</const></test>
    <edit name="style" mode="append"><string>Bold</string></edit>
  </match>
</fontconfig>
"""
"""Fontconfig looks at a style before it looks at weights, which are one and the same in both files of FandolSong and
of FandolHei; it would take either."""


def with_breaks(html: str) -> str:
    """The page with a place to break before every opening and behind every closing quotation mark in Chinese text.

    Pango takes “ and ” for the marks of any language (UAX 14, class QU) and breaks on neither side, so that a row of
    “实”“快”“准” would be one word. A zero-width space leaves no trace in the PDF.
    """
    return _QUOTES.sub("\u200b", html).replace("\u2011", _HYPHEN)


@contextmanager
def quick_import() -> Iterator[None]:
    """Keep WeasyPrint's import from asking the compiler, a dozen times, where a library is that has another name here.

    It tries the names of every system; on Linux the one that fits needs no search, and each search starts processes.
    """
    original = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = original


def true_weights(engine: Any) -> Any:
    """The fonts of the system, of which a plain face is taken where plain is asked for; None where that cannot be.

    Pango asks the rules of these fonts or, up to 1.50, those of the whole process; both are told.
    """
    fonts: Any = engine.text.fonts.FontConfiguration()
    config, library = getattr(fonts, "_config", None), engine.text.ffi
    if config is None or not hasattr(library.fontconfig, "FcConfigParseAndLoadFromMemory"):
        return None
    library.fontconfig.FcConfigParseAndLoadFromMemory(config, _STYLES, False)
    _tell_process(library)
    return fonts


@cache
def _tell_process(library: Any) -> None:
    library.ffi.cdef("FcConfig *FcConfigGetCurrent(void);", override=True)
    library.fontconfig.FcConfigParseAndLoadFromMemory(library.fontconfig.FcConfigGetCurrent(), _STYLES, False)


@contextmanager
def even_lines(engine: Any) -> Iterator[None]:
    """Justified text is spread between all characters; WeasyPrint widens spaces only, and Chinese has none."""
    inline: Any = getattr(engine.layout, "inline", None)
    original = getattr(inline, "text_align", None)
    if original is None:
        yield
        return

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> float:
        if line.style["text_align_all"] == "justify" and not last:
            _spread(line, available_width - line.width)
        return float(original(context, line, available_width, last))

    inline.text_align = text_align
    try:
        yield
    finally:
        inline.text_align = original


def _spread(line: Any, extra: float) -> None:
    texts = list(_texts(line))
    gaps = sum(len(t.text) for t in texts) - 1
    if extra <= 0 or gaps < 1 or extra / gaps > WIDEST * line.style["font_size"]:
        return
    shift = 0.0
    for child in line.children:
        shift = _widen(child, extra / gaps, shift)
    line.width += shift


def _texts(box: Any) -> Iterator[Any]:
    if hasattr(box, "text"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _widen(box: Any, more: float, shift: float) -> float:
    """Move `box` by `shift`, widen it; how far what follows has to move."""
    before = shift
    box.position_x += shift
    if hasattr(box, "text"):
        box.style = box.style.copy()
        spacing = box.style["letter_spacing"]
        box.style["letter_spacing"] = (0 if spacing == "normal" else spacing) + more
        shift += more * len(box.text)
    else:
        for child in getattr(box, "children", ()):
            shift = _widen(child, more, shift)
    box.width += shift - before
    return shift


def embolden(fonts: Iterable[Any], objects: Iterable[Any]) -> None:
    """Draw the outline too wherever a page's words ask for bold of a face that has none, as Word does."""
    plain = {f"/{font.hash} ".encode() for font in fonts if font.weight >= BOLD and not _is_bold(font)}
    if not plain:
        return
    for item in objects:
        stream = getattr(item, "stream", None)
        if isinstance(stream, list):
            item.stream = list(_stroked(stream, plain))


def _is_bold(font: Any) -> bool:
    """Whether the font's own file says so: by its weight or, as Fandol's, only by its style (`macStyle`, bit 0)."""
    from fontTools.ttLib import TTFont
    from weasyprint.text.fonts import get_hb_object_data

    file = TTFont(io.BytesIO(get_hb_object_data(font.hb_face)), fontNumber=font.index, lazy=True)
    return file["OS/2"].usWeightClass >= BOLD or bool(file["head"].macStyle & 1)


def _stroked(operators: list[Any], plain: set[bytes]) -> Iterator[Any]:
    """Text operators with mode 2 (fill and stroke, ISO 32000 9.3.6) from a font in `plain` to the end of its use."""
    on = False
    for operator in operators:
        yield operator
        if isinstance(operator, bytes) and operator.endswith(b" Tf"):
            name, size = operator.split(b" ")[:2]
            if name + b" " in plain:
                yield b"2 Tr %.3f w" % (STROKE * float(size))
                on = True
            elif on:
                yield b"0 Tr"
                on = False
        elif on and operator == b"ET":
            yield b"0 Tr"
            on = False
