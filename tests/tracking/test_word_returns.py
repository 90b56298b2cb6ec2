"""Return forms as Word files: what is filled in comes back as from a workbook, what was changed is held back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from form_files import HOUSING, SPEC, codes, housing, lay_down, ledger_of, send, take, through_libreoffice

DONE = {
    (1, "累计完成值"): "新建公厕：4座\n改造管网：　12.5　",
    (1, "进展情况"): "东门、西门公厕主体完工",
    (1, "存在问题"): "管线迁改滞后",
    (1, "下一步措施"): "月底前完成迁改",
    (1, "状态"): "正常推进",
}
SIGNED = {"填报人": "周工", "负责人签字": "李局", "日期": "2026年3月25日"}
HEADS = ("序号", "工作任务", "完成时限", "目标", "累计完成值", "进展情况", "存在问题", "下一步措施", "状态")


def blank(spec: str) -> Path:
    """The form of the housing bureau as a Word file."""
    send(Path.cwd(), spec, formats=("docx",), force=True)
    return Path.cwd() / "forms" / f"云溪-2026-03-{HOUSING}.docx"


def fill(
    spec: str,
    cells: Mapping[tuple[int, str], str],
    signed: Mapping[str, str] | None = None,
    change: Callable[[Any], None] | None = None,
) -> Path:
    """A filled Word file, cells given by the number of the task and the head of the column."""
    from docx import Document

    document = Document(str(blank(spec)))
    table = document.tables[0]
    for (number, head), words in cells.items():
        table.cell(number, HEADS.index(head)).text = words
    for table_ in every_table(document):
        for row in table_.rows:
            for label, space in zip(row.cells, row.cells[1:], strict=False):
                if signed and label.text.strip() in signed and not label.tables:
                    space.text = signed[label.text.strip()]
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    path = Path.cwd() / "back" / "a.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(out.getvalue())
    return path


def every_table(document: Any) -> list[Any]:
    found = list(document.tables)
    for table in document.tables:
        found += [inner for row in table.rows for cell in row.cells for inner in cell.tables]
    return found


def check_done(event: Any) -> None:
    assert [(f.name, f.value, f.unit) for f in event.figures] == [("新建公厕", "4", "座"), ("改造管网", "12.5", "公里")]
    assert (event.text, event.problems, event.steps) == ("东门、西门公厕主体完工", "管线迁改滞后", "月底前完成迁改")
    assert (event.claim, event.who, event.date.isoformat()) == ("正常推进", "周工", "2026-03-25")
    assert (event.unit, event.period) == ("住房和城乡建设局", "2026-03")


def test_a_blank_one(spec: str) -> None:
    done = take(spec, blank(spec))
    assert (codes(done), done.forms[0].blank, done.events) == ([], 2, ())


def test_a_filled_one(spec: str) -> None:
    done = take(spec, fill(spec, DONE, SIGNED))
    assert codes(done) == []
    (event,) = ledger_of(spec).events
    check_done(event)
    assert take(spec, fill(spec, DONE, SIGNED)).events == ()


@pytest.mark.parametrize("suffix", ["docx", "doc", "odt"])
def test_saved_by_libreoffice(spec: str, tmp_path: Path, suffix: str) -> None:
    saved = through_libreoffice(fill(spec, DONE, SIGNED), tmp_path / "office", suffix)
    assert codes(take(spec, saved)) == []
    (event,) = ledger_of(spec).events
    check_done(event)


def test_a_workbook_and_a_word_file_that_say_the_same(spec: str) -> None:
    take(spec, fill(spec, {(2, "进展情况"): "完成3个小区物业招标"}))
    same = housing({("t-002#0", "进展情况"): "完成3个小区物业招标"})
    assert take(spec, same).forms[0].known == 1
    other = housing({("t-002#0", "进展情况"): "完成4个小区物业招标"})
    assert codes(take(spec, other)) == ["two-returns"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({(1, "累计完成值"): "新建公厕：约4座"}, "no-number"),
        ({(1, "累计完成值"): "新建公厕：4万座"}, "figure-unit"),
        ({(1, "累计完成值"): "4座"}, "which-target"),
        ({(1, "目标"): "新建公厕：8座"}, "changed-cell"),
        ({(1, "工作任务"): "县住建局新建公厕8座。"}, "changed-task"),
        ({(1, "状态"): "基本完成"}, "unknown-claim"),
    ],
)
def test_what_is_doubtful_is_held_back(spec: str, cells: dict[tuple[int, str], str], code: str) -> None:
    done = take(spec, fill(spec, {**DONE, (2, "进展情况"): "完成3个", **cells}, SIGNED))
    assert codes(done) == [code]
    assert [event.task for event in done.events] == ["t-002"]
    assert done.forms[0].held == 1


def test_rows_that_were_added_copied_or_merged(spec: str) -> None:
    import copy

    def change(document: Any) -> None:
        table = document.tables[0]
        table._tbl.tr_lst[1].addnext(copy.deepcopy(table._tbl.tr_lst[1]))
        table.add_row().cells[5].text = "另外一件事"
        table.cell(3, 5).merge(table.cell(3, 6))

    done = take(spec, fill(spec, {**DONE, (2, "进展情况"): "完成3个"}, SIGNED, change))
    assert sorted(codes(done))[:2] == ["merged-cells", "row-twice"]
    assert done.events == ()


def test_forms_of_something_else(spec: str, tmp_path: Path) -> None:
    from docx import Document

    form = fill(spec, DONE, SIGNED)
    plain = tmp_path / "plain.docx"
    document = Document()
    document.add_paragraph("表号：2026-03-00000000")
    document.save(str(plain))
    assert codes(take(spec, plain)) == ["not-a-form"]
    assert codes(take(spec, form, period="2026-02")) == ["other-period"]
    lay_down(tmp_path, SPEC.replace("云溪县2026年工作安排", "云溪县2026年民生实事"))
    assert codes(take(spec, form)) == ["other-number"]


def test_an_office_that_calls_columns_otherwise(spec: str, tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text("columns: {item: 事项, said: 落实情况, task: 事项}\n", encoding="utf-8")
    assert codes(take(spec, fill(spec, DONE, SIGNED))) == []
