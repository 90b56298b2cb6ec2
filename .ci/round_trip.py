"""Word files through LibreOffice: each DOCX of a folder becomes a PDF there, whose text must be that of our own PDF.

usage: python .ci/round_trip.py OUTPUT WORK        (OUTPUT has x.docx and x.pdf; WORK takes LibreOffice's PDFs)

Pages break at other places in LibreOffice, so page numbers and the header rows that a table repeats are left out.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path


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
    """A page without what all pages after the first begin with."""
    others = [other for other in pages if other]
    length = 0
    while len(others) > 1 and all(len(o) > length and o[length] == others[0][length] for o in others):
        length += 1
    return page[length:] if "序号" in page[:length] else page


def differences(ours: str, theirs: str) -> list[str]:
    """What one has and the other has not, in any order: cells side by side may be drawn one way or the other."""
    lost, extra = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    return [f"{sum(lost.values())} characters lost: {''.join(lost)}"] * bool(lost) + [
        f"{sum(extra.values())} characters too many: {''.join(extra)}"
    ] * bool(extra)


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
        found = differences(ours, theirs)
        alike = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
        print(f"{document.name}: {len(ours)} characters, order alike {alike:.3f}; {'; '.join(found) or 'same text'}")
        failed |= bool(found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
