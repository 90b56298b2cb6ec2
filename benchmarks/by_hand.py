"""What somebody would write without speechgen, to fill the same list from the same spec: `render.py` measures it.

usage: python benchmarks/by_hand.py docxtpl|weasyprint SPEC OUTPUT

`docxtpl` fills a Word file whose table loops over rows and merges its categories by docxtpl's own `{% vm %}`.
`weasyprint` prints an HTML page of the same content, classes and style sheet, its categories merged by rowspan (so
they are not repeated behind page ends). Both read the spec by PyYAML's fast loader; no part of speechgen is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
NAMES = ("序号", "类别", "工作任务", "目标", "牵头单位", "责任（配合）单位", "完成时限")
KEYS = ("no", "category", "task", "target", "lead", "duty", "due")
WIDTHS = (10, 22, 78, 43, 25, 26, 21)
CENTRED = {"no", "category", "lead", "duty", "due"}

Group = list[dict[str, str]]
"""The rows of one category."""


def load_groups(spec: Path) -> list[Group]:
    """The rows of the list, by category."""
    import yaml

    numbers = iter(range(1, 10**9))
    data = yaml.load(spec.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return [list(_rows(section, numbers)) for section in data["sections"]]


def _rows(section: dict[str, Any], numbers: Iterator[int]) -> Iterator[dict[str, str]]:
    for task in section["content"]:
        parties = {role: [p["name"] for p in task["parties"] if p["role"] == role] for role in ("lead", "support")}
        yield {
            "no": str(next(numbers)),
            "category": section["number"] + section["title"],
            "task": task["task"].rstrip("。"),
            "target": "、".join(t["name"] + t["value"] + t["unit"] for t in task["targets"]),
            "lead": "、".join(parties["lead"]) or "待明确",
            "duty": "、".join(parties["support"]) or "—",
            "due": "、".join(d["text"] for d in task["due"]) or "待明确",
        }


def word_form() -> bytes:
    """The Word file to fill, as a person draws it into the frame: a header, one row with tags, loops around it."""
    import docx
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    document = docx.Document(str(ROOT / "templates" / "_frames" / "landscape.docx"))
    slot = next(p for p in document.paragraphs if "body" in p.text)
    words = (
        NAMES,
        ("{%tr for rows in groups %}",),
        ("{%tr for row in rows %}",),
        ("{{ row.no }}", "{% vm %}{{ row.category }}", *(f"{{{{ row.{key} }}}}" for key in KEYS[2:])),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
    )
    table = document.add_table(len(words), len(KEYS))
    for number, (row, line) in enumerate(zip(table.rows, words, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit" if number else "w:tblHeader"))
        for cell, width, text in zip(row.cells, WIDTHS, (*line, *[""] * len(KEYS)), strict=False):
            cell.text, cell.width, cell.vertical_alignment = text, Mm(width), 1
            cell.paragraphs[0].style = "表格正文" if number else "表头"
    slot._p.getparent().replace(slot._p, table._tbl)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def fill_word(groups: list[Group], form: bytes) -> bytes:
    """The list as a Word file."""
    import docxtpl

    template = docxtpl.DocxTemplate(BytesIO(form))
    template.render({"groups": groups, "title": "责任清单"}, autoescape=True)
    out = BytesIO()
    template.save(out)
    return out.getvalue()


def web_page(groups: list[Group], title: str) -> str:
    """The list as a page."""
    css = (ROOT / "templates" / "_frames" / "landscape.css").read_text(encoding="utf-8")
    columns = "".join(f'<col style="width: {width}mm">' for width in WIDTHS)
    head = "".join(f'<th class="{key}">{name}</th>' for key, name in zip(KEYS, NAMES, strict=True))
    rows = "\n".join(_web_row(row, len(group) if n == 0 else 0) for group in groups for n, row in enumerate(group))
    count = sum(map(len, groups))
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<meta charset="utf-8">\n<title>{title}</title>\n<style>{css}</style>\n'
        f'<p class="title">{title}</p>\n<p class="caption"><span class="right">共{count}项</span></p>\n'
        f'<table class="list">\n<colgroup>{columns}</colgroup>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</html>"
    )


def _web_row(row: dict[str, str], merged: int) -> str:
    cells = ""
    for key in KEYS:
        if key == "category" and not merged:
            continue
        span = f' rowspan="{merged}"' if key == "category" else ""
        cells += f'<td class="{key}{" center" if key in CENTRED else ""}"{span}>{escape(row[key])}</td>'
    return f"<tr>{cells}</tr>"


def print_page(page: str) -> bytes:
    """A page as PDF."""
    import weasyprint

    return bytes(weasyprint.HTML(string=page).write_pdf())


def docxtpl(spec: Path) -> bytes:
    """From the spec to the Word file."""
    return fill_word(load_groups(spec), word_form())


def weasyprint(spec: Path) -> bytes:
    """From the spec to the PDF."""
    return print_page(web_page(load_groups(spec), "责任清单"))


if __name__ == "__main__":
    MAKE: dict[str, Callable[[Path], bytes]] = {"docxtpl": docxtpl, "weasyprint": weasyprint}
    Path(sys.argv[3]).write_bytes(MAKE[sys.argv[1]](Path(sys.argv[2])))
