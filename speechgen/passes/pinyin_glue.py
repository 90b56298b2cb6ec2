"""Pinyin in brackets glued behind characters, and the characters that it tore apart.

How the damage comes about, byte by byte, is told in `rules/cleaning/pinyin_glue.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from speechgen.chinese.script import is_traditional, simplified, traditional
from speechgen.document import Document
from speechgen.passes._edit import Edit, apply, warn
from speechgen.rules import load_rule

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_SYLLABLE = rf"(?=[a-zɡɑü]{{0,5}}[{_TONED}])[a-zɡɑü{_TONED}]{{1,7}}"
_GLOSS = re.compile(rf"(?<=[㐀-鿿])[(（]({_SYLLABLE})[)）]")
_TORN = re.compile(rf"(?<=[㐀-鿿])[?\ufffd]({_SYLLABLE})\)")
_LOST = re.compile(r"[?\ufffd](?=[!,(:;.]?[?\ufffd㐀-鿿])")
_CONTEXT = 6
"""Characters that a torn pair of bytes may reach over until the text reads rightly again."""
_ENDS = ("", "，", "。", "、", "；", "：", "！")


def run(document: Document) -> Document:
    """The text without glosses, torn characters put together; a warning for each that cannot be."""
    text = document.view.text
    glosses = list(_GLOSS.finditer(text))
    on_traditional = [m for m in glosses if is_traditional(text[m.start() - 1])]
    torn = list(_TORN.finditer(text))
    if not on_traditional and not torn:
        return document
    document = apply(document, "pinyin_glue.torn-by-gloss", _mended(text, torn))
    text = document.view.text
    many = len(on_traditional) >= load_rule("cleaning/pinyin_glue")["many"]
    glue = (m for m in _GLOSS.finditer(text) if many or is_traditional(text[m.start() - 1]))
    document = apply(document, "pinyin_glue.gloss", [(*m.span(), "") for m in glue])
    document = apply(document, "pinyin_glue.torn-phrase", list(_phrases(document.view.text)))
    left = (m.span() for m in re.finditer(rf"{_TORN.pattern}|{_LOST.pattern}", document.view.text))
    return warn(document, "passes.lost-characters", left)


def _mended(text: str, torn: list[re.Match[str]]) -> Iterator[Edit]:
    done = 0
    for match in torn:
        if match.start() < done:
            continue
        tail = text[match.end() : match.end() + _CONTEXT]
        readings = {read for lost in _lost_bytes(text[match.start() - 1], match[1]) if (read := _read(lost, tail))}
        if len(readings) == 1:
            characters, length = readings.pop()
            done = match.end() + length
            yield match.start(), done, characters


def _lost_bytes(before: str, syllable: str) -> list[int]:
    """Second bytes of the characters of this reading whose first byte is the last one of the character before."""
    plain = unicodedata.normalize("NFC", syllable).replace("ɡ", "g").replace("ɑ", "a")
    last = before.encode("gbk", "ignore")[-1:]
    codes = [c.encode("gbk") for c in load_rule("cleaning/readings")["readings"].get(plain, "")]
    return [code[1] for code in codes if code[:1] == last]


def _read(lost: int, tail: str) -> tuple[str, int] | None:
    """The characters that a lost first byte and the bytes behind it are, and how much of `tail` they take."""
    data = bytes([lost])
    for length, character in enumerate(tail, 1):
        try:
            data += character.encode("gbk")
            found = data.decode("gbk")
        except UnicodeEncodeError:
            return None
        except UnicodeDecodeError:
            continue
        return (found, length) if re.fullmatch(r"[一-鿿，。、；：“”（）]+", found) else None
    return None


def _phrases(text: str) -> Iterator[Edit]:
    done = 0
    for match in _LOST.finditer(text):
        if match.start() < done:
            continue
        found = {
            edit
            for phrase in load_rule("cleaning/pinyin_glue")["phrases"]
            for edit in _torn(text, match.start(), phrase)
        }
        if len(found) == 1:
            edit = found.pop()
            done = edit[1]
            yield edit


def _torn(text: str, at: int, phrase: str) -> Iterator[Edit]:
    """The edits that put `phrase` at a lost byte: its beginning stands in front, its torn rest behind."""
    before = simplified(text[max(0, at - len(phrase)) : at])
    for cut in range(1, len(phrase)):
        if not before.endswith(phrase[:cut]):
            continue
        rest = traditional(phrase)[cut:]
        for end in _ENDS:
            match = _torn_pattern(rest + end).match(text, at)
            if match:
                yield at, match.end(), rest + end


@cache
def _torn_pattern(words: str) -> re.Pattern[str]:
    """What `words` look like after each pair of bytes A3xx, wherever it begins, became the ASCII sign it stands for."""
    data = re.sub(rb"\xa3([\xa1-\xfe])", lambda m: bytes([m[1][0] - 0x80]), words.encode("gbk", "ignore"))
    pattern, i = "", 0
    while i < len(data):
        pair = data[i : i + 2]
        if data[i] < 0x80:
            pattern += re.escape(chr(data[i]))
            i += 1
        elif len(pair) < 2:
            return re.compile(r"(?!)")  # its second byte stands in what follows, which would read wrongly
        elif pair[1] < 0x40:
            pattern += r"[?\ufffd]"
            i += 1
        else:
            character = pair.decode("gb18030", "replace")
            private = character == "\ufffd" or "\ue000" <= character <= "\uf8ff"
            pattern += r"[?\ufffd\ue000-\uf8ff]?" if private else re.escape(character)
            i += 2
    return re.compile(pattern if "?" in pattern else r"(?!)")
