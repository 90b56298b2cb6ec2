"""What a person changed in a rendered document goes back into the spec: only that, field by field, in place."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from edited_lists import SPEC, held, in_docx, in_html, in_xlsx, lay_down, lines, returned, take
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_round_trip import printed, tasks

from speechgen.app.update import update
from speechgen.diagnostics import Problem
from speechgen.source import Where
from speechgen.spec.amend import Amendment, apply_amendments
from speechgen.spec.model import Section, Spec, TaskItem
from speechgen.spec.store import dump_spec, load_spec
from speechgen.spec.text import iter_tasks

CHANGES = {
    "another day": ("6月底前", "7月底前", "t-001 set due: 6月底前 → 7月底前"),
    "another unit": (
        "县财政局",
        "县审计局",
        "t-001 set parties: 县水利局（牵头）、县财政局（配合） → 县水利局（牵头）、县审计局（配合）",
    ),
    "another number": ("加固3座", "加固5座", "t-001 set targets: 完成水库除险加固3座 → 完成水库除险加固5座"),
    "other words": (
        "推行“拿地",
        "全面推行“拿地",
        "t-002 set task: 推行“拿地即开工”，每月调度。 → 全面推行“拿地即开工”，每月调度。",
    ),
}


@pytest.mark.parametrize("name", ["html", "docx", "xlsx"])
@pytest.mark.parametrize("case", CHANGES)
def test_a_change_goes_back_into_its_field(case: str, name: str, tmp_path: Path) -> None:
    old, new, expected = CHANGES[case]
    spec = lay_down(tmp_path)
    change = {"html": in_html, "docx": in_docx, "xlsx": in_xlsx}[name](old, new)
    done = update(spec, returned(tmp_path, name, change), take)
    assert (lines(done), held(done)) == ([expected], [])
    stays = [d.data["text"] for d in done.held]
    assert stays == {"another day": ["6月底前"], "another number": ["3座"]}.get(case, [])
    text = Path(spec).read_text(encoding="utf-8")
    assert text.startswith("# 县政府办") and "# 省里要看" in text
    assert [task.id for _, task in iter_tasks(load_spec(text, "a.yaml"))] == ["t-001", "t-002", "t-003"]
    changed = [n for n, (a, b) in enumerate(zip(SPEC.splitlines(), text.splitlines(), strict=False)) if a != b]
    assert len(changed) == 1


def test_a_new_time_limit_gets_its_date(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    update(spec, returned(tmp_path, "html", in_html("6月底前</td>", "7月底前</td>")), take)
    task = next(task for _, task in iter_tasks(load_spec(Path(spec).read_text(encoding="utf-8"), "a.yaml")))
    assert [(d.text, str(d.date), d.precision) for d in task.due] == [("7月底前", "2026-07-31", "month")]


def test_a_proposal_without_its_mark_is_confirmed(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    edited = returned(tmp_path, "docx", in_docx("（建议）", "", whole=True))
    done = update(spec, edited, take)
    assert lines(done) == ["t-002 set parties: 县行政审批服务局（责任）（建议） → 县行政审批服务局（责任）"]
    assert "suggested" not in Path(spec).read_text(encoding="utf-8")


@pytest.mark.parametrize("template", ["responsibility", "supervision"])
@pytest.mark.parametrize("name", ["html", "docx", "xlsx"])
def test_nothing_comes_back_of_what_nobody_changed(name: str, template: str, tmp_path: Path) -> None:
    """待明确, （建议）, numbers before targets, hidden figures and points of supervision are no data."""
    spec = lay_down(tmp_path)
    done = update(spec, returned(tmp_path, name, lambda data: data, template), take)
    assert (lines(done), done.held) == ([], ())
    assert Path(spec).read_text(encoding="utf-8") == SPEC


@given(st.lists(st.tuples(st.sampled_from(["稳住就业", ""]), tasks), min_size=1, max_size=5))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_nor_of_any_list(tmp_path: Path, content: list[tuple[str, TaskItem]]) -> None:
    items = [(head, task.model_copy(update={"id": f"云溪-{n}/7"})) for n, (head, task) in enumerate(content)]
    sections = [Section(number="一、", title="2026年工作安排", content=[task for head, task in items if not head])]
    sections += [Section(title=head, ending="。", joined=True, content=[task]) for head, task in items if head]
    spec = Spec(title="在全县工作会议上的讲话", kind="speech", year=2026, sections=sections)
    name = lay_down(tmp_path, dump_spec(spec))
    for template in ("responsibility", "supervision"):
        (tmp_path / "b.html").write_bytes(printed(spec, "html", template))
        done = update(name, str(tmp_path / "b.html"), take)
        assert (lines(done), done.held) == ([], ())


# ---- what is held back ---------------------------------------------------------------------------------------------


def test_a_row_that_is_gone_is_asked_for(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)

    def change(data: bytes) -> bytes:
        text = data.decode()
        rows = re.findall(r"<tr[^>]*>.*?</tr>", text, re.S)
        return text.replace(next(row for row in rows if "竹文化节" in row), "").encode()

    edited = returned(tmp_path, "html", change, "supervision")
    done = update(spec, edited, take)
    assert lines(done) == ["t-003 remove item: 办好竹文化节*场。 → "] and done.taken == 0
    assert Path(spec).read_text(encoding="utf-8") == SPEC
    update(spec, edited, lambda amendment, where: True)
    assert "t-003" not in Path(spec).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('id="task-1-t-001"', 'id="task-1-t-099"', "update.unknown-id"),
        ("完成水库除险加固3座</td>", "完成水库除险加固3座<br>质量要过硬</td>", "update.no-number"),
    ],
)
def test_what_cannot_be_attributed_is_held_back(old: str, new: str, code: str, tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    text = printed(load_spec(SPEC, "a.yaml"), "html", "responsibility").decode()
    if "099" in new:
        old = next(m for m in re.findall(r"<tr[^>]*t-001[^>]*>", text))
        new = old.replace("t-001", "t-099")
    done = update(spec, returned(tmp_path, "html", in_html(old, new)), take)
    assert [d.code for d in done.held] == [code]
    assert Path(spec).read_text(encoding="utf-8") == SPEC


def test_a_row_that_was_added_is_held_back(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)

    def change(data: bytes) -> bytes:
        text = data.decode()
        row = next(row for row in re.findall(r"<tr[^>]*>.*?</tr>", text, re.S) if "竹文化节" in row)
        copied = row.replace("办好竹文化节", "办好茶文化节")
        return text.replace(row, row + copied + re.sub(r"<tr[^>]*>", "<tr>", copied)).encode()

    done = update(spec, returned(tmp_path, "html", change, "supervision"), take)
    assert [d.code for d in done.held] == ["update.repeated-id", "update.no-id"]
    assert Path(spec).read_text(encoding="utf-8") == SPEC


def test_a_list_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    other = tmp_path / "b.html"
    other.write_text(
        "<table><tr><th>工作任务</th><th>责任单位</th></tr><tr><td>办好一事</td><td>县水利局</td></tr></table>"
    )
    with pytest.raises(Problem) as caught:
        update(spec, str(other), take)
    assert caught.value.diagnostics[0].code == "update.not-ours"


def test_a_spec_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)

    def ask(amendment: Amendment, where: Where) -> bool:
        Path(spec).write_text(SPEC + "closing: [{text: 谢谢！}]\n", encoding="utf-8")
        return True

    with pytest.raises(Problem) as caught:
        update(spec, returned(tmp_path, "html", in_html("6月底前</td>", "7月底前</td>")), ask)
    assert caught.value.diagnostics[0].code == "update.changed-meanwhile"
    assert Path(spec).read_text(encoding="utf-8").endswith("谢谢！}]\n")


# ---- a person's answers, and power cuts ------------------------------------------------------------------------------


def test_each_answer_counts_for_its_change_alone(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    change = in_html("6月底前</td>", "7月底前</td>")
    edited = returned(tmp_path, "html", lambda data: in_html("县财政局", "县审计局")(change(data)))
    answers: list[bool | None] = [False, True]
    done = update(spec, edited, lambda amendment, where: answers.pop(0))
    assert [(a.what, made) for a, _, made in done.amendments] == [("parties", False), ("due", True)]
    text = Path(spec).read_text(encoding="utf-8")
    assert "县财政局" in text and "7月底前" in text and "县审计局" not in text
    done = update(spec, edited, lambda amendment, where: None)
    assert done.taken == 0


LOOP = """
import sys
from speechgen.app.update import update
spec, *lists = sys.argv[1:]
print("ready", flush=True)
while True:
    for name in lists:
        update(spec, name, lambda amendment, where: True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_kill_at_any_moment_leaves_a_whole_spec(tmp_path: Path) -> None:
    spec = lay_down(tmp_path)
    other = SPEC.replace(
        "{text: 6月底前, date: 2026-06-30, precision: month}", "{text: 7月底前, date: 2026-07-31, precision: month}"
    )
    one = returned(tmp_path, "html", lambda data: data)
    two = tmp_path / "two.html"
    two.write_bytes(in_html("6月底前</td>", "7月底前</td>")(Path(one).read_bytes()))
    seen: set[bool] = set()
    for n in range(6):
        child = subprocess.Popen([sys.executable, "-c", LOOP, spec, one, str(two)], stdout=subprocess.PIPE)
        assert child.stdout and child.stdout.readline() == b"ready\n"
        time.sleep(0.4 + n * 0.17)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        text = Path(spec).read_text(encoding="utf-8")
        assert text in (SPEC, other)
        seen.add(text == SPEC)
    assert seen


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_kill_at_any_byte_leaves_a_whole_spec(tmp_path: Path) -> None:
    """The system kills the process when a file reaches so many bytes (RLIMIT_FSIZE): in the middle of a write."""
    import resource

    spec = lay_down(tmp_path)
    edited = returned(tmp_path, "html", in_html("6月底前</td>", "7月底前</td>"))
    size, kills = len(SPEC.encode()), 0
    for limit in (*range(0, size, size // 9), size - 1):
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            update(spec, edited, take)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        kills += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXFSZ
        assert Path(spec).read_text(encoding="utf-8") == SPEC, limit
    assert kills >= 10
    assert lines(update(spec, edited, take)) == [CHANGES["another day"][2]]


def test_amendments_of_nothing_change_nothing() -> None:
    spec: Any = load_spec(SPEC, "a.yaml")
    assert apply_amendments(spec, ()) == spec


def test_a_target_that_begins_with_a_number_is_no_change(tmp_path: Path) -> None:
    """A list prints 2.50万元以上的村超过10% for the second target."""
    targets = [
        {"name": "达标的村", "value": "3", "unit": "个"},
        {"name": "50万元以上的村", "op": "超过", "value": "10", "unit": "%"},
    ]
    task = TaskItem.model_validate({"task": "壮大村集体经济。", "id": "t-1", "targets": targets})
    spec = Spec(title="2026年工作安排", year=2026, sections=[Section(title="甲", content=[task])])
    name = lay_down(tmp_path, dump_spec(spec))
    (tmp_path / "b.html").write_bytes(printed(spec, "html", "responsibility"))
    done = update(name, str(tmp_path / "b.html"), take)
    assert (lines(done), done.held) == ([], ())


def test_one_party_of_two_names_is_no_change(tmp_path: Path) -> None:
    parties = [{"name": "市工业和信息化局"}, {"name": "有关区、市政府"}]
    task = TaskItem.model_validate({"task": "壮大产业链。", "id": "t-1", "parties": parties})
    name = lay_down(tmp_path, dump_spec(Spec(title="2026年工作安排", year=2026, preamble=[task])))
    (tmp_path / "b.html").write_bytes(printed(load_spec(Path(name).read_text(), "a"), "html", "responsibility"))
    done = update(name, str(tmp_path / "b.html"), take)
    assert (lines(done), done.held) == ([], ())
