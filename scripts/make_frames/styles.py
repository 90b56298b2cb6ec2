"""The styles and typefaces of the frames: a table of looks, and styles.xml and fontTable.xml made of it."""

from __future__ import annotations

from dataclasses import dataclass

from speechgen.layout import STANDARD
from speechgen.writers.docx.layout import WORD_FACES, grid, tight

SONG_TITLE, FANGSONG, KAITI, HEITI, SONG = (WORD_FACES[role] for role in ("title", "fangsong", "kai", "hei", "song"))
GRID = grid(STANDARD)  # twips; 22 lines of it fill the 225 mm of the type area (5.2.3)
TIGHT = tight(STANDARD)  # twips between characters; 28 of 16 pt need it to fit into 156 mm (5.2.3)
BODY, TITLE = STANDARD.body_size, STANDARD.title_size


W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Style:
    """A paragraph style: its id, its name (Word's own where Word has one), the role it answers to, its look."""

    id: str
    name: str
    role: str
    face: str = FANGSONG
    size: float = BODY
    align: str = "both"
    bold: bool = False
    chars: int = 0  # first line indent, in characters
    hanging: int = 0  # the same, the other way: further lines begin so much to the right
    left: int = 0  # where a hanging first line begins
    right: int = 0  # characters left free on the right
    line: int = -GRID  # twips; negative: exactly so much, positive: at least
    before: int = 0
    after: int = 0
    outline: int = 0
    keep: bool = False  # with the next paragraph
    tight: bool = False  # no space between paragraphs of this style
    base: str = "Normal"
    next: str = ""
    colour: str = ""
    extra: str = ""  # further properties, which stand before the grid: frames and rules


PORTRAIT = (
    Style("Title", "Title", "title", SONG_TITLE, TITLE, "center", after=GRID, keep=True, next="BodyText"),
    Style("ProposedTitle", "自拟标题", "title proposed", SONG_TITLE, TITLE, "center", after=GRID, keep=True),
    Style("Subtitle", "Subtitle", "subtitle", KAITI, align="center", after=GRID, keep=True, next="BodyText"),
    Style("Salutation", "Salutation", "salutation", keep=True, next="BodyText"),
    Style("BodyText", "Body Text", "body", chars=2),
    Style("Closing", "结束语", "closing", chars=2, base="BodyText"),
    Style("Heading1", "heading 1", "heading1", HEITI, chars=2, outline=1, keep=True, next="BodyText"),
    Style("Heading2", "heading 2", "heading2", KAITI, chars=2, outline=2, keep=True, next="BodyText"),
    Style("Heading3", "heading 3", "heading3", bold=True, chars=2, outline=3, keep=True, next="BodyText"),
    Style("Heading4", "heading 4", "heading4", chars=2, outline=4, keep=True, next="BodyText"),
    Style("Caption", "caption", "caption", size=14, align="left", line=400, after=80, keep=True),
    Style("Note", "表注", "note", size=12, hanging=2, line=360, before=80, after=80, tight=True),
    Style("Signature", "签字栏", "signature", align="right"),
    Style("Attachment", "附件标识", "attachment", HEITI, align="left", after=GRID, keep=True, next="Title"),  # 7.3.7
    Style("TableHeader", "表头", "header", HEITI, 12, "center", line=340, keep=True),
    Style("TableText", "表格正文", "cell", size=12, line=340),
    Style("TableForm", "填写栏", "cell-blank", size=12, line=340, base="TableText"),
    Style("TableLabel", "填写栏名", "cell-label", HEITI, 12, "center", line=340, base="TableText"),
    Style("TableBox", "销号框", "cell-closed", size=16, align="center", line=340, base="TableText"),
    Style("PageNumber", "页码", "page", SONG, 14, "right", line=-280),
)
SMALL = {  # what a list in landscape sets smaller (practice; the standard is silent)
    "Title": {"size": 18, "line": -560, "after": 120},
    "Subtitle": {"size": 14, "line": -480, "after": 120},
    "Caption": {"size": 12, "line": 320, "after": 60},
    "Note": {"size": 10.5, "line": 300},
    "Signature": {"size": 12},
    "TableHeader": {"size": 10.5, "line": 320},
    "TableText": {"size": 10.5, "line": 320},
    "TableBox": {"size": 14, "line": 320},
}
LANDSCAPE = tuple(Style(**{**vars(style), **SMALL.get(style.id, {})}) for style in PORTRAIT)

# Character styles: id, name, role, properties.
CHARACTERS = (
    ("Head1", "一级段首", "head1", (HEITI, "")),
    ("Head2", "二级段首", "head2", (KAITI, "")),
    ("Head3", "三级段首", "head3", (FANGSONG, "<w:b/><w:bCs/>")),
    ("Head4", "四级段首", "head4", (FANGSONG, "")),
    ("Unknown", "待明确", "unknown", (HEITI, "")),
    ("Proposal", "建议", "proposal", (KAITI, "")),
    ("Strong", "Strong", "strong", ("", "<w:b/><w:bCs/>")),
    ("Blank", "空白横线", "blank", ("", '<w:u w:val="single"/>')),
)

# A name that is missing on a computer is replaced by its second name, then by a face that looks alike.
FONTS = (
    (SONG_TITLE, "方正小标宋_GBK,宋体", "02010601030101010101", "auto"),
    (FANGSONG, "仿宋,FangSong,FandolFang", "02010609060101010101", "modern"),
    (KAITI, "楷体,KaiTi,FandolKai", "02010609060101010101", "modern"),
    (HEITI, "SimHei,FandolHei", "02010609060101010101", "modern"),
    (SONG, "SimSun,FandolSong", "02010600030101010101", "auto"),
)


def fonts(face: str) -> str:
    """All four slots, so that digits, quotation marks and dashes take the Chinese face too."""
    if not face:
        return ""
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


def run_properties(style: Style) -> str:
    bold = "<w:b/><w:bCs/>" if style.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    spacing = TIGHT if style.size == BODY else 0
    size = round(style.size * 2)
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    return (
        f'<w:rPr>{fonts(style.face)}{bold}{colour}<w:spacing w:val="{spacing}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def indent(style: Style) -> str:
    pitch = round(style.size * 20) + (TIGHT if style.size == BODY else 0)
    if style.hanging:
        left, hanging = style.left + style.hanging, style.hanging
        right = f'w:rightChars="{style.right * 100}" w:right="{style.right * pitch}" ' if style.right else ""
        return (
            f'<w:ind w:leftChars="{left * 100}" w:left="{left * pitch}" {right}'
            f'w:hangingChars="{hanging * 100}" w:hanging="{hanging * pitch}"/>'
        )
    return f'<w:ind w:firstLineChars="{style.chars * 100}" w:firstLine="{style.chars * pitch}"/>'


def paragraph_properties(style: Style) -> str:
    rule = "exact" if style.line < 0 else "atLeast"
    parts = [
        "<w:keepNext/>" if style.keep else "",
        style.extra,
        '<w:snapToGrid w:val="0"/>',
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" '
        f'w:line="{abs(style.line)}" w:lineRule="{rule}"/>',
        indent(style),
        "<w:contextualSpacing/>" if style.tight else "",
        f'<w:jc w:val="{style.align}"/>',
        f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "",
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def paragraph_style(style: Style) -> str:
    own = "" if style.name.isascii() else ' w:customStyle="1"'
    after = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:aliases w:val="{style.role}"/><w:basedOn w:val="{style.base}"/>{after}<w:qFormat/>'
        f"{paragraph_properties(style)}{run_properties(style)}</w:style>\n"
    )


def character_style(id_: str, name: str, role: str, look: tuple[str, str]) -> str:
    own = "" if name.isascii() else ' w:customStyle="1"'
    face, rest = look
    return (
        f'<w:style w:type="character"{own} w:styleId="{id_}"><w:name w:val="{name}"/><w:aliases w:val="{role}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{fonts(face)}{rest}</w:rPr></w:style>\n'
    )


def table_style(id_: str, name: str, role: str) -> str:
    """Thin full borders, a little air around the words; above them a line of "at least" height has its own."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f'<w:aliases w:val="{role}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="57" w:type="dxa"/><w:bottom w:w="100" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>\n'
    )


def styles(rows: tuple[Style, ...]) -> str:
    """No theme, nothing inherited from a program's own defaults: Word, WPS and LibreOffice see the same."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}"
        '<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>\n"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>\n'
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/>'
        '<w:autoSpaceDN w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>\n'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>\n'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\n'
    )
    named = "".join(map(paragraph_style, rows)) + "".join(character_style(*row) for row in CHARACTERS)
    tables = table_style("TableList", "清单表格", "table") + table_style("TableSign", "签字表格", "table-form")
    return f"{HEAD}<w:styles {W}>\n{defaults}{normal}{named}{tables}</w:styles>\n"


def font_table() -> str:
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{"fixed" if family == "modern" else "variable"}"/></w:font>'
        for name, other, panose, family in FONTS
    )
    return f"{HEAD}<w:fonts {W}>{rows}</w:fonts>\n"
