"""Documents that say where tasks stand: filled from states, counted honestly, silent where there is no ledger."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from documents import LIBRARY, document_words, outline

from speechgen.chinese.periods import find_period
from speechgen.diagnostics import Problem
from speechgen.document import Cell, Document, PageBreak, Picture, Table
from speechgen.render import render_document
from speechgen.render.standing import find_standing
from speechgen.render.states import PaceView, ReportView, StateView, Tracked
from speechgen.render.tasks import find_tasks
from speechgen.spec.model import Spec

DAY = datetime.date(2026, 6, 30)
JUNE = find_period("2026-06")


def task(id: str, words: str, unit: str, due: str = "", **more: object) -> dict[str, object]:
    parties = [{"name": unit, "role": "lead"}] if unit else []
    return {"task": words, "id": id, "parties": parties, "due": [{"text": due, "date": due}] if due else [], **more}


SPEC = Spec.model_validate(
    {
        "title": "云溪县2026年工作安排",
        "year": 2026,
        "preamble": [
            task("t-001", "县水利局要清淤河道12公里。", "县水利局", "2026-05-31"),
            task("t-002", "县教育局要建成两所幼儿园。", "县教育局", "2026-08-31"),
            task("t-003", "水利局要抓好防汛。", "水利局", "2026-06-15"),
            task("t-004", "要办好茶叶节。", "", "2026-06-30"),
            task("t-005", "县林业局要造林800亩。", "县林业局"),
            task("t-006", "县财政局要清理账户。", "县财政局", "2026-04-30"),
        ],
    }
)
STATES = {
    "t-001": StateView(
        "已销号",
        "closed",
        datetime.date(2026, 5, 31),
        done_on=datetime.date(2026, 6, 2),
        closed_on=datetime.date(2026, 6, 9),
        light="绿",
        figures=("清淤河道12公里",),
        reports=(ReportView(datetime.date(2026, 5, 20), "县水利局", "清淤全部完成", (), "", ""),),
        evidence=("验收单.pdf",),
    ),
    "t-002": StateView("办理中", "underway", datetime.date(2026, 8, 31), light="绿"),
    "t-003": StateView(
        "办理中",
        "underway",
        datetime.date(2026, 6, 15),
        overdue=True,
        days_over=15,
        light="红",
        urged=2,
        reports=(ReportView(datetime.date(2026, 6, 10), "", "查险工段9处", ("查险工段9处",), "缺沙袋", "月底补足"),),
    ),
    "t-004": StateView("未交办", "new", datetime.date(2026, 6, 30), light="黄"),
    "t-005": StateView("办理中", "underway", light="黄", pace="欠进度", by_hand=True),
    "t-006": StateView("已取消", "dropped", datetime.date(2026, 4, 30)),
}
TRACKED = Tracked(DAY, JUNE, STATES)


def make(template: str, tracked: Tracked = TRACKED, **options: object) -> Document:
    return render_document(SPEC, template, library=LIBRARY, options=options, tracked=tracked)


def ids(document: Document) -> list[str]:
    return [row.id for block in document.blocks if isinstance(block, Table) for row in block.rows if row.id]


def test_the_counts_leave_out_what_was_dropped_and_miss_nothing() -> None:
    standing = find_standing(find_tasks(SPEC, STATES), DAY, JUNE)
    everything = standing.all
    assert everything.total == 5
    assert len(everything.done) + len(everything.running) + len(everything.overdue) == everything.total
    assert (everything.share, len(everything.closed), len(everything.silent)) == ("20", 1, 3)
    for groups in (standing.units, standing.months, standing.statuses):
        assert sum(group.total for group in groups) == everything.total
    assert [group.name for group in standing.lights] == ["绿", "红", "黄"]
    assert [t.id for t in standing.done_in_period] == ["t-001"]


def test_a_unit_under_two_names_is_one() -> None:
    spec = Spec.model_validate({"preamble": [t | {"parties": [{"name": n, "unit": "水利局"}]} for t, n in NAMES]})
    (unit,) = find_standing(find_tasks(spec)).units
    assert (unit.name, unit.total) == ("县水利局", 3)


NAMES = [({"task": "一。"}, "县水利局"), ({"task": "二。"}, "水利局"), ({"task": "三。"}, "县水利局")]


def test_the_checklist_of_a_period_has_what_is_due_in_it_and_what_is_late() -> None:
    document = make("supervision")
    assert ids(document) == ["t-003", "t-004"]
    assert "2026年6月督查清单" in document_words(document)
    assert "全部任务共5项" in document_words(document)
    assert "2026年6月10日：查险工段9处（查险工段9处）" in outline(document)
    assert "缺沙袋" in document_words(document)
    assert sorted(ids(make("supervision", scope="all"))) == sorted(STATES)


def test_a_list_without_a_ledger_is_to_be_filled_in_by_hand() -> None:
    table = next(b for b in make("supervision", Tracked()).blocks if isinstance(b, Table))
    places = [n for n, column in enumerate(table.columns) if column.key in ("progress", "problem")]
    assert all(not row.cells[n].paragraphs for row in table.rows if row.id for n in places)
    assert len(ids(make("supervision", Tracked()))) == 6


@pytest.mark.parametrize("template", ["bulletin", "ledger", "accounts", "closeout"])
def test_documents_of_the_year_warn_where_there_is_no_ledger(template: str) -> None:
    assert "render.no-ledger" in [d.code for d in make(template, Tracked(DAY)).diagnostics]
    assert not [d for d in make(template).diagnostics if d.code != "render.blanks"]


def test_the_bulletin_names_totals_units_and_laggards() -> None:
    document = make("bulletin", issue="6", date="2026-07-05", office="云溪县人民政府督查室")
    words = document_words(document)
    assert "5项任务中，已办结1项（占20%），正在办理3项（其中1项尚未交办），逾期未办结1项。" in words
    assert (
        "已办结的任务中，1项已经核查销号。2026年6月新办结1项。尚未报送进展的3项。另有1项经研究取消，不计入总数。"
        in words
    )
    assert "由水利局负责的第3项“水利局要抓好防汛”，应于2026年6月15日前完成，逾期15天" in words
    assert "已催办2次" in words and "存在问题：缺沙袋" in words
    assert "【待定" not in words and "第6期" in words
    kinds = [type(b) for b in document.blocks]
    assert kinds.index(Table) < kinds.index(Picture) < kinds.index(PageBreak)  # behind its table, which fills the page
    assert ids(document) == [t.id for t in find_tasks(SPEC)]


def test_the_bulletin_counts_lights_from_the_gravest_and_those_without_one() -> None:
    states = {**STATES, "t-002": replace(STATES["t-002"], light="")}
    words = document_words(make("bulletin", Tracked(DAY, JUNE, states, ("红", "黄", "绿"))))
    assert "按灯号分：红1项，黄2项，绿1项，未亮灯1项。" in words


def test_a_bulletin_of_a_day_says_so_in_its_title() -> None:
    words = document_words(make("bulletin", Tracked(DAY, states=STATES))).replace("\n", "")
    assert "截至2026年6月30日推进情况的督查通报" in words


def test_a_bulletin_of_tasks_of_nobody_has_no_chart() -> None:
    spec = Spec.model_validate({"preamble": [task("t-001", "要办好茶叶节。", "")]})
    tracked = Tracked(DAY, states={"t-001": StateView("办理中", "underway")})
    document = render_document(spec, "bulletin", library=LIBRARY, tracked=tracked)
    assert not any(isinstance(b, Picture) for b in document.blocks) and "见下图" not in document_words(document)


def test_what_the_bulletin_lacks_is_a_visible_blank() -> None:
    words = document_words(make("bulletin"))
    assert [f"【待定：{name}】" in words for name in ("期号", "印发单位", "印发日期")] == [True] * 3


def test_the_close_out_record_is_of_tasks_that_are_done_or_asked_for() -> None:
    words = document_words(make("closeout"))
    assert words.count("督查事项办结销号单") == 1
    assert "编号：t-001" in words and "2026年6月9日" in words and "验收单.pdf" in words and "清淤河道12公里" in words
    asked = document_words(make("closeout", task="t-002、t-003"))
    assert asked.count("督查事项办结销号单") == 2 and "尚未办结" in asked
    with pytest.raises(Problem, match="unknown-task"):
        make("closeout", task="t-999")


def test_three_accounts_add_up() -> None:
    tables = [b for b in make("accounts").blocks if isinstance(b, Table)]
    for table in tables[:2]:
        column = [c.key for c in table.columns].index("total")
        numbers = [int(row.cells[column].paragraphs[0].content[0].text) for row in table.rows if not row.header]
        assert sum(numbers[:-1]) == numbers[-1] == 5


def test_the_account_of_progress_has_a_row_for_each_target_and_for_figures_of_none() -> None:
    goals = [{"name": "开工率", "op": "达到", "value": n, "unit": "%", "period": q} for n, q in GOALS]
    words = "县发改局一季度、二季度开工率分别达到40%和75%。"
    spec = Spec.model_validate(
        {"preamble": [task("t-001", words, "县发改局", targets=goals), task("t-002", "二。", "")]}
    )
    paces = (PaceView("72%", datetime.date(2026, 6, 25), "达进度"), PaceView("", None, "未到期"))
    state = StateView("办理中", "underway", targets=paces, figures=("开工率72%", "用工300人"), others=("用工300人",))
    tracked = Tracked(DAY, states={"t-001": state})
    document = render_document(spec, "accounts", library=LIBRARY, tracked=tracked)
    *_, table = (b for b in document.blocks if isinstance(b, Table))
    first = table.rows[1]
    assert [cell.rows for cell in first.cells] == [3, 3, 3, 3, 1, 1, 1, 3]
    told = [[outline_words(cell) for cell in row.cells if cell.rows == 1] for row in table.rows[1:4]]
    assert told == [
        ["一季度：开工率达到40%", "72%（6月25日报）", "达进度"],
        ["二季度：开工率达到75%", "—", "未到期"],
        ["", "用工300人", "—"],
    ]
    assert not any(row.id for row in table.rows), "a row says less than its task, and is not to be taken back for it"


GOALS = [("40", "一季度"), ("75", "二季度")]


def outline_words(cell: Cell) -> str:
    return "".join(run.text for paragraph in cell.paragraphs for run in paragraph.content).replace("\n", "")


def test_the_ledger_shows_lights_and_who_set_them() -> None:
    words = document_words(make("ledger"))
    assert "黄（人工）" in words and "√" in words and "逾期15天" in words and "催办2次" in words
