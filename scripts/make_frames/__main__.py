"""Draw the Word frames in `templates/_frames` (portrait.docx, landscape.docx …), and the forms beside them, from code.

    python scripts/make_frames [FOLDER]

A frame is an ordinary Word file: page, footers, named styles, and a paragraph `{{ body }}` where the document is laid
in; a form is one with tags for a task's own values. Ours are drawn here so that they can be reviewed as text and made
again byte for byte; an office may just as well draw one in Word. Values come from GB/T 9704-2012 (clause numbers beside
them); what the standard leaves open (names of typefaces, 28.95 pt lines, -0.25 pt between characters) is what makes 22
lines of 28 characters fit its page.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from forms import FORMS
from official import OFFICIAL, reading
from pages import parts

TEMPLATES = Path(__file__).parents[2] / "templates"


def draw(path: Path, drawn: Mapping[str, str]) -> None:
    """Write one file; the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in drawn.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)


def main() -> None:
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    frames, forms = given or TEMPLATES / "_frames", given or TEMPLATES
    draw(frames / "portrait.docx", parts(landscape=False))
    draw(frames / "landscape.docx", parts(landscape=True))
    draw(frames / "official.docx", parts(False, OFFICIAL))
    draw(frames / "reading.docx", parts(False, reading(18, 635, 22)))
    draw(frames / "reading-large.docx", parts(False, reading(22, 749, 26)))
    for name, drawn in FORMS.items():
        draw(forms / f"{name}.docx", drawn)


if __name__ == "__main__":
    main()
