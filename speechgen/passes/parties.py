"""Who answers for each task, and in which role (ANNOTATION, Parties)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from speechgen.document import Document, Mark
from speechgen.passes._party_names import CHARACTERS, CIRCLE, split_names, strip_openers
from speechgen.rules import load_rule
from speechgen.source import Span

SUBJECT_WORDS = ("modal_words", "lead_words", "support_words")
ESPECIALLY = re.compile(r"(?:尤其是|特别是|凡是)(?P<qualifier>[^，。；]{2,24}的)")
CLAUSE = re.compile(r"[，。；：！]")
LONGEST_SUBJECT = 60
NO_BODY = re.compile(r"企业|公司|集团|高校|学校|院$")
Found = tuple[Span, str, str]
"""Where the name stands, its role, the rule."""


def run(document: Document) -> Document:
    """A `party` mark a party of each task; `data` holds the task's span and the role."""
    text = document.view.text
    tasks = [m.span for m in document.marks if m.kind == "task" and "row" not in m.data]
    marks = [m for task in tasks for m in _task_parties(text, task)]
    return replace(document, marks=document.marks + tuple(marks))


def _task_parties(text: str, task: Span) -> list[Mark]:
    taken: dict[Span, Found] = {}
    for found in (*_subjects(text, task), *_phrases(text, task)):
        span = found[0]
        if not any(span.start < t.end and t.start < span.end for t in taken):
            taken[span] = found
    names: set[str] = set()
    marks = []
    for span, role, rule in sorted(taken.values()):
        name = text[span.start : span.end]
        if name not in names:
            names.add(name)
            marks.append(Mark("party", span, {"task": task, "role": role}, rule))
    return marks


def _clauses(text: str, task: Span) -> Iterator[Span]:
    begin = task.start
    for match in CLAUSE.finditer(text, task.start, task.end):
        yield Span(begin, match.start())
        begin = match.end()
    if begin < task.end:
        yield Span(begin, task.end)


def _subjects(text: str, task: Span) -> Iterator[Found]:
    """Names that are the subject of 要, 应 or 必须."""
    modal_words, lead, support = (re.compile(load_rule("parties/phrases")[k]) for k in SUBJECT_WORDS)
    for clause in _clauses(text, task):
        modal = modal_words.search(text, clause.start, clause.end)
        if modal and modal.start() == clause.start and clause.start > task.start:
            yield from ((name, "duty", "parties/subject") for name in _subject_before(text, task, clause.start - 1))
        if modal is None or modal.start() - clause.start > LONGEST_SUBJECT:
            continue
        start = strip_openers(text, clause.start, modal.start())
        behind = text[modal.start() : clause.end]
        role = "lead" if lead.search(behind) else "support" if support.search(behind) else "duty"
        for name in _subject_names(text, start, modal.start()):
            yield name, role, "parties/subject"


def _subject_before(text: str, task: Span, end: int) -> list[Span]:
    """A subject of its own clause: 尤其是降幅较大的乡镇和部门，要…; its qualifier stays with the first name."""
    start = max(text.rfind(mark, task.start, end) for mark in "，；。：") + 1
    start = max(start, task.start)
    found = ESPECIALLY.match(text, start, end)
    if found is None:
        return []
    names = split_names(text, found.end(), end)
    return [Span(found.start("qualifier"), names[0].end), *names[1:]] if names else []


def _subject_names(text: str, start: int, end: int) -> list[Span]:
    """The names of a subject: the whole of it, or the row of names that it begins with (各镇2026年…要)."""
    names = split_names(text, start, end)
    return names or [s for s in _names_at(text, start, end) if CIRCLE.match(text[s.start : s.end])]


def _names_at(text: str, start: int, end: int) -> list[Span]:
    """The longest row of names that begins at `start`."""
    for stop in range(min(end, start + LONGEST_SUBJECT), start + 1, -1):
        names = split_names(text, start, stop)
        if names:
            return names
    return []


@dataclass(frozen=True, slots=True)
class _Row:
    """A phrase that makes somebody responsible, as `rules/parties/phrases` writes it."""

    number: int
    role: str
    pattern: re.Pattern[str]
    bodies: bool
    """Only bodies that can be held to it: no enterprise, no school."""
    longest: bool
    """The names go on behind the match, as far as they are names."""


@cache
def _rows() -> tuple[_Row, ...]:
    name = rf"{CHARACTERS}{{2,24}}?(?:（{CHARACTERS}{{2,16}}）)?"
    whose = "全[县市区省]|[县市区省]直|其他|其余|沿线|辖区|分管"
    circle = rf"(?:(?:{whose})?各{CHARACTERS}{{1,10}}?(?:[、和])?)+"
    # Atomic: 县财政局县财政局… can be cut in so many ways that trying them all takes for ever.
    kinds = "委员会|管委会|办公室|局|委|厅"
    bureau = rf"(?>[省市县区州旗][一-鿿]{{1,14}}?(?:{kinds})++(?:（[一-鿿]{{2,16}}）)?(?:、|和|商)?)"
    fill = {
        "{name}": rf"(?P<names>{name})",
        "{names}": rf"(?P<names>{CHARACTERS}[{CHARACTERS[1:-1]}、（）]{{1,60}}?)",
        "{towns}": rf"(?P<names>{CHARACTERS}{{2,12}}?(?:镇|乡|街道))",
        "{circle}": rf"(?P<names>{circle})",
        "{bureaus}": rf"(?P<names>(?:{bureau})+)",
        "{verbs}": load_rule("parties/phrases")["verbs"],
    }
    rows = []
    for n, row in enumerate(load_rule("parties/phrases")["rows"], 1):
        pattern = row["pattern"]
        for key, value in fill.items():
            pattern = pattern.replace(key, value)
        rows.append(_Row(n, row["role"], re.compile(pattern), bool(row.get("bodies")), bool(row.get("longest"))))
    return tuple(rows)


def _phrases(text: str, task: Span) -> Iterator[Found]:
    """Names that a phrase makes responsible (由…牵头, 压实…责任)."""
    for clause in _clauses(text, task):
        words = text[clause.start : clause.end]
        for row in _rows():
            for match in row.pattern.finditer(words):
                start, end = (clause.start + at for at in match.span("names"))
                for name in _phrase_names(text, start, end, clause.end if row.longest else None):
                    if not (row.bodies and NO_BODY.search(text[name.start : name.end])):
                        yield name, row.role, f"parties/phrases:{row.number}"


def _phrase_names(text: str, start: int, end: int, stop: int | None) -> list[Span]:
    """The names of a phrase, behind any opener; up to `stop` where they may go on."""
    start = strip_openers(text, start, end)
    if stop is not None:
        return _names_at(text, start, stop)
    for begin in _name_starts(text, start, end):
        names = split_names(text, begin, end)
        if names:
            return names
    return []


def _name_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the names may begin: at the start, or behind a verb that takes them in (成立, 由, 以, 建立)."""
    yield start
    for match in re.finditer(r"[由以]|成立|建立|组建|实行|落实|一名|一个", text[start:end]):
        yield start + match.end()
