"""What needs a person: damage, proposals, doubts, hidden figures, tasks without an owner or a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from speechgen.diagnostics import Diagnostic, Language
from speechgen.lint import lint_spec
from speechgen.review.marks import PageMarks, add_damage
from speechgen.review.pairing import differ
from speechgen.review.review import Review
from speechgen.review.tasks import MARK_KIND, Tasks, parts
from speechgen.review.wording import word
from speechgen.source import Where
from speechgen.spec.model import Item, Section, Spec, TextItem
from speechgen.spec.text import Steps, walk_items, walk_sections
from speechgen.templating.filters import is_redacted
from speechgen.yamlfile import KeyPath

TOPICS = ("damaged", "suggested", "doubtful", "redacted", "no-party", "no-due", "differs")
"""In the order in which a person should look."""
OF_LINT = {
    "unconfirmed": "suggested",
    "redacted": "redacted",
    "task-without-party": "no-party",
    "task-without-due": "no-due",
}
"""The topic of a lint rule; what the others find is doubtful."""

SENTENCES = ("text", "owners", "cell")
"""Kinds of marks that become a `text` of the spec."""


@dataclass(frozen=True)
class Concern:
    """One thing to look at: in the source (`mark`), in the list (`task`), in the spec's file (`line`)."""

    topic: str
    message: str
    hint: str = ""
    mark: int = -1
    task: int = -1
    line: int = 0


def find_concerns(review: Review, tasks: Tasks, language: Language) -> list[Concern]:
    """Everything to look at, topic by topic, each in its order."""
    places = _Places(review.spec, tasks)
    found = [
        *(_damage(d, tasks.marks, language) for d in review.document.diagnostics if d.severity != "info"),
        *_lints(review, places, language),
        *_without_date(review, places, language),
        *_different_tasks(tasks, language),
        *_different_words(review, places, language),
    ]
    return sorted(found, key=lambda concern: TOPICS.index(concern.topic))


class _Places:
    """Where a path of the spec is shown: the row of its task, the mark of what stands there or around it."""

    def __init__(self, spec: Spec, tasks: Tasks) -> None:
        self.tasks = tasks
        self.marks: dict[Steps, int] = {p: tasks.mark("heading", s[-1]) for p, s in walk_sections(spec)}
        self.marks |= {(key,): mark for key, mark in tasks.marks.head.items()}
        for path, _, item in walk_items(spec):
            row = tasks.shown.get(path)
            self.marks[path] = self._sentence(item) if row is None else tasks.rows[row]["mark"]
            for name, values in parts(item):
                for i, value in enumerate(values):
                    self.marks[(*path, name, i)] = tasks.mark(MARK_KIND.get(name, name), value)

    def _sentence(self, item: Item) -> int:
        """The mark of a sentence that orders nothing, whatever it is called."""
        return max(self.tasks.marks.find(kind, item.at) for kind in SENTENCES)

    def of(self, path: Steps) -> tuple[int, int]:
        """(mark, task) of the longest known beginning of a path, each -1 where there is none."""
        beginnings = [path[:n] for n in range(len(path), 0, -1)]
        mark = next((self.marks[p] for p in beginnings if self.marks.get(p, -1) >= 0), -1)
        return mark, next((self.tasks.shown[p] for p in beginnings if p in self.tasks.shown), -1)


def _damage(diagnostic: Diagnostic, marks: PageMarks, language: Language) -> Concern:
    """What a pass found broken in the text, or what a reader doubts of the file."""
    mark = add_damage(marks, diagnostic, language)
    topic = "damaged" if diagnostic.code.startswith("passes.") else "doubtful"
    return Concern(topic, diagnostic.message(language), diagnostic.hint(language), mark)


def _lints(review: Review, places: _Places, language: Language) -> Iterator[Concern]:
    """What the lint rules warn of. They tell places in the file; here the path behind each is needed, too."""
    paths: dict[Where, Steps] = {}

    def remember(path: KeyPath) -> Where:
        where = review.locate(path)
        paths[where] = tuple(path)
        return where

    for diagnostic in lint_spec(review.spec, remember, registry=review.registry):
        where = diagnostic.where
        if where and diagnostic.severity != "info":
            mark, task = places.of(paths[where])
            topic = OF_LINT.get(diagnostic.code.removeprefix("lint."), "doubtful")
            yield Concern(topic, diagnostic.message(language), diagnostic.hint(language), mark, task, where.line)


def _without_date(review: Review, places: _Places, language: Language) -> Iterator[Concern]:
    """Time limits of which nobody can tell the last day; a hidden one is a matter of its own."""
    for path, _, item in walk_items(review.spec):
        for i, due in enumerate(getattr(item, "due", ())):
            if due.date is None and not is_redacted(due.text):
                steps = (*path, "due", i)
                mark, task = places.of(steps)
                message = word("review.due-without-date", language).format(text=due.text)
                hint = word("review.due-without-date-hint", language)
                yield Concern("doubtful", message, hint, mark, task, review.locate(steps).line)


def _different_tasks(tasks: Tasks, language: Language) -> Iterator[Concern]:
    """Tasks of which an edited spec says something else than parse finds today."""
    for n, row in enumerate(tasks.rows):
        if row["state"]:
            yield Concern("differs", word(f"review.differs-{row['state']}", language), "", row["mark"], n)


def _different_words(review: Review, places: _Places, language: Language) -> Iterator[Concern]:
    """Headings, sentences that order nothing, and their numbers, where an edited spec has others than parse today."""
    headings = {_heading(sections[-1]) for _, sections in walk_sections(review.found)}
    for path, sections in walk_sections(review.spec):
        if (words := _heading(sections[-1])) not in headings:
            yield _different("heading", words, path, review, places, language)
    texts = {item.text: item.facts for _, _, item in walk_items(review.found) if isinstance(item, TextItem)}
    for path, _, item in walk_items(review.spec):
        if isinstance(item, TextItem) and item.text not in texts:
            yield _different("text", item.text, path, review, places, language)
        elif isinstance(item, TextItem) and differ(item.facts, texts[item.text]):
            yield _different("facts", item.text, path, review, places, language)


def _heading(section: Section) -> str:
    return section.number + section.title


def _different(what: str, words: str, path: Steps, review: Review, places: _Places, language: Language) -> Concern:
    mark, task = places.of(path)
    message = word(f"review.differs-{what}", language).format(text=words)
    return Concern("differs", message, "", mark, task, review.locate(path).line)
