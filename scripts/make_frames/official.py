"""The styles of an official document with 版头 and 版记, and of a speech to read from, beside those of plain text."""

from __future__ import annotations

from styles import GRID, HEITI, PORTRAIT, SONG_TITLE, Style

RED = "FF0000"


def rule(side: str, eighths: int, space: float = 1, colour: str = "000000") -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space:g}" w:color="{colour}"/>'


HEADS = {"redhead short": (46, "ShortHead", "短发文机关标志"), "redhead": (35, "RedHead", "发文机关标志"),
         "redhead long": (26, "LongHead", "长发文机关标志")}  # fmt: skip
# Three lines are there for 份号, 密级 and 紧急程度 (7.2.1 to 7.2.3); the mark's upper edge is 35 mm below that of the
# type area (7.2.4). Programs set a line's base at 4/5 of an exact height; characters are 0.85 of their size above it
# and leave 0.15 of it below, which counts as part of the two blank lines (7.2.5).
HEAD_GAP = round(35 * 1440 / 25.4) - 3 * GRID
NUMBER_RULE = rule("bottom", 12, 7, RED)  # 1.5 pt, 4 mm below the characters (7.2.7)


def redhead(role: str) -> Style:
    size, id_, name = HEADS[role]
    line = -round(size * 20 * 0.85 / 0.8)
    look = {"before": HEAD_GAP, "after": 2 * GRID - round(3 * size), "keep": True, "colour": RED}
    return Style(id_, name, role, SONG_TITLE, size, "center", line=line, **look)


OFFICIAL = (
    *(style for style in PORTRAIT),
    *map(redhead, HEADS),
    Style("Serial", "份号", "serial", align="left", keep=True),
    Style("Corner", "密级和紧急程度", "corner", HEITI, align="left", keep=True),
    Style("DocumentNumber", "发文字号", "document-number", align="center", after=2 * GRID, keep=True, next="Title",
          extra=f"<w:pBdr>{NUMBER_RULE}</w:pBdr>"),
    Style("UpwardNumber", "上行文发文字号", "document-number upward", align="left", after=2 * GRID, keep=True,
          next="Title", extra=f"<w:pBdr>{NUMBER_RULE}</w:pBdr>"),
    Style("Addressee", "主送机关", "addressee", keep=True, next="BodyText"),
    Style("Attachments", "附件说明", "attachments", left=2, hanging=4, before=GRID),
    Style("AttachmentsSingle", "单个附件说明", "attachments single", left=2, hanging=3, before=GRID),
    Style("AttachmentsMore", "附件说明续", "attachments more", left=5, hanging=1),
    Style("Issuer", "署名", "issuer", align="right", before=GRID, keep=True),
    Style("IssuerSealed", "用印署名", "issuer sealed", align="right", before=2 * GRID, keep=True),
    Style("Date", "成文日期", "date", align="right"),
    Style("Remark", "附注", "remark", chars=2),
    Style("Copies", "抄送", "copies", size=14, line=-480, left=1, hanging=3, right=1),  # 7.4.2
    Style("Issued", "印发", "issued", size=14, align="left", line=-480),  # 7.4.3
)  # fmt: skip


def reading(size: float, line: int, title: float) -> tuple[Style, ...]:
    """A speech to read from: the same, larger, in lines of `line` twips (practice; the standard is silent)."""
    kept = ("PageNumber", "Attachment")
    more = Style("Proof", "稿次", "proof", HEITI, align="left", after=line, keep=True)
    sizes = {16: size, 22: title}
    return tuple(
        style
        if style.id in kept or style.size not in sizes
        else Style(**{**vars(style), "size": sizes[style.size], "line": -line, "after": style.after and line})
        for style in (*PORTRAIT, more)
    )
