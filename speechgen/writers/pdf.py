"""PDF: the web page laid out on paper by WeasyPrint, with its fonts inside and nothing fetched from anywhere."""

from __future__ import annotations

import datetime
import io
import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Block, Document, Table
from speechgen.fonts import find_installed
from speechgen.templating import Frame
from speechgen.writers import Writer, Written
from speechgen.writers._engine import embolden, even_lines, quick_import, true_weights, with_breaks
from speechgen.writers._faces import check_faces, check_readable
from speechgen.writers._markup import INSIDE, block, check_sheets, elements, page, stretched, table
from speechgen.writers._memory import calm_memory
from speechgen.writers._merged import repeated_cells, settle
from speechgen.writers._spans import split_at

if TYPE_CHECKING:
    import weasyprint

NAMES = 20
"""Names of one family that are looked at, in as many languages."""
ROUNDS = 5
"""Layouts at most; one is enough but where something keeps `repeated_cells` from its work."""

_NO_GLYPH = ".notdef glyph rendered"
"""How WeasyPrint begins a complaint, one a character, about what `check_faces` tells of all together."""


def write(document: Document, frame: Frame, moment: datetime.datetime) -> Written:
    """The document as PDF, dated `moment`.

    Problem `writers.no-css` where the frame has no style sheet, `writers.pdf-library` where the system lacks Pango,
    `writers.pdf-no-font` and `writers.pdf-no-chinese` where its fonts cannot show the text. A face that had to be
    replaced, a character without a glyph and the engine's own complaints are diagnostics.
    """
    check_sheets(frame)
    notes: list[str] = []
    with _quiet(notes):
        engine = _engine()
        installed = _find_families(engine)
        fonts = {r: f for r, f in document.meta.get("fonts", {}).items() if find_installed((f,), installed)}
        with calm_memory(), even_lines(engine):
            there = replace(document, meta={**document.meta, "fonts": fonts})
            layout = _lay_out(engine, there, frame, moment)
            found = _Fonts()
            data = layout.write_pdf(finisher=found.finish)
    check_readable(document, found.used[""])
    diagnostics = [Diagnostic("writers.pdf-note", "info", data={"reason": n, "file": frame.css_file}) for n in notes]
    if getattr(engine.text.ffi, "harfbuzz_subset", True) is None:
        diagnostics.append(Diagnostic("writers.pdf-subset"))
    return Written(data, (*check_faces(document, installed, found.used), *diagnostics))


def _engine() -> Any:
    """The WeasyPrint package; Problem where it cannot load the system's libraries."""
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()), quick_import():
            warnings.simplefilter("ignore")  # it warns on import, and prints advice
            import weasyprint
    except (ImportError, OSError) as error:
        raise problem("writers.pdf-library", reason=str(error).splitlines()[0]) from error
    return weasyprint


def _find_families(engine: Any) -> frozenset[str]:
    """The names of all font families, in lower case; Problem where there is none: Pango would crash, and Python too."""
    ffi, fontconfig = engine.text.ffi.ffi, engine.text.ffi.fontconfig
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    if fonts == ffi.NULL or not fonts.nfont:
        raise problem("writers.pdf-no-font")
    name, names = ffi.new("FcChar8 **"), set[str]()
    for number in range(fonts.nfont):
        for at in range(NAMES):
            if fontconfig.FcPatternGetString(fonts.fonts[number], b"family", at, name) != fontconfig.FcResultMatch:
                break
            names.add(ffi.string(name[0]).decode("utf-8", "replace").lower())
    return frozenset(names)


def _lay_out(engine: Any, document: Document, frame: Frame, moment: datetime.datetime) -> weasyprint.Document:
    """The pages, each with the category of its rows: where a merged cell is cut by a page end, it stands on both."""
    day = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    head = f'<meta name="dcterms.created" content="{day}">\n<meta name="dcterms.modified" content="{day}">\n'
    starts: frozenset[str] | None = None
    for _ in range(ROUNDS):
        html = page(document, frame, with_breaks(stretched(document, frame, _Body(starts))), head)
        with repeated_cells(engine):
            sheet = engine.HTML(string=html, url_fetcher=_refusing(engine))
            layout = sheet.render(font_config=true_weights(engine))
        if settle(layout.pages):
            break
        before, starts = starts, _page_starts(layout)
        if starts == before:
            break
    return layout


class _Body:
    """Blocks as HTML; with `starts`, table rows are anchors, and merged cells are split before those that it names."""

    def __init__(self, starts: frozenset[str] | None) -> None:
        self.starts = starts
        self.tables = 0

    def __call__(self, blocks: Iterable[Block]) -> str:
        return "\n".join(elements(blocks, self._block))

    def _block(self, item: Block) -> str:
        if not isinstance(item, Table) or self.starts is None:
            return block(item)
        name = f"t{self.tables}"
        self.tables += 1
        rows = [int(s.rpartition("-")[2]) for s in self.starts if s.startswith(f"{name}-")]
        return table(replace(item, rows=split_at(item.rows, rows)), name)


def _page_starts(layout: weasyprint.Document) -> frozenset[str]:
    """The anchors of the rows that stand first on a page, the first page aside."""
    starts: set[str] = set()
    for sheet in layout.pages[1:]:
        tops = sorted((place[1], name) for name, place in sheet.anchors.items() if name.startswith("t"))
        starts.update(name for _, name in tops[:1])
    return frozenset(starts)


def _refusing(engine: Any) -> Any:
    """A fetcher that opens pictures inside the page and nothing else: a document needs neither network nor files."""

    class Refusing(engine.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(INSIDE):
                return super().fetch(url, headers)
            raise ValueError(f"not fetched: {url[:80]}")

    return Refusing(allowed_protocols=("data",), allow_redirects=False)


@dataclass
class _Fonts:
    """What the finished file says of its fonts."""

    used: dict[str, set[str]] = field(default_factory=lambda: {"": set()})
    """Characters by the family that has drawn them; under "" those that no font has."""

    def finish(self, layout: Any, pdf: Any) -> None:
        """Called with the file just before it is written: read its fonts, imitate bold."""
        for font in layout.fonts.values():
            drawn = {c for glyph, text in font.to_unicode.items() if glyph for c in text}
            self.used.setdefault(font.family, set()).update(drawn)
            self.used[""].update(map(chr, font.missing))
        embolden(layout.fonts.values(), pdf.objects)


@contextmanager
def _quiet(notes: list[str]) -> Iterator[None]:
    """What WeasyPrint and fontTools would log becomes `notes`, each once."""

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage()
            known = text in notes or text.startswith(_NO_GLYPH)
            if record.name.startswith("weasyprint") and not known:
                notes.append(text)

    handler = Collect(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger, logger.propagate, logger.handlers[:]) for logger in loggers]
    for logger in loggers:
        logger.propagate, logger.handlers = False, [handler]
    try:
        yield
    finally:
        for logger, propagate, handlers in before:
            logger.propagate, logger.handlers = propagate, handlers


WRITER = Writer("pdf", ".pdf", write)
