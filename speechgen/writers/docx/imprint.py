"""版记: a table that floats at the bottom of the type area, whatever page it is on (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from speechgen.document import Block, Paragraph, is_imprint
from speechgen.writers.docx.words import Looks, paragraph

_THICK, _THIN = 8, 6  # eighths of a point: 0.35 mm above and below all, 0.25 mm between (7.4.1)
# A table that floats needs a paragraph to float beside: a line too thin to see. Word takes the one behind it,
# LibreOffice the one before.
_ANCHOR = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def imprint(blocks: Sequence[Block], looks: Looks, width: int, left: int, new_page: str = "") -> str:
    """The lines of 版记 that `blocks` begin with, as wide as the type area, `left` twips from the paper's edge.

    The place is counted from the paper: beside margins LibreOffice lets no table float that is as wide as they are.
    """
    lines = [b for b in takewhile(is_imprint, blocks) if isinstance(b, Paragraph)]
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_line(line, looks, width)}</w:tc></w:tr>"
        for line in lines
    )
    sides = {"top": _THICK, "bottom": _THICK, "insideH": _THIN}
    borders = "".join(f'<w:{s} w:val="single" w:sz="{sz}" w:space="0" w:color="000000"/>' for s, sz in sides.items())
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f"<w:p><w:pPr>{new_page}{_ANCHOR}</w:pPr></w:p><w:tbl><w:tblPr>"
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
        f'w:tblpX="{left}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
        f"<w:p><w:pPr>{_ANCHOR}</w:pPr></w:p>"
    )


def _line(line: Paragraph, looks: Looks, width: int) -> str:
    right = any(inline.style == "right" for inline in line.content)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>' if right else ""
    return paragraph(line.content, looks.paragraph(line.role, "body"), looks, tabs)
