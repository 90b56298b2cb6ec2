"""Blocks as HTML, for web page and PDF alike: roles and styles become classes, the look is the frame's."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from html import escape

from speechgen.diagnostics import problem
from speechgen.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Row,
    Table,
    page_frames,
    split_imprints,
    split_stretches,
)
from speechgen.fonts import PLAIN, ROLES, names_of
from speechgen.layout import STANDARD
from speechgen.source import Where
from speechgen.templating import Frame
from speechgen.templating.words import harmless
from speechgen.writers._heights import NARROW, is_tall
from speechgen.writers._page import measures
from speechgen.writers._scoping import scoped, wrapped

INSIDE = "data:image/png;base64,"
"""How the address of a picture begins that stands in the page itself."""
_INNER = {
    "numbers": r"(?:&(?!amp;|lt;|gt;|quot;|#)|&(?:amp|lt|gt|quot|#x27);|[!-%'-;=?-~])+",
    "quotes": "[“”‘’]+",
}
"""What stands in a face of its own within words: what Word sets in its Latin face, and quotation marks."""


def page(document: Document, frame: Frame, body: str, head: str = "") -> str:
    """The whole HTML file."""
    language = escape(document.meta.get("language", "zh-CN"), quote=True)
    fields = document.meta.get("fields", {})
    author = fields.get("author", "")
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            f"<title>{escape(document.meta.get('title', ''))}</title>\n",
            f'<meta name="author" content="{escape(author, quote=True)}">\n' if author else "",
            '<meta name="generator" content="speechgen">\n',
            head,
            f"<style>\n{measures(document.meta.get('layout', STANDARD))}</style>\n",
            f"<style>\n{_style(_sheets(document, frame))}{_style(faces(document))}</style>\n</head>\n",
            f'<body class="{escape(document.meta.get("template", ""), quote=True)}">\n',
            f"{with_faces(body, document)}</body>\n</html>\n",
        )
    )


def check_sheets(frame: Frame) -> None:
    """Problem `writers.no-css` where the frame, or one that its document turns to, has no style sheet."""
    for each in (frame, *frame.pages.values()):
        if not each.css:
            raise problem("writers.no-css", Where(each.word_file or each.name), name=each.name)


def _sheets(document: Document, frame: Frame) -> str:
    """The frame's style sheet; where the document has several stretches, that of each for its own."""
    if not page_frames(document.blocks):
        return frame.css
    return "body { margin: 0 }\n" + "".join(scoped(f.css, f.name) for f in (frame, *frame.pages.values()))


def _style(css: str) -> str:
    """A style sheet that cannot end its element early."""
    return css.replace("</", "<\\/")


def faces(document: Document) -> str:
    """The faces that were chosen, which the frame's style sheet takes before its own: `:root { --fangsong-own: "…" }`.

    A real 小标宋 is heavy as it is; the bold that its stand-in needs is taken off.
    """
    fonts = {r: f for r, f in document.meta.get("fonts", {}).items() if r in ROLES}
    chains = {role: ", ".join(map(quoted, names_of(family))) for role, family in fonts.items()}
    rules = "".join(f"  --{role}-own: {chain};\n" for role, chain in chains.items() if role not in _INNER)
    rules += "  --title-weight: normal;\n" if fonts.get("title", "FandolSong") not in PLAIN else ""
    root = f":root {{\n{rules}}}\n" if rules else ""
    return root + "".join(
        f".{role} {{ font-family: {chains[role]}, var(--fangsong) }}\n" for role in _INNER if role in chains
    )


def with_faces(html: str, document: Document) -> str:
    """The page with figures and letters, and with quotation marks, in spans of their own where they have a face."""
    fonts = document.meta.get("fonts", {})
    patterns = [f"(?P<{role}>{_INNER[role]})" for role in _INNER if role in fonts]
    if not patterns:
        return html
    marks = re.compile("<[^>]*>|" + "|".join(patterns))

    def marked(found: re.Match[str]) -> str:
        return f'<span class="{found.lastgroup}">{found[0]}</span>' if found.lastgroup else found[0]

    return marks.sub(marked, html)


def quoted(family: str) -> str:
    """A family's name as a CSS string."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n<' else c for c in family) + '"'


def stretched(document: Document, frame: Frame, sheet: Callable[[Iterable[Block]], str]) -> str:
    """What `sheet` makes of the document's blocks; of a document of several stretches, one by one."""
    if not page_frames(document.blocks):
        return sheet(document.blocks)
    stretches = split_stretches(document.blocks, frame.name)
    return wrapped(stretches, [sheet(stretch.blocks) for stretch in stretches])


def body(blocks: Iterable[Block]) -> str:
    """All blocks, one a line."""
    return "".join(f"{element}\n" for element in elements(blocks, block))


def elements(blocks: Iterable[Block], one: Callable[[Block], str]) -> Iterator[str]:
    """What `one` makes of each block; the lines of 版记 in an element of their own, which stands at a page's bottom."""
    for inside, run in split_imprints(blocks):
        if inside:
            yield '<div class="imprint">' + "".join(map(one, run)) + "</div>"
        else:
            yield from map(one, run)


def block(item: Block) -> str:
    """One block as an element."""
    match item:
        case Heading():
            return f"<h{item.level}>{escape(item.number)}{inlines(item.content)}</h{item.level}>"
        case Paragraph():
            return paragraph(item)
        case Table():
            return table(item)
        case Picture():
            return picture(item)
    return '<hr class="page">'


def picture(item: Picture) -> str:
    """A picture with its bytes inside the page, so that nothing is fetched."""
    data, words = b64encode(item.data).decode(), escape(item.words, quote=True)
    size = f"width:{item.width:g}mm;height:{item.height:g}mm"
    return f'<p class="picture"><img alt="{words}" style="{size}" src="{INSIDE}{data}"></p>'


def paragraph(item: Paragraph) -> str:
    """A paragraph whose role is its class."""
    place = f' style="margin-right: {item.right:g}em"' if item.right else ""
    return f'<p class="{escape(item.role, quote=True)}"{place}>{inlines(item.content)}</p>'


def inlines(content: Iterable[Inline]) -> str:
    """Words in their styles; what stands `right` takes all behind it along."""
    pieces = list(content)
    start = next((n for n, piece in enumerate(pieces) if piece.style == "right"), len(pieces))
    left, right = "".join(map(inline, pieces[:start])), pieces[start + 1 :]
    if start == len(pieces):
        return left
    return f'{left}<span class="right">{escape(pieces[start].text, quote=False)}{"".join(map(inline, right))}</span>'


def inline(item: Inline) -> str:
    """A stretch of words; its style is its class."""
    if item.style == "break":
        return "<br>"
    text = escape(item.text, quote=False)
    return f'<span class="{escape(item.style, quote=True)}">{text}</span>' if item.style else text


def table(item: Table, name: str = "") -> str:
    """A table of fixed columns, its header in thead so that every page repeats it.

    With a `name`, body row n is the anchor `<name>-n`.
    """
    columns = "".join(f'<col style="width:{c.width:g}mm">' for c in item.columns)
    head_rows, body_rows = ([r for r in item.rows if r.header is header] for header in (True, False))
    head = "".join(_row(item, r, "th", edge) for r, edge in _edges(head_rows))
    rows = "".join(
        _row(item, r, "td", edge, f"{name}-{n}" if name else "") for n, (r, edge) in enumerate(_edges(body_rows))
    )
    thead = f"<thead>\n{head}</thead>\n" if head else ""
    role = escape(item.role, quote=True)
    return f'<table class="{role}">\n<colgroup>{columns}</colgroup>\n{thead}<tbody>\n{rows}</tbody>\n</table>'


def _edges(rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """Each row, and whether its first cell stands at the table's edge, where no cell from above reaches down.

    That cell draws the edge: a border of the table itself would run on below the last row to the end of the page.
    """
    hanging = 0
    for row in rows:
        yield row, not hanging
        hanging = (hanging or (row.cells[0].rows if row.cells else 1)) - 1


def _row(item: Table, row: Row, tag: str, edge: bool, anchor: str = "") -> str:
    aligns = {c.key: "narrow" if c.align == "left" and c.width < NARROW else c.align for c in item.columns}
    cells = "".join(
        _cell(cell, tag, ("center" if row.header else aligns.get(cell.role, ""), "edge" if edge and not n else ""))
        for n, cell in enumerate(row.cells)
    )
    names = f' id="{anchor}"' if anchor else ""
    kinds = [kind for kind, holds in (("tall", _tall(item, row)), ("group", row.heads)) if holds]
    names += f' class="{" ".join(kinds)}"' if kinds else ""
    names += f' data-task="{escape(harmless(row.id), quote=True)}"' if row.id else ""
    return f"<tr{names}>{cells}</tr>\n"


def _tall(item: Table, row: Row) -> bool:
    """Whether the end of a page may cut the row."""
    widths = {c.key: c.width for c in item.columns}
    return any(is_tall(cell, widths[cell.role]) for cell in row.cells if cell.role in widths and cell.columns == 1)


def _cell(cell: Cell, tag: str, looks: Iterable[str]) -> str:
    names = " ".join(n for n in (cell.role, *looks) if n and n != "left")
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f'<{tag} class="{escape(names, quote=True)}"{spans}>{_inside(cell)}</{tag}>'


def _inside(cell: Cell) -> str:
    """A cell's words; a single ordinary paragraph needs no element of its own, which halves the work of layout."""
    if len(cell.paragraphs) == 1 and cell.paragraphs[0].role == "cell":
        return inlines(cell.paragraphs[0].content)
    return "".join(map(paragraph, cell.paragraphs))
