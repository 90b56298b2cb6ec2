"""Reads plain text, in any encoding that Chinese text is found in."""

from __future__ import annotations

import re

from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Block, Document, Paragraph, View
from speechgen.readers import Reader
from speechgen.readers._encoding import CONTROLS, END_OF_FILE, NAMES, Decoded, check_text, decode, report_encoding
from speechgen.readers._lines import LINE_ENDS
from speechgen.source import Source, Span, Where


def read_txt(data: bytes, name: str) -> Document:
    """A text file, one block a line that is not blank; blank lines stay in the source as they are.

    Raises `Problem` for a file without text, one that is not text, and one in no encoding that we know.
    """
    decoded = decode(data)
    check_text(decoded, data, name)
    text, dropped = _normalise(decoded.text)
    if not text.strip():
        raise problem("readers.empty", Where(name))
    source = Source(name, text)
    blocks: list[Block] = [Paragraph(span=Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    found = (*report_encoding(decoded, name), *_report_broken(decoded, source), *_report_dropped(dropped, source))
    return Document(tuple(blocks), source, View.of(text), diagnostics=found)


def _normalise(text: str) -> tuple[str, list[int]]:
    """The text with "\\n" for every line end and without control characters, and where those stood."""
    text = LINE_ENDS.sub("\n", text.rstrip(END_OF_FILE))
    dropped = [m.start() - i for i, m in enumerate(CONTROLS.finditer(text))]
    return CONTROLS.sub("", text), dropped


def _report_broken(decoded: Decoded, source: Source) -> tuple[Diagnostic, ...]:
    """A warning at each place with bytes that are no character."""
    found = []
    for broken in decoded.broken:
        offset = len(_normalise(decoded.text[: broken.offset])[0])
        code = "readers.cut-off" if broken.at_end else "readers.bad-bytes"
        place = source.where(Span(offset, offset + 1))
        found.append(Diagnostic(code, "warning", place, {"byte": broken.byte, "encoding": NAMES[decoded.encoding]}))
    return tuple(found)


def _report_dropped(dropped: list[int], source: Source) -> tuple[Diagnostic, ...]:
    """One warning for all control characters, at the first."""
    if not dropped:
        return ()
    place = source.where(Span(dropped[0], dropped[0]))
    return (Diagnostic("readers.control-characters", "warning", place, {"count": len(dropped)}),)


READER = Reader("txt", (".txt", ".text"), "plain text in UTF-8, UTF-16, GB18030 or Big5", read_txt, plain=True)
