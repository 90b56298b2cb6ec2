"""Blocks as the body of a Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from speechgen.document import Block, Heading, Inline, PageBreak, Paragraph, Picture, Stretch, Table, is_imprint
from speechgen.writers.docx.frame import Pages, begun
from speechgen.writers.docx.imprint import imprint
from speechgen.writers.docx.pictures import picture
from speechgen.writers.docx.tables import table
from speechgen.writers.docx.words import Looks, paragraph

_TITLE = ("title", "title proposed", "subtitle")
# Two tables that touch would become one, and a document may not end with a table: a line too thin to see.
_THIN = '<w:snapToGrid w:val="0"/><w:spacing w:before="{}" w:after="0" w:line="20" w:lineRule="exact"/>'
_EM = 320  # twips of a 16 pt character
_SIGNED = ("issuer", "date", "attachments")
"""Roles that stay on one page with the text before them (GB/T 9704-2012, 7.3.5.5: no page without any of it)."""
_GAP = 320  # twips between two tables


def lay_out(
    stretches: Sequence[Stretch], pages: Mapping[str, Pages], pictures: Mapping[Picture, str]
) -> tuple[str, str]:
    """The stretches as the body of a file and the properties of its last section; `pages` by the name of a frame,
    `pictures` are their relations in the file.

    A section's properties stand in its last paragraph, those of the last one behind all paragraphs (ECMA-376, 17.6).
    Problem writers.docx-row out of a broken table.
    """
    out: list[str] = []
    first = 0
    for number, stretch in enumerate(stretches):
        own, last = pages[stretch.frame], number == len(stretches) - 1
        out.append(body(stretch.blocks, own.looks, own.width, pictures, first, last, own.left))
        first += len(stretch.blocks)
        section = begun(own.section, stretch.even) if number else own.section
        if not last:
            out.append(f"<w:p><w:pPr>{_THIN.format(0)}{section}</w:pPr></w:p>")
    return "".join(out), section


def body(
    blocks: Sequence[Block],
    looks: Looks,
    width: int,
    pictures: Mapping[Picture, str] = MappingProxyType({}),
    first: int = 0,
    ends: bool = True,
    left: int = 1588,
) -> str:
    """`blocks` in the styles of `looks`, tables `width` twips wide; `pictures` are their relations in the file.

    `first` is the number of the first block, by which tables and pictures are told apart; `ends`: so does the document.
    `left` is the margin, in twips.
    Problem writers.docx-row out of a broken table.
    """
    out: list[str] = []
    new_page = ""
    under = 0  # blocks already laid under the table above them
    for number, block in enumerate(blocks):
        if under:
            under -= 1
            continue
        if is_imprint(block):
            if number == 0 or not is_imprint(blocks[number - 1]):
                out.append(imprint(blocks[number:], looks, width, left, new_page))
            new_page = ""
            continue
        foot = _foot(blocks[number + 1 :]) if isinstance(block, Table) else ()
        under = len(foot)
        after = number + 1 + under
        following = blocks[after] if after < len(blocks) else None
        if isinstance(block, PageBreak):
            new_page = "<w:pageBreakBefore/>"
            continue
        if isinstance(block, Table):
            if new_page:
                out.append(_thin(new_page))
            words = _under(foot, looks, width, first + number + 1)
            out.append(table(block, looks, width, number=first + number, foot=words))
            if (following is None and ends) or isinstance(following, Table):
                out.append(_thin("", _GAP if following else 0))
        elif isinstance(block, Heading):
            out.append(_heading(block, looks, new_page))
        elif isinstance(block, Picture):
            out.append(picture(block, pictures[block], first + number, looks.paragraph("picture"), new_page))
        else:
            out.append(_paragraph(block, following, looks, width, new_page))
        new_page = ""
    return "".join(out) or ("<w:p/>" if ends else "")


def _foot(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """What stands under a list, on one page with its last row: a sign-off, notes."""
    forms = tuple(takewhile(_is_form, blocks[:1]))
    return (*forms, *takewhile(_is_note, blocks[len(forms) :]))


def _under(foot: Sequence[Block], looks: Looks, width: int, number: int) -> str:
    """The foot as XML; a cell that it stands in has to end with a paragraph."""
    out = ""
    for block in foot:
        if isinstance(block, Table):
            out += _thin("", _GAP) + table(block, looks, width, number=number)
        else:
            out += _paragraph(block, None, looks, width, "") if isinstance(block, Paragraph) else ""
    return out + (_thin() if foot and isinstance(foot[-1], Table) else "")


def _is_note(block: Block | None) -> bool:
    """Notes stay on one page with each other and with the end of their table."""
    return isinstance(block, Paragraph) and block.role == "note"


def _is(block: Block | None, roles: tuple[str, ...]) -> bool:
    """Whether it is a paragraph of one of the roles, in whatever variant."""
    return isinstance(block, Paragraph) and block.role.split(" ")[0] in roles


def _is_form(block: Block | None) -> bool:
    """A sign-off stays on one page with the end of the list that is signed."""
    return isinstance(block, Table) and block.role == "form"


def _thin(look: str = "", before: int = 0) -> str:
    return f"<w:p><w:pPr>{look}{_THIN.format(before)}</w:pPr></w:p>"


def _heading(block: Heading, looks: Looks, new_page: str) -> str:
    style = looks.paragraph(f"heading{min(max(block.level, 1), 4)}", "body")
    return paragraph((Inline(block.number), *block.content), style, looks, new_page)


def _paragraph(block: Paragraph, following: Block | None, looks: Looks, width: int, new_page: str) -> str:
    together = (_is_note(block) and _is_note(following)) or _is(following, _SIGNED)
    before = ("<w:keepNext/>" if together else "") + new_page
    if any(inline.style == "right" for inline in block.content):
        before += f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    if block.role in _TITLE and isinstance(following, Paragraph) and following.role in _TITLE:
        before += '<w:spacing w:after="0"/>'  # the blank line comes after the last line of the title
    after = (
        f'<w:ind w:rightChars="{round(block.right * 100)}" w:right="{round(block.right * _EM)}"/>'
        if block.right
        else ""
    )
    return paragraph(block.content, looks.paragraph(block.role, "body"), looks, before, after)
