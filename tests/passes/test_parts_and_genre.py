"""Several documents in one file are told apart; a text of another kind gives no tasks and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from speechgen.diagnostics import Problem
from speechgen.document import Document, Mark, View
from speechgen.passes import run_passes
from speechgen.rules import load_rule
from speechgen.source import Source

BODY = "\n".join(
    f"{n}、抓项目\n要把第{n}批重点项目的台账建起来，由县发展和改革局牵头，6月底前全部开工，每月通报一次进度，对落后的乡镇由县政府约谈。"
    for n in "一二三"
)
ONE = f"在全县经济工作会议上的讲话\n（2026年2月6日）\n同志们：\n{BODY}\n同志们，让我们一起努力！"
TWO = f"在全县防汛工作会议上的讲话\n同志们：\n{BODY}\n谢谢大家！"
PLAN = f"云溪县2026年重点项目推进方案\n为做好全年项目工作，制定本方案。\n{BODY}"


def run(text: str, part: int = 1) -> Document:
    return run_passes(Document(source=Source("a.txt", text), view=View.of(text)), part=part)


def tasks(document: Document) -> list[Mark]:
    return [m for m in document.marks if m.kind == "task"]


def places(document: Document) -> list[tuple[str, int]]:
    return [(d.code, d.where.line if d.where else 0) for d in document.diagnostics]


@pytest.mark.parametrize(
    "between", ["\n", "\n\n=========\n", "\n－－－－－－\n\n", "\n云溪县人民政府办公室\n2026年2月6日\n\n"]
)
def test_a_second_speech_is_named_and_not_read(between: str) -> None:
    document = run(ONE + between + TWO)
    line = (ONE + between).count("\n") + 1
    assert places(document) == [("passes.second-document", line)]
    assert "防汛" not in document.view.text
    assert document.diagnostics[0].data == {"part": 2, "count": 2, "title": "在全县防汛工作会议上的讲话"}
    assert tasks(document)


def test_the_second_can_be_read_and_so_can_all_as_one() -> None:
    second = run(f"{ONE}\n{TWO}", part=2)
    assert second.view.text == TWO
    assert places(second) == [("passes.second-document", 1)]
    assert all(second.source.text[s : s + 1] == c for s, c in zip(second.view.starts, second.view.text, strict=True))
    whole = run(f"{ONE}\n{TWO}", part=0)
    assert whole.view.text == f"{ONE}\n{TWO}"
    assert places(whole) == []
    for part in (3, -1):
        with pytest.raises(Problem) as caught:
            run(f"{ONE}\n{TWO}", part=part)
        assert caught.value.diagnostics[0].code == "passes.no-such-part"


def test_minutes_of_two_meetings() -> None:
    minutes = [f"云溪县人民政府第{n}次常务会议纪要\n2026年{n}月6日，县长主持召开会议。\n{BODY}" for n in (1, 2, 3)]
    document = run("\n".join(minutes))
    assert [d.data["title"] for d in document.diagnostics] == [m.split("\n")[0] for m in minutes[1:]]
    assert document.view.text == minutes[0] + "\n"


@pytest.mark.parametrize(
    "text",
    [
        f"云溪县人民政府关于印发推进方案的通知\n各乡镇人民政府：\n现将方案印发给你们，请认真落实。\n2026年2月6日\n{PLAN}",
        f"{ONE}\n附件1\n十件民生实事\n{BODY}",
        f"{ONE}\n同志们：\n{BODY}",
        f"{ONE}\n在全县防汛工作会议上的讲话\n同志们：\n请大家努力。",
        f"{ONE}\n（四）认真学习会议上的讲话\n各位代表：\n{BODY}",
        f"政府工作报告\n各位代表：\n{BODY}\n各位代表！做好今年工作，意义重大。\n{BODY}",
    ],
)
def test_one_document_stays_one(text: str) -> None:
    document = run(text)
    assert document.view.text == text
    assert "passes.second-document" not in [d.code for d in document.diagnostics]


RECIPE, NOVEL = (e["text"] for e in load_rule("outline/genre")["examples"] if not e["genre"])
ENGLISH = (
    "Dear members, this year we met eleven times and read nine books. We must leave the hall clean and lock the door, "
    "and the secretary shall report on the budget by the end of March."
)
CODE = "def main(arguments):\n    for name in arguments:\n        print(name)  # 一、要先读，再写\n    return 0\n" * 3
MENU = "首页\n走进云溪\n新闻中心\n政务公开\n办事服务\n互动交流\n云溪县召开春耕工作会议"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((RECIPE, "not-this-kind"), (NOVEL, "not-this-kind"), (f"一、准备\n{RECIPE}", "not-this-kind")),
        *((ENGLISH, "not-chinese"), (CODE, "not-chinese"), (MENU, "no-sentences")),
    ],
)
def test_a_text_of_another_kind_has_no_tasks_and_says_so(text: str, code: str) -> None:
    document = run(text)
    assert places(document) == [(f"passes.{code}", 0)]
    assert tasks(document) == []
    assert document.diagnostics[0].hint("zh")


@pytest.mark.parametrize(
    "text", [ONE, PLAN, "要修好路，种好树。", "一、修路\n二、种树", "序号\n任务\n责任单位\n1\n修路\n县交通局"]
)
def test_a_short_or_plain_text_of_this_kind_is_one(text: str) -> None:
    assert places(run(text)) == []


PLAIN = "\n".join(
    ["2026年工作安排"]
    + [
        f"{n}．{unit}{deed}{n + 3}处，资金{n}.5万元，{n % 12 + 1}月底前完工。"
        for n, (unit, deed) in enumerate(
            [("县财政局", "补齐粮仓"), ("县水利局", "修好水闸"), ("云水镇", "翻新校舍")] * 9, 1
        )
    ]
)
CASES = (Path(__file__).parent / "of_this_kind.txt").read_text(encoding="utf-8")
OF_THIS_KIND = {
    "plan": PLAIN,
    "plan without a title": PLAIN.partition("\n")[2],
    **{name: text.strip() for name, _, text in (case.partition("\n") for case in CASES.split("## ")[1:])},
}


@pytest.mark.parametrize("name", OF_THIS_KIND)
def test_plain_words_are_of_this_kind_too(name: str) -> None:
    assert places(run(OF_THIS_KIND[name])) == []


def test_a_plan_in_plain_words_has_its_tasks() -> None:
    assert len(tasks(run(PLAIN))) == 27
    assert len(tasks(run(OF_THIS_KIND["plan without a title"]))) >= 26


STEPS = "\n".join(f"{n}.{step}。" for n, step in enumerate(RECIPE.split("，"), 1))


def test_a_doubtful_text_keeps_its_tasks_and_says_so() -> None:
    for text in (STEPS, f"{RECIPE}这道菜由外婆负责尝味。", f"三年前由外婆负责，{RECIPE}"):
        document = run(text)
        assert places(document) == [("passes.doubtful-kind", 0)]
        assert document.diagnostics[0].hint("zh")
        assert not [m for m in document.marks if m.rule == "outline/genre"]
