"""The round trip: a spec rendered as a work arrangement and parsed again is the same spec, in DOCX and HTML.

A responsibility list, in XLSX too, comes back with the same tasks: ids, words, parties with roles, dues, targets.
"""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speechgen.document import Document, View
from speechgen.passes import run_passes
from speechgen.readers import read_document
from speechgen.render import render_document
from speechgen.render.tasks import by_due, find_tasks
from speechgen.source import Source
from speechgen.spec.build import build_spec
from speechgen.spec.model import Due, Party, Quantity, Section, Spec, TaskItem, Words
from speechgen.templating import Library, builtin_folder
from speechgen.templating.filters import unclosed
from speechgen.writers import writer

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("SPEECHGEN_SHARED", HERE.parents[1] / "shared"))
OURS = [*sorted((HERE / "cases/speeches").glob("*/speech.*")), HERE.parent / "specs/yunxi-2026.txt"]
REAL = sorted((SHARED / "seeds").glob("*.txt"))
LIBRARY = Library([builtin_folder()])
MOMENT = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)

SENTENCES = (
    "县水利局要抓紧汛前检查，6月底前完成42座水库除险。",
    "各乡镇、各部门要对照清单抓好落实。",
    "全年新建公厕8座，投资增长6%左右。",
    "加快项目建设。",
    "由县教育局牵头，县财政局配合，完成校舍改造*所；县住建局要跟踪督办。",
    "完善“一件事”办理机制，确保办结率达98%以上。（责任单位：县行政审批服务局）",
)
HEADS = ("一、2026年工作安排", "二、工作要求", "（一）抓好项目", "（二）保障民生", "1.稳住就业。", "一要压实责任。", "")
lines = st.lists(st.tuples(st.sampled_from(HEADS), st.lists(st.sampled_from(SENTENCES), max_size=3)), max_size=12)


def parsed(document: Document) -> Spec:
    return build_spec(run_passes(document))


def printed(spec: Spec, name: str, template: str = "arrangement", **options: Any) -> bytes:
    document = render_document(spec, template, library=LIBRARY, options=options)
    return writer(name).write(document, LIBRARY.frame(document.meta["frame"]), MOMENT).data


def said(spec: Spec) -> Any:
    """What a spec says, without where it was read from."""

    def without_places(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: without_places(v) for k, v in value.items() if k not in ("at", "period_at", "source", "damage")}
        return [without_places(v) for v in value] if isinstance(value, list | tuple) else value

    return without_places(spec.model_dump(mode="json"))


def assert_comes_back(spec: Spec, name: str) -> None:
    again = parsed(read_document(printed(spec, name), f"again.{name}"))
    assert said(again) == said(spec)


@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize("path", OURS, ids=lambda p: p.parent.name)
def test_our_samples_come_back(path: Path, name: str) -> None:
    assert_comes_back(parsed(read_document(path.read_bytes(), path.name)), name)


@pytest.mark.skipif(not REAL, reason="the shared folder with real speeches is not here")
@pytest.mark.parametrize("name", ["docx", "html"])
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name[:3])
def test_real_speeches_come_back(path: Path, name: str) -> None:
    assert_comes_back(parsed(read_document(path.read_bytes(), path.name)), name)


@given(lines)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_generated_speeches_come_back(content: list[tuple[str, list[str]]]) -> None:
    text = "在全县工作会议上的讲话\n同志们：\n" + "\n".join(head + "".join(body) for head, body in content)
    spec = parsed(Document(source=Source("speech.txt", text), view=View.of(text)))
    for name in ("docx", "html"):
        assert_comes_back(spec, name)


LISTS = ("docx", "html", "xlsx")
Parties = list[tuple[str, str, bool]]


def listed(spec: Spec, parties: bool = True) -> list[Any]:
    """What a list says of each task, in the order of the speech."""
    return [
        (
            task.id,
            unclosed(task.text),
            [(p.name, p.role, p.suggested) for p in task.parties] if parties else [p.name for p in task.parties],
            [(d.text, d.date, d.suggested) for d in task.due],
            [(t.name, t.op, t.value, t.unit, t.suggested, t.period) for t in task.targets],
            list(task.limits),
        )
        for task in find_tasks(spec)
    ]


def assert_list_comes_back(spec: Spec, name: str) -> None:
    again = parsed(read_document(printed(spec, name, "responsibility"), f"again.{name}"))
    assert listed(again) == listed(spec)
    assert not find_tasks(spec) or again.year == spec.year


def assert_checklist_comes_back(spec: Spec, name: str) -> None:
    """In the order of the checklist, and without the roles, which it does not print."""
    again = parsed(read_document(printed(spec, name, "supervision"), f"again.{name}"))
    order = {task.id: n for n, task in enumerate(by_due(find_tasks(spec)))}
    assert listed(again, parties=False) == sorted(listed(spec, parties=False), key=lambda task: order[task[0]])


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("path", OURS, ids=lambda p: p.parent.name)
def test_lists_of_our_samples_come_back(path: Path, name: str) -> None:
    spec = parsed(read_document(path.read_bytes(), path.name))
    assert_list_comes_back(spec, name)
    assert_checklist_comes_back(spec, name)


@pytest.mark.skipif(not REAL, reason="the shared folder with real speeches is not here")
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name[:3])
def test_lists_of_real_speeches_come_back(path: Path, name: str) -> None:
    spec = parsed(read_document(path.read_bytes(), path.name))
    assert_list_comes_back(spec, name)
    assert_checklist_comes_back(spec, name)


NAMES = (
    "县水利局",
    "分管副县长",
    "各包抓县领导",
    "各乡镇",
    "县应急管理局（安委办）",
    "县供销社（配合）",
    "县委办（责任）",
    "张三",
)
QUANTITIES = (
    Quantity(name="新建公厕", value="8", unit="座"),
    Quantity(name="投资增长", op="左右", value="6", unit="%"),
    Quantity(name="办结率", op="不低于", value="98", unit="%"),
    Quantity(name="总产值", value="一", unit="番"),
    Quantity(name="改造校舍", value="*", unit="所", suggested=True),
    Quantity(name="开工率", op="达到", value="75", unit="%", period="二季度"),
)
DUES = (
    Due(text="6月底前", date=datetime.date(2026, 6, 30)),
    Due(text="*月底前"),
    Due(text="持续推进"),
    Due(text="四季度", date=datetime.date(2026, 12, 31), suggested=True),
)
owners = st.builds(
    Party, name=st.sampled_from(NAMES), role=st.sampled_from(("lead", "duty", "support")), suggested=st.booleans()
)
tasks = st.builds(
    TaskItem,
    task=st.sampled_from(SENTENCES),
    parties=st.lists(owners, max_size=4, unique_by=lambda party: party.name).map(tuple),
    due=st.lists(st.sampled_from(DUES), max_size=2).map(tuple),
    targets=st.lists(st.sampled_from(QUANTITIES), max_size=3).map(tuple),
    limits=st.sampled_from(((), (Words(text="会后3个工作日内"),))),
)


@given(st.lists(st.tuples(st.sampled_from(["稳住就业", "", "一是抓项目"]), tasks), min_size=1, max_size=6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_generated_lists_come_back(content: list[tuple[str, TaskItem]]) -> None:
    """Whatever a person writes into a spec: any roles, proposals, limits in words, ids that follow no pattern."""
    items = [(head, task.model_copy(update={"id": f"云溪-{n}/7"})) for n, (head, task) in enumerate(content)]
    sections = [Section(number="一、", title="2026年工作安排", content=[task for head, task in items if not head])]
    sections += [Section(title=head, ending="。", joined=True, content=[task]) for head, task in items if head]
    spec = Spec(title="在全县工作会议上的讲话", kind="speech", year=2026, sections=sections)
    for name in LISTS:
        assert_list_comes_back(spec, name)


# That of the list of projects has a row for each project and is no list of tasks: what has none stands there as —.
NO_LISTS_OF_TASKS = ("projects",)
COLUMN_SETS = [n for n in LIBRARY.column_names() if n not in ("responsibility", "supervision", *NO_LISTS_OF_TASKS)]


@given(st.lists(tasks, min_size=1, max_size=6), st.sampled_from(COLUMN_SETS), st.sampled_from(LISTS))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lists_of_other_columns_come_back(content: list[TaskItem], columns: str, name: str) -> None:
    """Ids, words, time limits, and who does what in which role, whatever the set; only a set with a column of targets
    gives those back, and leaders, who have a column of their own, may stand before others of their role.
    """
    items = [task.model_copy(update={"id": f"t-{n:03}"}) for n, task in enumerate(content, 1)]
    spec = Spec(title="在全县工作会议上的讲话", kind="speech", year=2026, sections=[Section(title="甲", content=items)])
    again = parsed(read_document(printed(spec, name, "responsibility", columns=columns), f"again.{name}"))
    assert [(i, text, sorted(parties), due, *rest) for i, text, parties, due, _, *rest in listed(again)] == [
        (i, text, sorted(parties), due, *rest) for i, text, parties, due, _, *rest in listed(spec)
    ]


def test_a_copied_row_gets_an_id_of_its_own() -> None:
    task = TaskItem(task="加快项目建设。", id="t-001", parties=(Party(name="县水利局"),))
    other = TaskItem(task="抓好汛前检查。", id="", parties=(Party(name="县水利局"),))
    spec = Spec(title="2026年工作安排", sections=[Section(title="甲", content=[task, task, other])])
    document = run_passes(read_document(printed(spec, "xlsx", "responsibility"), "again.xlsx"))
    assert [d.code for d in document.diagnostics] == ["passes.repeated-id"]
    assert [t.id for t in find_tasks(build_spec(document))] == ["t-001", "t-002", "t-003"]
