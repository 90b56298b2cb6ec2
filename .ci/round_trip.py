"""Word files through LibreOffice: each DOCX of a folder becomes a PDF there, whose text must be that of our own PDF.

usage: python .ci/round_trip.py OUTPUT WORK        (OUTPUT has x.docx and x.pdf; WORK takes LibreOffice's PDFs)

Pages break at other places in LibreOffice, so page numbers and the header rows that a table repeats are left out.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from os.path import commonprefix
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def convert(documents: list[Path], work: Path) -> None:
    """All of them in one start of LibreOffice, with a profile of its own."""
    profile = f"-env:UserInstallation={(work / 'profile').resolve().as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def words(pdf: Path) -> str:
    """The text of a PDF in the order it was drawn, without blanks, page numbers and a table's repeated header."""
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = [re.sub(r"\s+", "", re.sub(r"(?m)^\s*[—–-]+\s*\d+\s*[—–-]+\s*$", "", page)) for page in text.split("\f")]
    return "".join(without_header(page, pages[1:]) if n else page for n, page in enumerate(pages) if page)


def without_header(page: str, pages: list[str]) -> str:
    """A page without what most pages after the first begin with: a last page may hold only notes, and no header."""
    shared = [commonprefix([one, other]) for one, other in combinations(filter(None, pages), 2)]  # noqa: RUF071 - of texts
    header = max((s for s in shared if "序号" in s), key=lambda s: (shared.count(s), -len(s)), default="")
    return page.removeprefix(header)


def only_in(one: str, other: str) -> list[str]:
    """Stretches of one text that stand nowhere in the other, however cells side by side were drawn.

    A row's number may have come before such a cell in one and behind it in the other, and a high row may be cut by the
    end of a page, at other words in the other.
    """
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    runs = [one[i:j] for tag, i, j, _, _ in matcher.get_opcodes() if tag in ("delete", "replace")]
    return [run for run in runs if not any(_stands(run.lstrip("0123456789"), n, other) for n in range(len(run)))]


def _stands(run: str, cut: int, other: str) -> bool:
    return run[:cut] in other and run[cut:] in other


def repeated(document: Path) -> str:
    """What a Word file says again of a merged cell, which it cuts into parts so that a page begins with its words."""
    with zipfile.ZipFile(document) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    said: dict[int, str] = {}
    again = ""
    for row in root.iter(f"{W}tr"):
        for column, cell in enumerate(row.iterchildren(f"{W}tc")):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = re.sub(r"\s+", "", "".join(t.text or "" for t in cell.iter(f"{W}t")))
            again += text if said.get(column) == text else ""  # a part of one row is not merged
            if merge is not None and text:
                said[column] = text
    return again


def differences(ours: str, theirs: str, again: str) -> list[str]:
    """What differs, in words. Ours may repeat what a merged cell says on each page that the cell reaches; theirs says
    `again` what Word's parts of such a cell do."""
    more = Counter(theirs) - Counter(ours) - Counter(again)
    found = [f"only in our PDF: {run}" for run in only_in(ours, theirs)]
    found += [f"only in LibreOffice's: {run}" for run in only_in(theirs, ours)]
    return found + ([f"{sum(more.values())} characters missing in our PDF: {''.join(more)}"] if more else [])


def main() -> int:
    """One line a document; 1 where a text differs."""
    output, work = Path(sys.argv[1]), Path(sys.argv[2])
    documents = sorted(output.glob("*.docx"))
    if not documents:
        print(f"no .docx in {output}", file=sys.stderr)
        return 1
    convert(documents, work)
    failed = False
    for document in documents:
        ours, theirs = words(document.with_suffix(".pdf")), words(work / f"{document.stem}.pdf")
        found = differences(ours, theirs, repeated(document))
        print(f"{document.name}: {len(ours)} characters; {'; '.join(found) or 'same text'}")
        failed |= bool(found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
