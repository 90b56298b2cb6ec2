"""Word files on paper, as LibreOffice lays them out: GB/T 9704-2012, 5.2.3, 7.5 and 8, measured."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx_samples import LIST, made, p

from speechgen.document import Block, PageBreak

MM = 72 / 25.4
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The pages of a full portrait document and of a list, two of each."""
    pdfplumber = pytest.importorskip("pdfplumber")
    if not OFFICE:
        pytest.skip("LibreOffice is not installed")
    if not subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout.strip():
        pytest.skip("no Chinese font is installed")
    folder: Path = tmp_path_factory.mktemp("pages")
    full: tuple[Block, ...] = (p("国" * 28 * 22 * 2, role="salutation"),)
    (folder / "full.docx").write_bytes(made(*full))
    (folder / "list.docx").write_bytes(made(*LIST, PageBreak(), *LIST, look="landscape"))
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *folder.glob("*.docx")], check=True, capture_output=True, timeout=110)
    found = {}
    for name in ("full", "list"):
        with pdfplumber.open(folder / f"{name}.pdf") as pdf:
            found[name] = [[c for c in page.chars if c["text"].strip()] for page in pdf.pages]
    return found


def test_a_page_holds_22_lines_of_28_characters(pages: dict[str, Any]) -> None:
    assert len(pages["full"]) == 2
    for page in pages["full"]:
        lines = Counter(round(c["top"]) for c in page if c["text"] == "国")
        assert sorted(lines.values()) == [28] * 22
        words = [c for c in page if c["text"] == "国"]
        assert min(c["x0"] for c in words) / MM == pytest.approx(28, abs=0.2)
        assert max(c["x1"] for c in words) / MM == pytest.approx(210 - 26, abs=0.6)


def test_page_numbers_stand_outside_on_either_side(pages: dict[str, Any]) -> None:
    odd, even = ([c for c in page if c["text"] != "国"] for page in pages["full"])
    assert "".join(c["text"] for c in odd) == "—1—"
    assert max(c["x1"] for c in odd) / MM == pytest.approx(210 - 26 - 4.9, abs=0.5)
    assert min(c["x0"] for c in even) / MM == pytest.approx(28 + 4.9, abs=0.5)
    middle = (odd[0]["top"] + odd[0]["bottom"]) / 2 / MM  # where the dash is, in a line as high as its type
    assert middle == pytest.approx(297 - 35 + 7, abs=3)


def test_a_list_keeps_its_number_where_a_portrait_page_has_it(pages: dict[str, Any]) -> None:
    """In the left margin, turned: at the bottom of odd pages, at the top of even ones (clause 8)."""
    for number, page in enumerate(pages["list"], 1):
        margin = [c for c in page if c["x1"] / MM < 34]
        assert "".join(sorted(c["text"] for c in margin)) == "".join(sorted(f"—{number}—"))
        assert not any(c["upright"] for c in margin if c["text"].isdigit())
        middle = sum((c["x0"] + c["x1"]) / 2 / MM for c in margin) / len(margin)
        assert middle == pytest.approx(28, abs=1)
        if number % 2:
            assert max(c["bottom"] for c in margin) / MM == pytest.approx(210 - 26 - 4.9, abs=1)
        else:
            assert min(c["top"] for c in margin) / MM == pytest.approx(26 + 4.9, abs=1)
