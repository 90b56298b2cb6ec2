"""The forms that come with speechgen: Word files with Jinja tags, one page for each task.

`slip.docx` is the 督办通知单 with its 回执: what practice puts on it (编号, 承办单位, 督办事项, 依据, 目标要求,
完成时限, 反馈要求, 签发, 联系人); the page is that of the portrait frame. Where the spec says nothing there is a line
to write on.
"""

from __future__ import annotations

from dataclasses import replace

from pages import document, parts
from styles import FANGSONG, HEITI, PORTRAIT, Style, styles

WIDTH = 8844  # twips: 156 mm between the margins (5.2.1)
LABEL = 1460
SLIP = (
    *(replace(s, after=100) if s.id == "Title" else s for s in PORTRAIT),
    Style("SlipLine", "编号行", "slip-line", size=12, align="left", line=360, after=40),
    Style("SlipLabel", "单内栏名", "slip-label", HEITI, 12, "center", line=360),
    Style("SlipText", "单内文字", "slip-text", size=12, align="left", line=360),
    Style("SlipCut", "裁切线", "slip-cut", FANGSONG, 10.5, "center", line=320, before=80, after=40),
    Style("SlipTitle", "回执标题", "slip-title", HEITI, 14, "center", line=400, after=60, keep=True),
    Style("SlipSeal", "签章行", "slip-seal", size=12, align="right", line=400, before=60),
)
MENTIONED = "{{ spec.list_heading }}{% if task.category %}“{{ task.category }}”部分{% endif %}"
DUE = (
    "{% for limit in task.due %}{% if not loop.first %}；{% endif %}{{ limit }}"
    "{% if limit.date %}（{{ limit.date | date }}）{% endif %}{% endfor %}"
    "{% for limit in task.limits %}{% if task.due or not loop.first %}；{% endif %}{{ limit }}{% endfor %}"
    "{% if not task.due and not task.limits %}{{ '' | blank(10) }}{% endif %}"
)
FEEDBACK = (
    "{% if task.rhythms %}按原文要求报送：{{ task.rhythms | join('；') }}。{% endif %}"
    "请于＿＿＿＿年＿＿月＿＿日前书面反馈办理情况，并附佐证材料。"
)


def paragraph(text: str, style: str, look: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def cell(text: str, width: int, style: str, span: int = 1) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    words = "".join(paragraph(line, style) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}<w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'


def row(*cells: str, height: int) -> str:
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/></w:trPr>{"".join(cells)}</w:tr>'


def whole(label: str, text: str, height: int) -> str:
    """A label, and its space over the rest of the line."""
    return row(cell(label, LABEL, "SlipLabel"), cell(text, WIDTH - LABEL, "SlipText", 3), height=height)


def halves(first: tuple[str, str], second: tuple[str, str], height: int) -> str:
    """Two labels with their spaces."""
    space = WIDTH // 2 - LABEL
    pairs = (cell(label, LABEL, "SlipLabel") + cell(text, space, "SlipText") for label, text in (first, second))
    return row(*pairs, height=height)


def table(*rows: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in (LABEL, WIDTH // 2 - LABEL) * 2)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableSign"/><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


LOOP = "{%p for task in by_due | due_before(options.before) | chosen(options.task) | late(options.overdue) %}"
NUMBER = (
    "{% if options.series %}{{ options.series }}〔{{ options.year or spec.year | blank(4) }}〕"
    "{{ options.first + loop.index - 1 }}号{% else %}＿＿＿〔＿＿＿＿〕＿＿＿号{% endif %}"
)
STANDING = (
    "{% if task.state.extended %}；延期至{{ task.state.due | date }}{% endif %}"
    "{% if task.state.overdue %}；已逾期{{ task.state.days_over }}天{% endif %}"
    "{% if task.state.urged %}；已催办{{ task.state.urged }}次{% endif %}"
)


def slip() -> str:
    """The notice and, below the line to cut along, what comes back."""
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>'
    line = "</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>"
    return "".join(
        (
            paragraph(LOOP, "SlipLine"),
            paragraph("督办通知单", "Title", "<w:pageBreakBefore/>"),
            paragraph("任务编号：{{ task.id | blank(4) }}" + line + f"编号：{NUMBER}", "SlipLine", edge),
            table(
                halves(
                    ("承办单位", "{{ (task.leads or task.parties) | lines | blank(9) }}"),
                    ("配合单位", "{% if task.leads and task.others %}{{ task.others | lines }}{% else %}—{% endif %}"),
                    700,
                ),
                whole("督办事项", "{{ task.text }}", 1500),
                whole("督办依据", MENTIONED, 560),
                whole("目标要求", "{{ task.targets | lines | blank(16) }}", 700),
                whole("完成时限", DUE + STANDING, 560),
                whole("反馈要求", FEEDBACK, 560),
                halves(("签发人", ""), ("联系人\n及电话", ""), 640),
            ),
            paragraph("{{ spec.issuer | blank(10) }}（盖章）　　　　　年　　月　　日", "SlipSeal"),
            paragraph("…………………………（请沿此线裁下，填写后交回）…………………………", "SlipCut"),
            paragraph("督办通知单回执", "SlipTitle"),
            table(
                halves(
                    ("任务编号", "{{ task.id }}"), ("承办单位", "{{ (task.leads or task.parties) | join('、') }}"), 560
                ),
                whole("办理情况", "", 1600),
                whole("存在问题\n及下一步", "", 760),
                halves(("承办单位\n负责人", ""), ("填报日期", "　　年　　月　　日"), 640),
            ),
            paragraph("{%p else %}", "SlipLine"),
            paragraph("没有符合条件的任务。", "BodyText"),
            paragraph("{%p endfor %}", "SlipLine"),
        )
    )


def form(title: str, body: str, rows: tuple[Style, ...]) -> dict[str, str]:
    """The parts of a form: those of the portrait frame with another text, further styles, and the title it goes by."""
    made = parts(landscape=False)
    before, _, rest = document(landscape=False).partition("<w:body>")
    section = "<w:sectPr>" + rest[rest.index("<w:pgSz") :]  # notices of several tasks, so no page numbers
    properties = made["docProps/core.xml"].replace("<dc:creator>", f"<dc:title>{title}</dc:title><dc:creator>")
    return {
        **made,
        "word/document.xml": f"{before}<w:body>{body}{section}",
        "word/styles.xml": styles(rows),
        "docProps/core.xml": properties,
    }


FORMS = {"slip": form("督办通知单", slip(), SLIP)}
