"""Values on their way through HTML: every character of a value arrives, whatever it is.

White space in a template is layout and may be collapsed; white space in a value is data. So a value's white space
travels as Unicode noncharacters (U+FDD0 …), which no text holds and which HTML passes on, until `restore`.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

BREAK = "\ufdd0"
"""A line break inside a value."""
_SPACE = "\ufdd1"
_WHITE = str.maketrans({" ": _SPACE, "\t": _SPACE, "\n": BREAK, "\u00a0": "\ufdd2"})
_BACK = {ord(_SPACE): " ", ord("\ufdd2"): "\u00a0"}
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# What XML cannot hold (C0 and C1 controls, lone surrogates, noncharacters): shown as U+FFFD, so that its loss is seen.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_PLAIN = re.compile("[^\x00-\x20&<>\"'\x7f-\xa0\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]*")
"""Text that HTML and every format hold as it is: most values, and ten thousand rows have a hundred thousand."""

_UNFIT_HTML = re.compile(_UNFIT.pattern.replace("\ufdd0-", "\ufdd3-"))


def harmless(text: str) -> str:
    """`text` with every kind of line end as "\\n" and every character that no file format can hold as U+FFFD."""
    if _PLAIN.fullmatch(text):
        return text
    return _UNFIT.sub("\ufffd", _LINE_ENDS.sub("\n", text))


def clean(html: str) -> str:
    """A template's whole output without what no format can hold, the template's own slips included."""
    return _UNFIT_HTML.sub("\ufffd", html)


def protect(value: Any) -> Markup:
    """What a template prints for a value: escaped, its white space kept. Markup of ours passes unchanged."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    if _PLAIN.fullmatch(text):
        return Markup(text)
    return escape(harmless(text).translate(_WHITE))


def restore(text: str) -> str:
    """The words of a protected text; `BREAK` stays, for it is not a character of a line."""
    return text.translate(_BACK) if _SPACE in text or "\ufdd2" in text else text
