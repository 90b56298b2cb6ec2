"""Rewriting a file that a person has edited touches only what changed."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spec_strategies import specs

from speechgen.diagnostics import Problem
from speechgen.spec import patch
from speechgen.spec.layout import write_flow, written_tree
from speechgen.spec.model import Due, Party, Quantity, Section, SourceFile, Spec, TaskItem, TextItem
from speechgen.spec.patch import update_spec_text
from speechgen.spec.store import HEAD, dump_spec, load_spec

CASES = Path(__file__).parents[1] / "cases" / "specs"
EDITED = (CASES / "edited.yaml").read_text(encoding="utf-8")
"""A file with comments at every kind of place, in several ways of writing."""
EDITS = dict(
    case.split("\n", 1) for case in (CASES / "edits.txt").read_text(encoding="utf-8").rstrip("\n").split("\n=== ")[1:]
)
"""By the name of a change: the lines that it changes in EDITED, as a diff."""

PARTIES = (Party(name="县发改局", role="lead"), Party(name="县统计局", role="support"))
DUE = (Due(text="一季度", date="2026-03-31"), Due(text="*月底"))
NEW = TaskItem(task="办好新事。", id="t-009", parties=(Party(name="县科技局"),))

Change = Callable[[Spec], Spec]
Content = tuple[TextItem | TaskItem, ...]


def top(**values: object) -> Change:
    return lambda spec: spec.model_copy(update=values)


def content(change: Callable[[Content], Content]) -> Change:
    """A change of what the first section holds."""

    def changed(spec: Spec) -> Spec:
        first, *rest = spec.sections
        return top(sections=(first.model_copy(update={"content": change(first.content)}), *rest))(spec)

    return changed


def item(index: int, **values: object) -> Change:
    return content(lambda old: (*old[:index], old[index].model_copy(update=values), *old[index + 1 :]))


CHANGES: dict[str, Change] = {
    "a value": top(title="2026年重点工作"),
    "nothing by something": top(speaker="某县长"),
    "something by nothing": top(region=None),
    "a key nobody wrote": top(occasion="全体会议"),
    "a first list": top(closing=(TextItem(text="谢谢！"),)),
    "an empty list filled": top(subtitle=("云溪县人民政府",)),
    "a block scalar": top(salutation="同志们："),
    "inside brackets": top(source=SourceFile(file="b.txt", sha256="ab")),
    "a party's role": item(1, parties=(Party(name="县发改局"), PARTIES[1])),
    "a party more": item(1, parties=(*PARTIES, Party(name="县科技局"))),
    "a party in front": item(1, parties=(Party(name="县科技局"), *PARTIES)),
    "a party less": item(1, parties=PARTIES[1:]),
    "no party": item(1, parties=()),
    "a due in brackets on several lines": item(1, due=(*DUE, Due(text="年底"))),
    "the last of them less": item(1, due=DUE[:1]),
    "the first of them less": item(1, due=DUE[1:]),
    "a target": item(1, targets=(Quantity(name="增长", value="8", unit="%"),)),
    "an id that stood first": item(2, id=""),
    "the words of a task": item(2, task="二二。"),
    "a task behind": content(lambda old: (*old, NEW)),
    "a task between": content(lambda old: (old[0], TaskItem(task="办。"), *old[1:])),
    "a task in front": content(lambda old: (TextItem(text="前。"), *old)),
    "a task less": content(lambda old: (*old[:2], *old[3:])),
    "a task in brackets": item(3, id="t-003"),
    "a section more": lambda spec: top(sections=(*spec.sections, Section(number="二、", title="抓落实")))(spec),
}


def changed_lines(old: str, new: str) -> str:
    diff = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))[2:]
    return "\n".join(line for line in diff if not line.startswith("@@"))


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_changed_is_touched(name: str) -> None:
    spec = CHANGES[name](load_spec(EDITED, "a.yaml"))
    text = update_spec_text(EDITED, spec)
    assert load_spec(text, "a.yaml") == spec
    assert changed_lines(EDITED, text) == EDITS[name]


def test_every_case_has_its_change() -> None:
    assert list(EDITS) == list(CHANGES)


def test_no_change_is_no_change() -> None:
    assert update_spec_text(EDITED, load_spec(EDITED, "a.yaml")) == EDITED


def test_line_breaks_and_byte_order_mark_stay() -> None:
    old = "\ufeff" + EDITED.replace("\n", "\r\n")
    spec = CHANGES["a task behind"](load_spec(old, "a.yaml"))
    text = update_spec_text(old, spec)
    assert load_spec(text, "a.yaml") == spec
    assert text.startswith("\ufeff") and text.count("\r\n") == text.count("\n") == old.count("\n") + 4


def test_a_file_without_a_last_line_break() -> None:
    spec = Spec(title="一", closing=(TextItem(text="谢谢！"),))
    assert update_spec_text("title: 一", spec) == "title: 一\nclosing:\n  - text: 谢谢！"


def test_a_layout_nobody_foresaw_is_written_anew_under_its_comments() -> None:
    old = "# 我的文件\n\n? title\n: 一\n"
    assert update_spec_text(old, Spec(title="一", year=2026)) == "# 我的文件\n\n" + dump_spec(
        Spec(title="一", year=2026)
    ).removeprefix(HEAD)


def test_a_file_that_is_no_spec_is_not_rewritten() -> None:
    with pytest.raises(Problem):
        update_spec_text("titel: 一\n", Spec())


# ---- properties ----------------------------------------------------------------------------------------------------


def update_in_place(text: str, spec: Spec) -> str:
    """The updated text; fails where the file would be written anew."""
    with mock.patch.object(patch, "dump_spec", side_effect=AssertionError("written anew")):
        return update_spec_text(text, spec)


@st.composite
def commented(draw: st.DrawFn) -> tuple[Spec, str]:
    """A spec, and its file with comments and blank lines put in wherever they may stand."""
    spec = draw(specs)
    lines: list[str] = []
    for i, line in enumerate(dump_spec(spec).splitlines()):
        lines += draw(st.sampled_from([[], [], [], [f"# 前{i}"], [f"          # 前{i}: *"], [""]]))
        lines.append(line + draw(st.sampled_from(["", "", f"  # 后{i}", f" # {{后{i}"])))
    return spec, "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n# 完\n"]))


@given(commented(), specs)
def test_any_change_of_a_commented_file_is_made_in_place(old: tuple[Spec, str], new: Spec) -> None:
    assert load_spec(update_in_place(old[1], new), "a.yaml") == new


@given(commented(), st.text(st.characters(categories=["Lo"]), min_size=1, max_size=5))
def test_all_other_lines_stay_as_they_were(old: tuple[Spec, str], title: str) -> None:
    spec, text = old
    new = update_in_place(text, spec.model_copy(update={"title": f"新{title}"}))
    lines, before = new.split("\n"), text.split("\n")
    changed = [i for i, line in enumerate(before) if line != lines[i]]
    assert len(lines) == len(before)
    assert changed in ([], [next(i for i, line in enumerate(before) if line.startswith("title:"))])


STYLES: dict[str, Callable[[Any], str]] = {
    "in brackets": write_flow,
    "PyYAML": lambda tree: yaml.safe_dump(tree, sort_keys=False),
    "PyYAML narrow": lambda tree: yaml.safe_dump(tree, width=20, default_flow_style=None),
}


@pytest.mark.parametrize("style", STYLES)
@given(old=specs, new=specs)
@settings(max_examples=50)
def test_files_of_other_programs(style: str, old: Spec, new: Spec) -> None:
    text = STYLES[style](written_tree(old))
    assert load_spec(text, "a.yaml") == old
    assert load_spec(update_in_place(text, new), "a.yaml") == new
