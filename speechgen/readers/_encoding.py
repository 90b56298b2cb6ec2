"""Which encoding a file of Chinese text is in, told by what it would say in each.

Neither strict decoding nor byte ranges tell GB18030 from Big5: nearly every text in one is valid in the other. But
read in the wrong one it is made of characters that nobody uses. So each candidate is decoded and weighed by how
common its characters are; the weight is the logarithm of a probability, so that differences add up over a text.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from speechgen.diagnostics import Diagnostic, problem
from speechgen.source import Where

REPLACEMENT = "\ufffd"
MOST_BROKEN = 200
"""Places; a file with more of them is not "a text with a few bad bytes"."""
SAMPLE = 2_000_000
"""Bytes weighed to choose an encoding; a file of ten megabytes is not weighed to its end."""
CLOSE = 6.0
"""Two readings nearer than this are not told apart with certainty: the better one is some 400 times likelier."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES: dict[str, float] = {
    "utf-8": 0.0,
    "gb18030": 0.0,
    "cp950": -2.0,
    "big5hkscs": -3.0,
    "utf-16-le": -4.0,
    "utf-16-be": -6.0,
}
"""Each candidate and what is added to its weight for how rare it is among files of mainland offices."""
NAMES = {
    "utf-8": "UTF-8",
    "gb18030": "GB18030 (GBK)",
    "cp950": "Big5",
    "big5hkscs": "Big5",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
}
"""What people call them."""

END_OF_FILE = "\x1a"
"""What MS-DOS ended a file with."""
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
"""Characters that are no text: control codes, byte-order marks inside a text, non-characters."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Bytes that no character is made of: where they stand in the file, and where their U+FFFD in the text."""

    byte: int
    offset: int
    at_end: bool
    """The file ends in the middle of a character."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file."""

    text: str
    encoding: str
    broken: tuple[Broken, ...] = ()
    complete: bool = True
    """False where there were more than `MOST_BROKEN` places, and the text ends behind the last of them."""
    rival: str = ""
    """Another encoding that is nearly as likely."""
    likely: bool = True
    """False where the text does not read like Chinese, English or numbers in any encoding."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of a file in whichever encoding reads best; never raises. A `declared` encoding wins a close call."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding, len(mark))
    if _is_plain_utf8(data):
        plain = _decode_as(data, "utf-8")
        return replace(plain, likely=_is_likely(plain.text))
    sample = data[:SAMPLE]
    weights = {e: (prior + (3 * CLOSE if e == declared else 0.0)) for e, prior in CANDIDATES.items()}
    readings = {e: sample.decode(e, "replace") for e in CANDIDATES}
    weights = {e: weights[e] + weigh(readings[e]) for e in CANDIDATES}
    best = max(weights, key=lambda e: weights[e])
    rivals = [e for e in CANDIDATES if readings[e] != readings[best] and weights[best] - weights[e] < CLOSE]
    rival = max(rivals, key=lambda e: weights[e], default="")
    return _decode_as(data, best, rival=rival, likely=_is_likely(readings[best]))


def check_text(decoded: Decoded, data: bytes, name: str) -> None:
    """Raises `Problem` for what is not text. A handful of bad bytes is damage; one in a hundred is another format."""
    text, broken = decoded.text.rstrip(END_OF_FILE), decoded.broken
    most = max(3, len(text) // 100)
    too_many_controls = len(CONTROLS.findall(text)) > most
    binary = CONTROL_BYTES.search(data)
    if too_many_controls and binary:
        raise problem("readers.binary", Where(name), offset=binary.start())
    half_broken = bool(broken) and len(text) <= 2 * len(broken)
    rubbish = not decoded.likely and decoded.encoding != "utf-8"  # valid by accident in an encoding that it is not in
    if too_many_controls or not decoded.complete or len(broken) > most or half_broken or rubbish:
        raise problem("readers.undecodable", Where(name), offset=broken[0].byte if broken else 0)


def report_encoding(decoded: Decoded, name: str) -> tuple[Diagnostic, ...]:
    """A warning where it is not certain that the file is in the encoding it was read in."""
    data = {"encoding": NAMES[decoded.encoding]}
    if not decoded.likely:
        return (Diagnostic("readers.unlikely-text", "warning", Where(name), data),)
    if decoded.rival:
        data["rival"] = NAMES[decoded.rival]
        return (Diagnostic("readers.uncertain-encoding", "warning", Where(name), data),)
    return ()


def declared_encoding(data: bytes) -> str:
    """The candidate that a web page says it is in; "" where it says nothing or something else."""
    found = re.search(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", data[:4096], re.IGNORECASE)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except (LookupError, UnicodeDecodeError):
        return ""
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950"}.get(name, name)


def weigh(text: str) -> float:
    """How likely a text is, as a logarithm: nearer to zero is likelier, and longer is less."""
    counts = Counter(text)
    return max(sum(n * _character(c, table) for c, n in counts.items()) for table in _common())


def _is_plain_utf8(data: bytes) -> bool:
    """Valid UTF-8 that no other encoding gives by accident: characters of three bytes are rubbish in GBK, and eight
    pairs of GBK in a row that are all valid happen once in a million."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    beyond = [c for c in text if c > "\x7f"]
    return "\x00" not in text and (len(beyond) >= 8 or all(c >= "\u0800" for c in beyond))


def _is_likely(text: str) -> bool:
    beyond = [c for c in text[:20_000] if c > "\x7f"]
    return len(beyond) < 10 or weigh("".join(beyond)) > -12.5 * len(beyond)


def _decode_as(data: bytes, encoding: str, start: int = 0, rival: str = "", likely: bool = True) -> Decoded:
    """Decodes stretch by stretch between the bytes that are none, so that each has its place."""
    pieces: list[str] = []
    broken: list[Broken] = []
    length = 0
    while start < len(data) and len(broken) < MOST_BROKEN:
        try:
            piece, end, next_start = data[start:].decode(encoding), len(data), len(data)
        except UnicodeDecodeError as error:
            end, next_start = start + error.start, start + error.end
            piece = data[start:end].decode(encoding) + REPLACEMENT
            broken.append(Broken(end, length + len(piece) - 1, next_start >= len(data)))
        pieces.append(piece)
        length += len(piece)
        start = next_start
    return Decoded("".join(pieces), encoding, tuple(broken), start >= len(data), rival, likely)


@cache
def _common() -> tuple[Mapping[str, float], ...]:
    """Weights of the common characters: a table for simplified text, one for traditional.

    A text is weighed with each as a whole: it is written in one script or the other.
    """
    lines = (files("speechgen.readers") / "_common_characters.txt").read_text(encoding="utf-8").splitlines()
    return tuple({c: _rank_weight(r) for r, c in enumerate(line)} for line in lines if not line.startswith("#"))


def _rank_weight(rank: int) -> float:
    """The logarithm of the frequency of the rank-th commonest character, fitted to jieba's counts."""
    return -(4.5 + 0.38 * math.log(1 + rank) + 0.0014 * rank)


def _character(c: str, common: Mapping[str, float]) -> float:
    weight = common.get(c)
    return _other_character(c) if weight is None else weight


@cache
def _other_character(c: str) -> float:
    """The weight of all that is not a common Chinese character."""
    code = ord(c)
    if c in "，。、：；":
        return -4.0
    if c in "（）《》“”‘’？！—…％·〔〕「」『』【】．＊\u3000":
        return -6.0
    if code < 0x80:
        return -4.5 if c.isalnum() or c in "\t\n\r " else -6.0 if c.isprintable() else -25.0
    if 0x3400 <= code <= 0x9FFF:
        return -15.0  # a rare Chinese character
    if 0xFF00 <= code <= 0xFF5E or 0x2010 <= code <= 0x2027 or 0x2160 <= code <= 0x24FF or 0x3001 <= code <= 0x3029:
        return -9.0  # full-width letters, dashes, Roman and circled numbers, brackets
    if c == REPLACEMENT or 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return -25.0  # no character, or nobody's
    return -18.0  # other scripts
