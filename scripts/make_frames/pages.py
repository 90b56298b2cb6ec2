"""The pages of the frames: margins, footers with the page number, settings, and the parts of the file."""

from __future__ import annotations

from styles import GRID, HEAD, LANDSCAPE, PORTRAIT, Style, W, font_table, styles

from speechgen.layout import STANDARD
from speechgen.writers.docx.layout import BOX, EMU, NUMBER, margins, number_box, number_side

DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def page_number() -> str:
    """— 1 —, 4号 half-width 宋体 (7.5). A field, so the program counts."""
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    dash = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    before, after = STANDARD.number_parts()
    return dash.format(before) + field + dash.format(after)


def number_paragraph(align: str) -> str:
    """One character in from the edge: right on odd pages, left on even ones (7.5)."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:ind w:{align}Chars="100" w:{align}="{NUMBER}"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{page_number()}</w:p>'
    )


def portrait_footer(odd: bool) -> str:
    return f"{HEAD}<w:ftr {W}>{number_paragraph(number_side(STANDARD, odd))}</w:ftr>\n"


def landscape_footer(odd: bool) -> str:
    """The number keeps the place it has on a portrait page (clause 8).

    Seen in landscape that is the left margin, turned a quarter to the right: at the bottom on odd pages, at the top
    on even ones. A text box can stand there; its line is 28 mm from the paper's edge, 7 mm outside the type area.
    """
    width, height = (side * EMU for side in BOX)
    left, top = (round(place * EMU) for place in number_box(STANDARD, odd))
    box = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{1 if odd else 2}" name="页码"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{number_paragraph(number_side(STANDARD, odd))}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    return (
        f'{HEAD}<w:ftr {W} {DRAWING}><w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:r>'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        "</mc:AlternateContent></w:r></w:p></w:ftr>\n"
    )


def settings() -> str:
    before = "!%),.:;&gt;?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
    after = "$(£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{after}"/><w:noLineBreaksBefore w:lang="zh-CN" w:val="{before}"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>\n'
    )


def document(landscape: bool) -> str:
    """The page: A4 (5.1), 天头 37 mm and 订口 28 mm (5.2.1), the type area 156 × 225 mm; landscape is it turned (8)."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    sides = " ".join(f'w:{side}="{n}"' for side, n in margins(STANDARD, landscape).items())
    grid = "" if landscape else f'<w:docGrid w:type="lines" w:linePitch="{GRID}"/>'
    return (
        f'{HEAD}<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{{{{ body }}}}</w:t>'
        '</w:r></w:p><w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:footerReference w:type="even" r:id="rId5"/><w:pgSz {size}/>'
        f'<w:pgMar {sides} w:header="851" w:gutter="0"/>{grid}</w:sectPr></w:body></w:document>\n'
    )


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>\n'


def content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable"}
    kinds |= {"footer1": "footer", "footer2": "footer"}
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    rows = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{word}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>\n'
    )


def core() -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>speechgen</dc:creator></cp:coreProperties>\n'
    )


def parts(landscape: bool, rows: tuple[Style, ...] = ()) -> dict[str, str]:
    """The parts of a frame by name; `rows` are its styles, those of lists in landscape or of text by default."""
    footer = landscape_footer if landscape else portrait_footer
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core(),
        "word/_rels/document.xml.rels": relations(
            (f"{OFFICE}/styles", "styles.xml"),
            (f"{OFFICE}/settings", "settings.xml"),
            (f"{OFFICE}/fontTable", "fontTable.xml"),
            (f"{OFFICE}/footer", "footer1.xml"),
            (f"{OFFICE}/footer", "footer2.xml"),
        ),
        "word/document.xml": document(landscape),
        "word/styles.xml": styles(rows or (LANDSCAPE if landscape else PORTRAIT)),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer(odd=True),
        "word/footer2.xml": footer(odd=False),
    }
