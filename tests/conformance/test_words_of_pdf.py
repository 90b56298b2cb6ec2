"""What is copied or searched in a PDF is what was written; and lines begin and end where they may."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from measured import LIBRARY, LONG, MOMENT, ROOT, copy, failures, p, readings

from benchmarks.conformance.copies import squeezed
from benchmarks.conformance.text import NOT_FIRST, NOT_LAST, UNSEEN
from speechgen.app.specs import read_spec
from speechgen.document import Document, Heading, Paragraph, plain
from speechgen.render import render_document
from speechgen.writers import writer

SAMPLE = ROOT / "specs" / "yunxi-2026.yaml"
NUMBER = re.compile(r"—\s*\d+\s*—")


@pytest.fixture(scope="module")
def sample() -> tuple[Document, bytes]:
    """The sample's arrangement, and its PDF."""
    document = render_document(read_spec(str(SAMPLE)), "arrangement", library=LIBRARY)
    return document, writer("pdf").write(document, LIBRARY.frame("portrait"), MOMENT).data


def by_plumber(data: bytes, folder: Path) -> str:
    with pdfplumber.open(io.BytesIO(data)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def by_pdfium(data: bytes, folder: Path) -> str:
    with pypdfium2.PdfDocument(data) as file:
        return "\n".join(page.get_textpage().get_text_bounded() for page in file)


def by_poppler(*options: str) -> Callable[[bytes, Path], str]:
    def extract(data: bytes, folder: Path) -> str:
        program = shutil.which("pdftotext")
        if program is None:
            pytest.skip("pdftotext is not installed")
        (folder / "x.pdf").write_bytes(data)
        command = [program, *options, str(folder / "x.pdf"), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return extract


PROGRAMS = {"pdfplumber": by_plumber, "pdfium": by_pdfium, "pdftotext": by_poppler(), "raw": by_poppler("-raw")}


@pytest.mark.parametrize("program", PROGRAMS)
def test_words_come_out_as_they_stand_in_the_spec(program: str, sample: tuple[Document, bytes], tmp_path: Path) -> None:
    """In order, nothing doubled, nothing unseen, and no space but those that the document has."""
    document, data = sample
    written = [b for b in document.blocks if isinstance(b, Heading | Paragraph)]
    words = [getattr(b, "number", "") + plain(b.content) for b in written]
    found = NUMBER.sub("", PROGRAMS[program](data, tmp_path))
    assert squeezed(found) == squeezed("".join(words))
    assert not set(found) & UNSEEN
    spaces = re.findall(r"\S[ \u3000\u00a0]+\S", found)
    assert [s[0] + s[-1] for s in spaces] == [s[0] + s[-1] for s in re.findall(r"\S[ \u3000\u00a0]+\S", "".join(words))]


@pytest.mark.parametrize("phrase", ["“拿地即开工”", "5.5%左右", "《", "（县安委会办公室）"])
def test_phrases_are_found_once_for_each_time_they_were_written(phrase: str, sample: tuple[Document, bytes]) -> None:
    document, data = sample
    written = "".join(plain(b.content) for b in document.blocks if isinstance(b, Heading | Paragraph))
    assert squeezed(by_pdfium(data, Path())).count(phrase) == written.count(phrase)


WORDS = (
    "各乡镇 要 把 “三张清单” 报上来 ， 。 ； 、 ： （含直属单位） 《意见》 2026年3月31日前 12.5% 7%左右 "
    "“实”“快” 1.2万亩 XX项目 第3批"
)
PIECES = st.sampled_from(WORDS.split())


@settings(deadline=None, max_examples=12, phases=[Phase.generate])  # each is a PDF
@given(st.lists(PIECES, min_size=60, max_size=120).map("".join))
def test_no_line_begins_or_ends_where_it_may_not(text: str) -> None:
    """Runs of closing marks aside, which no line of Chinese has: nothing could stand before them."""
    text = re.sub(r"[，。；、：]{2,}", "，", text.lstrip("，。；、："))
    measured = copy(p(text), p(LONG))
    assert not failures(measured) & {"F6", "W1", "B4b", "P8"}, readings(measured)


def test_the_marks_that_are_looked_for() -> None:
    assert set("，。、；：？！）》”’") <= NOT_FIRST and set("（《“‘") <= NOT_LAST
