"""What else a task says: mechanisms, rhythms, policies, strength, other limits (`rules/mentions`), and projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from speechgen.document import Document, Mark
from speechgen.rules import load_rule, load_rules
from speechgen.source import Span

PROJECTS = "mentions/projects"
LONGEST_NAME = 30
OTHERS = re.compile(r"等(?:[\d*X一二三四五六七八九十两]+(?:个|项|处|座|条))?[^，。；等]{0,12}(?:项目|工程)")
NO_NAME = re.compile(r"[\d*X]+(?:个|项)|的|一批|未开工|单位|^[^“]*”|“[^”]*$|机制|方面|产业链")
BOUNDARY = re.compile(r"[，。；：！]")


def run(document: Document) -> Document:
    """Marks of the kinds that the room's files are named for; `data` holds the task's span."""
    text = document.view.text
    limited = {m.span for m in document.marks if "due" in m.data.get("own", ())}
    tasks = [m.span for m in document.marks if m.kind == "task"]
    marks = [m for task in tasks for m in (*_mentions(text, task), *_projects(text, task))]
    marks = [m for m in marks if not (m.kind == "limits" and m.data["task"] in limited)]
    return replace(document, marks=document.marks + tuple(marks))


def is_limit(words: str) -> bool:
    """Whether some words, alone in a column, are such a time limit, whatever is to be done by then."""
    return any(m.span() == (0, len(words)) for m in _patterns()["limits"].finditer(f"{words}办结"))


def is_said_of_supervision(words: str) -> bool:
    """Whether some words are, as a whole, a mechanism or a rhythm."""
    return any(_patterns()[kind].fullmatch(words) for kind in ("mechanisms", "rhythms"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rules = load_rules("mentions")
    return {name: re.compile("|".join(r["patterns"])) for name, r in rules.items() if r["kind"] == "mentions"}


def _mentions(text: str, task: Span) -> Iterator[Mark]:
    for name, pattern in _patterns().items():
        for match in pattern.finditer(text, task.start, task.end):
            yield Mark(name, Span(*match.span()), {"task": task}, f"mentions/{name}")


def _projects(text: str, task: Span) -> Iterator[Mark]:
    for span, stage in find_projects(text, task):
        yield Mark("projects", span, {"task": task, "stage": stage}, PROJECTS)


def find_projects(text: str, task: Span) -> Iterator[tuple[Span, str]]:
    """Named projects of a task, each with the stage that its clause says."""
    begin = task.start
    for end in (*(m.start() for m in BOUNDARY.finditer(text, task.start, task.end)), task.end):
        stage = _stage(text[begin:end])
        if stage:
            yield from ((span, stage) for span in _names(text, begin, end))
        begin = end + 1


def _stage(clause: str) -> str | None:
    """The last stage that a clause says: 推动…续建项目建成投产 is about being finished."""
    found = [(m.start(), stage) for stage, pattern in _stages() for m in pattern.finditer(clause)]
    return max(found)[1] if found else None


@cache
def _stages() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((s["stage"], re.compile(s["pattern"])) for s in load_rule(PROJECTS)["stages"])


@cache
def _thing() -> re.Pattern[str]:
    rule = load_rule(PROJECTS)
    things = "|".join(sorted(rule["things"], key=len, reverse=True))
    name = rf"[^，。；：、]{{2,{LONGEST_NAME}}}?(?:{things})(?:（[^（）]{{1,8}}）)?"
    return re.compile(rf"{name}(?={rule['followed_by']})")


def _names(text: str, start: int, end: int) -> Iterator[Span]:
    """The names that a clause lists: things that are built, or whatever is listed before 等…项目."""
    rule = load_rule(PROJECTS)
    leading, generic = re.compile(rule["leading"]), re.compile(rule["generic"])
    others = OTHERS.search(text, start, end)
    stop = others.start() if others else end
    for part in re.finditer(r"[^、]+", text[start:stop]):
        words = part.group()
        skip = 0
        while lead := leading.match(words[skip:]):
            skip += lead.end()
        length = len(words) - skip if others else _thing_length(words[skip:])
        name = words[skip : skip + length]
        if 2 < len(name) <= LONGEST_NAME and not generic.match(name) and not NO_NAME.search(name):
            yield Span(start + part.start() + skip, start + part.start() + skip + length)


def _thing_length(words: str) -> int:
    found = _thing().match(words)
    return found.end() if found else 0
