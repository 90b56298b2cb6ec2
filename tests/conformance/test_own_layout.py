"""An office's own page, from one set of numbers: in our PDF, and in the Word file as LibreOffice lays it out."""

from __future__ import annotations

from pathlib import Path

import pytest
from measured import LIBRARY, MOMENT, SPEECH, copy, failures, listing, readings

from benchmarks.conformance import produce
from benchmarks.conformance.copies import Copy
from benchmarks.conformance.sheets import read_sheets
from speechgen.document import Block, Document
from speechgen.layout import Level, make_layout
from speechgen.writers import writer

OWN = make_layout(
    {
        "top": "34.58",
        "bottom": "32.58",
        "line_pitch": "29.45",
        "characters": "26",
        "body_size": "15",
        "title_size": "20",
        "level2": "楷体 加粗",
        "level3": "仿宋",
        "page_number": "第1页",
        "page_number_place": "center",
    }
)


def through_office(folder: Path, **documents: tuple[str, tuple[Block, ...]]) -> dict[str, Copy]:
    """Each document, in its frame and the office's page, as LibreOffice prints its Word file."""
    made = {}
    for name, (frame, blocks) in documents.items():
        made[name] = Document(blocks, meta={"title": "样张", "frame": frame, "layout": OWN})
        (folder / f"{name}.docx").write_bytes(writer("docx").write(made[name], LIBRARY.frame(frame), MOMENT).data)
    produce.convert([folder / f"{name}.docx" for name in made], folder)
    return {
        n: Copy(d, read_sheets((folder / "office" / f"{n}.pdf").read_bytes()), OWN) for n, d in made.items()
    }  # fmt: skip


def test_it_differs_from_the_standard() -> None:
    assert {"P5b", "P4", "B1a", "B5", "F4a", "F4b"} <= failures(copy(*SPEECH, layout=OWN, own=False))


@pytest.mark.parametrize(("frame", "blocks"), [("portrait", SPEECH), ("landscape", listing())])
def test_our_pdf_keeps_it(frame: str, blocks: tuple[Block, ...]) -> None:
    measured = copy(*blocks, frame=frame, layout=OWN)
    assert failures(measured) == set()
    if frame == "portrait":
        assert readings(measured)["P5a"].measured.endswith("行距29.45磅")


def test_the_word_file_keeps_it(tmp_path: Path) -> None:
    if not produce.office():
        pytest.skip("LibreOffice is not installed")
    found = through_office(tmp_path, speech=("portrait", SPEECH), list=("landscape", listing()))
    assert {name: failures(each) for name, each in found.items()} == {"speech": set(), "list": set()}


def test_line_pitch_gives_the_number_of_lines() -> None:
    assert make_layout({"line_pitch": "28"}).lines == 22
    assert make_layout({"line_pitch": "32"}).lines == 19
    assert make_layout({"lines": "20"}).pitch == pytest.approx(225 / 20 * 72 / 25.4)
    assert make_layout({"level1": "小标宋，加粗"}).level1 == Level("title", bold=True)
