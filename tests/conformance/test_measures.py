"""Every clause that is measured notices the page that breaks it, and is content with the one that does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from measured import HEAD, HEAD_CSS, SPEECH, copy, failures, listing, p, readings

from benchmarks.conformance.__main__ import BAD, GOOD, NONE, OWN, failed, judge, show
from benchmarks.conformance.clauses import CLAUSES
from benchmarks.conformance.copies import Copy
from benchmarks.conformance.produce import font_config
from speechgen.document import Block
from speechgen.layout import Layout


@cache
def good(name: str) -> Copy:
    return {
        "speech": lambda: copy(*SPEECH),
        "head": lambda: copy(*HEAD, css=HEAD_CSS),
        "list": lambda: copy(*listing(), frame="landscape"),
    }[name]()


@pytest.mark.parametrize("name", ["speech", "head", "list"])
def test_a_page_that_keeps_the_rules_is_content(name: str) -> None:
    found = {id_: (r.wanted, r.measured) for id_, r in readings(good(name)).items() if not r.good}
    assert found == {}


def test_every_clause_applies_to_one_of_them() -> None:
    applied = set().union(*(readings(good(name)) for name in ("speech", "head", "list")))
    assert applied == {clause.id for clause in CLAUSES}


def speech(css: str, *blocks: Block) -> Copy:
    return copy(*(blocks or SPEECH), css=css)


def head(css: str, **words: str) -> Copy:
    return copy(*(p(words[b.role], b.role) if getattr(b, "role", "") in words else b for b in HEAD), css=HEAD_CSS + css)


def turned(css: str, rows: int = 24) -> Copy:
    return copy(*listing(rows), css=css, frame="landscape")


def titled(title: str) -> Copy:
    return copy(p(title, "title"), *SPEECH[1:])


BROKEN: list[tuple[str, Callable[[], Copy]]] = [
    ("P1", lambda: speech("@page { size: B5 }")),
    ("P2a", lambda: speech("@page { margin-top: 45mm }")),
    ("P2b", lambda: speech("@page { margin-left: 25mm }")),
    ("P3", lambda: speech("@page { margin-right: 30mm }")),
    ("P4", lambda: speech(".body { font-family: FandolKai }")),
    ("P4", lambda: speech(".body { font-size: 15pt }")),
    ("P5a", lambda: speech("html { line-height: 32pt }")),
    ("P5b", lambda: speech("html { letter-spacing: 1pt }")),
    ("P5c", lambda: speech(".body { text-align: left }")),
    ("P6", lambda: speech("h1 { color: #c00 }")),
    ("P8", lambda: speech(".body { margin-right: -9mm }")),
    ("H1", lambda: head("", serial="00001")),
    ("H1", lambda: head(".serial { text-indent: 2em }")),
    ("H2", lambda: head(".corner { font-family: FandolFang }")),
    ("H4", lambda: head(".redhead { color: black }")),
    ("H4", lambda: head(".redhead { text-align: left }")),
    ("H5", lambda: head("", **{"document-number": "云政发〔26〕03号"})),
    ("H5", lambda: head("", **{"document-number": "云政发[2026]第3号"})),
    ("H7", lambda: head(".document-number { margin: 0 20mm }")),
    ("H7", lambda: head(".document-number { border-color: black }")),
    ("B1a", lambda: speech(".title { font-size: 18pt }")),
    ("B1a", lambda: speech(".title { font-family: FandolKai }")),
    ("B1b", lambda: speech(".title { text-align: left }")),
    ("B1c", lambda: titled("在全县经济工作会\n议暨优化营商环境大会上的讲话")),
    ("B1d", lambda: titled("在全县经济工作会议暨农村\n工作推进会议上的重要讲话")),
    ("B1d", lambda: titled("在全县经济工作会议暨\n优化营商环境\n大会上的讲话和工作部署")),
    ("B2", lambda: speech(".salutation { text-indent: 2em }")),
    ("B2", lambda: copy(*SPEECH[:2], p("同志们:", "salutation"), *SPEECH[3:])),
    ("B3", lambda: speech(".salutation { break-after: page }")),
    ("B4a", lambda: speech(".body { text-indent: 0 }")),
    ("B4b", lambda: speech(".body { padding-left: 4mm }")),
    ("B5", lambda: speech("h1 { font-weight: bold }")),
    ("B5", lambda: speech("h2 { font-family: FandolFang }")),
    ("B6", lambda: head("", attachments="附件：1.任务清单。")),
    ("B6", lambda: head(".attachments { margin-top: 0 }")),
    ("B10", lambda: head("", date="2026年02月10日")),
    ("B10", lambda: head("", date="二〇二六年二月十日")),
    ("B12", lambda: head(".attachment { break-before: auto }")),
    ("B12", lambda: head(".attachment { font-family: FandolFang }")),
    ("F1", lambda: head(".issued { border: 0 }")),
    ("F1", lambda: head(".issued { margin-top: 100mm }")),
    ("F2", lambda: head(".copies { font-size: 16pt }")),
    ("F4a", lambda: speech("@page { @bottom-center { font-size: 12pt } }")),
    ("F4a", lambda: speech("@page { @bottom-center { content: counter(page) } }")),
    ("F4a", lambda: speech("@page { @bottom-center { font-weight: bold } }")),
    ("F4b", lambda: speech("@page { @bottom-center { text-align: center } }")),
    ("F4c", lambda: speech("@page { @bottom-center { padding-top: 10mm } }")),
    ("F5", lambda: turned("@page { @left-bottom { content: none } }")),
    ("F5", lambda: turned("@page { @left-bottom { transform: none } }")),
    ("F5", lambda: turned("@page :left { @left-bottom { content: var(--number) } @left-top { content: none } }")),
    ("F5b", lambda: turned("@page { margin-right: 25mm } table { width: 240mm }")),
    ("F5b", lambda: turned("@page :left { margin-top: 40mm }")),
    ("F6", lambda: titled("在全县经济工作会议\n、优化营商环境大会上的讲话")),
    ("F6", lambda: titled("在全县经济工作会议（\n扩大）暨优化营商环境大会上的讲话")),
    ("W1", lambda: speech("h2 { display: none }")),
    ("W1", lambda: speech("h2::after { content: '（一）' }")),
    ("W2", lambda: speech("h4 { break-after: page }")),
    ("S1", lambda: speech(".subtitle { font-family: FandolFang }")),
    ("L1", lambda: turned(".title { font-size: 14pt }")),
    ("L2", lambda: turned("thead { display: table-row-group }")),
    ("L2", lambda: turned("th { font-family: FandolFang }")),
    ("L3", lambda: turned("td { font-size: 9pt }")),
    ("L4", lambda: turned("td, th, table { border: none !important }")),
    ("L4", lambda: turned("td, th { border-width: 2pt }")),
    ("L5", lambda: turned(".note { break-before: page !important }")),
    ("L6", lambda: turned("tr:nth-child(3) { break-after: page }")),
]


@pytest.mark.parametrize(("clause", "make"), BROKEN, ids=[f"{id_}-{n}" for n, (id_, _) in enumerate(BROKEN)])
def test_a_page_that_breaks_the_rule_is_reported(clause: str, make: Callable[[], Copy]) -> None:
    assert clause in failures(make())


def test_each_clause_is_broken_once() -> None:
    assert {id_ for id_, _ in BROKEN} == {clause.id for clause in CLAUSES}


def test_an_office_rule_is_told_and_kept() -> None:
    lines = next(c for c in CLAUSES if c.id == "P5a")
    own = Layout(lines=20)
    kept, ignored = copy(*SPEECH, layout=own), copy(*SPEECH, layout=own, own=False)
    assert judge(lines, [lines.measure(kept)], own.changes()) == OWN
    assert judge(lines, [lines.measure(ignored)], own.changes()) == BAD
    assert judge(lines, [lines.measure(good("speech"))], Layout().changes()) == GOOD
    assert judge(lines, [None, None], own.changes()) == NONE


def test_the_table_and_what_fails() -> None:
    table = [
        ("P1", "5.1", "纸张", "A4", "A4", "A4", "规定", GOOD),
        ("P6", "5.2.4", "颜色", "黑色", "✗ 红", "黑色", "一般", BAD),
        ("L1", "—", "清单标题", "2号", "✗ 4号", "✗ 4号", "实务", BAD),
        ("B2", "7.3.2", "称谓", "", "—", "—", "规定", NONE),
    ]
    assert failed(table) == ["P6"]
    printed = show("样张", table)
    assert "不适用：B2" in printed and "✗ 红" in printed


def test_faces_that_are_not_installed_are_stood_for() -> None:
    config = font_config({"FandolFang", "SimHei"})
    assert "<family>仿宋_GB2312</family><prefer><family>FandolFang</family>" in config
    assert "<family>黑体</family><prefer><family>SimHei</family>" in config
    assert "<family>FandolFang</family><prefer>" not in config and "<family>楷体</family>" not in config
