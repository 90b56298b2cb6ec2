"""HTML: one file with its style sheet inside, no script, nothing fetched from anywhere."""

from __future__ import annotations

import datetime

from speechgen.document import Document
from speechgen.templating import Frame
from speechgen.writers import Writer, Written
from speechgen.writers._markup import body, check_sheets, page, stretched


def write(document: Document, frame: Frame, moment: datetime.datetime) -> Written:
    """The document as a web page that looks like its paper; Problem `writers.no-css` without one.

    A web page carries no date of its making, so `moment` does not matter.
    """
    check_sheets(frame)
    viewport = '<meta name="viewport" content="width=device-width">\n'
    sheet = stretched(document, frame, lambda blocks: f'<main class="sheet">\n{body(blocks)}</main>\n')
    return Written(page(document, frame, sheet, viewport).encode("utf-8"))


WRITER = Writer("html", ".html", write)
