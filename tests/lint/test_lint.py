"""Lints of a whole file: places in the YAML, one's own rules, hostile and large specs; and places in the source."""

from __future__ import annotations

from speechgen.lint import check_places, lint_spec
from speechgen.spec.model import Due, Party, Quantity, Section, Spec, TaskItem, TextItem
from speechgen.spec.store import dump_spec, load_spec_file

TEXT = """\
year: 2026
sections:
  - title: 抓项目
    content:
      - {task: 建成云溪大桥。, id: t-001, due: [{text: 年底, date: 2027-12-31}]}
      # 与上面相同
      - task: 建成云溪大桥。
        id: t-001
"""


def test_findings_stand_in_the_order_of_the_file_at_their_places() -> None:
    found = lint_spec(*_loaded(TEXT))
    assert [f"{d.where.line}:{d.where.column} {d.code}" for d in found if d.where] == [
        "5:16 lint.task-without-party",
        "5:16 lint.task-without-target",
        "5:59 lint.due-outside-year",
        "7:15 lint.duplicate-task",
        "7:15 lint.task-without-due",
        "7:15 lint.task-without-party",
        "7:15 lint.task-without-target",
        "8:13 lint.duplicate-id",
    ]
    same = next(d for d in found if d.code == "lint.duplicate-task")
    assert "第 5 行" in same.message("zh") and "line 5" in same.message("en")
    assert [d.code for d in found if d.severity == "error"] == ["lint.duplicate-id"]


def test_an_office_can_bring_its_own_rule() -> None:
    rule = {
        "kind": "words",
        "pattern": "力争",
        "fields": ["task"],
        "severity": "error",
        "message": {"zh": "不写“{found}”", "en": "no {found}", "hint_zh": "删掉", "hint_en": "delete it"},
    }
    (found,) = lint_spec(*_loaded("preamble: [{task: 力争建成。}]"), {"no-hedging": rule})
    assert (found.code, found.severity, found.message("zh")) == ("lint.no-hedging", "error", "不写“力争”")


def test_five_hundred_tasks_are_all_reported() -> None:
    spec = Spec(preamble=tuple(TaskItem(task=f"办好第{i}件事。", id=f"t-{i}") for i in range(500)))
    found = lint_spec(*_loaded(dump_spec(spec)))
    assert sum(d.code == "lint.task-without-party" for d in found) == 500


def test_a_sound_spec_has_no_findings() -> None:
    task = TaskItem(
        task="县发改局年底前新增企业9户。",
        id="t-001",
        parties=(Party(name="县发改局"),),
        due=(Due(text="年底前", date="2026-12-31"),),
        targets=(Quantity(name="新增企业", value="9", unit="户"),),
    )
    assert lint_spec(*_loaded(dump_spec(Spec(year=2026, preamble=(task,))))) == ()


SOURCE = "一、抓項目\n縣發改局（12、）要牽頭,新增企業 ９户。"


def _placed(**places: str) -> Spec:
    task = TaskItem(
        task="县发改局要牵头，新增企业9户。",
        parties=(Party(name="县发改局", at=places.get("party", "2:1+4")),),
        targets=(Quantity(name="新增企业", value="9", unit="户", at=places.get("target", "2:19+1")),),
        at=places.get("task", "2:1+21"),
    )
    return Spec(sections=(Section(number="一、", title="抓项目", content=(task,), at=places.get("section", "1:1+5")),))


def test_places_hold_their_words_whatever_cleaning_changed() -> None:
    assert check_places(*_checked(_placed(party="2:1+9"))) == ()


def test_a_place_with_other_words_is_told() -> None:
    spec, text, locate = _checked(_placed(party="2:2+4", target="2:18+1", task="1:1+5", section="9:1+5"))
    found = check_places(spec, text, locate)
    assert [d.code.split(".")[1] for d in found] == ["no-such-place", *["other-words"] * 3]
    assert [d.where.column for d in found if d.where] == [9, 13, 42, 59]
    assert "县发改局" in found[2].message("zh") and found[0].hint("en")


def test_what_has_no_place_is_not_checked() -> None:
    assert check_places(*_checked(Spec(preamble=(TextItem(text="一。"),)))) == ()


def _loaded(text: str):  # type: ignore[no-untyped-def]
    spec, file = load_spec_file(text, "a.yaml")
    return spec, file.where


def _checked(spec: Spec):  # type: ignore[no-untyped-def]
    loaded, locate = _loaded(dump_spec(spec))
    return loaded, SOURCE, locate
