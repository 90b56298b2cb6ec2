"""The first draft of next year's plan: what goes on, with blanks where last year's figures stood.

No figure stands in it that neither the spec nor the ledger holds, but for the new year's own: its number, the session
of the congress, and the last days of months that the text names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from speechgen.chinese.blanks import BLANK, can_be_blank, to_settle
from speechgen.spec.edit import without_places
from speechgen.spec.model import Item, Section, Spec, TaskItem, TextItem
from speechgen.spec.next_task import Outcome, done_text, next_task, next_text
from speechgen.spec.next_words import Years, next_title
from speechgen.spec.text import item_text, iter_items, iter_tasks, walk_sections

REVIEW = "review"
GONE = ("done", "closed", "dropped")
_OWNERS = ("（责任", "（牵头", "（配合", "（分管", "（包抓")
"""How a bracket begins that names the owners of the tasks before it."""


@dataclass(frozen=True)
class Draft:
    """Next year's spec, and how many of what it came to."""

    spec: Spec
    tasks: int
    done: int
    """Tasks that went into the review."""
    dropped: int
    """Tasks that were given up during the year."""
    blanks: int
    """Places to be filled in or looked up."""


def draft_spec(spec: Spec, year: int, outcomes: Mapping[str, Outcome] | None = None) -> Draft:
    """The spec of `year`, which comes behind the spec's own (else ValueError).

    `outcomes` says by id what became of its tasks: what is done goes from the plan into the review, as a fact with its
    source, what was given up goes, and all else is carried over and marked 结转. Without, every task stays as it is.
    Last year's review goes either way.
    """
    if spec.year is None or year <= spec.year:
        raise ValueError(f"no year after {spec.year}: {year}")
    maker = _Maker(Years(spec.year, year), outcomes, spec)
    made = without_places(maker.spec())
    statuses = [maker.outcome(task).status for _, task in iter_tasks(spec)] if outcomes is not None else []
    return Draft(
        spec=made,
        tasks=sum(1 for _ in iter_tasks(made)),
        done=len(maker.achieved),
        dropped=statuses.count("dropped"),
        blanks=count_blanks(made),
    )


def count_blanks(spec: Spec) -> int:
    """How many blanks a spec has in its words: title, meeting, headings and sentences."""
    words = [spec.title or "", spec.occasion or "", *spec.subtitle]
    words += [path[-1].title for _, path in walk_sections(spec)]
    words += [item_text(item) for _, item in iter_items(spec)]
    return sum(len(BLANK.findall(text)) for text in words)


class _Maker:
    def __init__(self, years: Years, outcomes: Mapping[str, Outcome] | None, old: Spec) -> None:
        self.years = years
        self.outcomes = outcomes
        self.old = old
        done = [(task, self.outcome(task)) for _, task in iter_tasks(old)] if outcomes is not None else []
        self.achieved = [done_text(task, outcome) for task, outcome in done if outcome.status in ("done", "closed")]
        self.unwritten = list(self.achieved)

    def outcome(self, task: TaskItem) -> Outcome:
        """What became of a task; of one that the ledger does not know, that it is open."""
        return (self.outcomes or {}).get(task.id, Outcome()) if task.id else Outcome()

    def gone(self, item: Item) -> bool:
        return self.outcomes is not None and isinstance(item, TaskItem) and self.outcome(item).status in GONE

    def spec(self) -> Spec:
        old = self.old
        preamble = self.items(old.preamble)
        sections = tuple(self.section(section) for section in old.sections)
        if self.unwritten:
            head = Section(title=f"{self.years.old}年工作回顾", role=REVIEW, content=self.facts())
            sections = (head, *sections)
        return old.model_copy(
            update={
                "year": self.years.new,
                "title": old.title and next_title(old.title, self.years),
                "occasion": old.occasion and self.meeting(old.occasion),
                "date": None,
                "subtitle": tuple(self.line(line) for line in old.subtitle),
                "source": None,
                "damage": (),
                "preamble": preamble,
                "sections": sections,
                "closing": self.items(old.closing),
            }
        )

    def meeting(self, words: str) -> str:
        """The next session of a congress; any other meeting has still to be called."""
        moved = next_title(words, self.years)
        return moved if moved != words and not BLANK.search(moved) else _settle(words)

    def line(self, words: str) -> str:
        """A line under the title: who speaks stays, a day does not."""
        return _settle(words) if any(c.isdecimal() for c in words) or "月" in words else words

    def section(self, section: Section) -> Section:
        """A section with what goes on of it; one whose tasks are all done says so."""
        if section.role == REVIEW:
            return self.review(section)
        content, below = self.items(section.content), tuple(self.section(each) for each in section.sections)
        if section.content and not content and not below:
            content = (TextItem(text="【待定：本节任务上年已办结】", paragraph=section.content[0].paragraph),)
        title = next_title(section.title, self.years) if section.title else ""
        return section.model_copy(update={"title": title, "content": content, "sections": below})

    def review(self, section: Section) -> Section:
        """The old review without what it told; the first one tells what the ledger says was done."""
        title = next_title(section.title, self.years, back=True) if section.title else ""
        old = tuple(item for item in _all_items(section) if isinstance(item, TaskItem))
        told = self.facts() or (TextItem(text=f"【待定：{self.years.old}年的工作回顾】", paragraph=True),)
        content = (*told, *(item.model_copy(update={"paragraph": True}) for item in self.items(old)))
        return section.model_copy(update={"title": title, "content": content, "sections": ()})

    def facts(self) -> tuple[Item, ...]:
        """What was done, once."""
        facts, self.unwritten = tuple(self.unwritten), []
        return facts

    def items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """Sentences a year later; the paragraph that one of those that go began is begun by the next."""
        kept: list[Item] = []
        begins = False
        for n, item in enumerate(items):
            begins = begins or item.paragraph
            if self.gone(item) or self.belongs_to_gone(items, n, kept):
                continue
            kept.append(self.item(item).model_copy(update={"paragraph": begins}))
            begins = False
        return tuple(kept)

    def item(self, item: Item) -> Item:
        if isinstance(item, TextItem):
            return next_text(item, self.years)
        return next_task(item, self.years, None if self.outcomes is None else self.outcome(item))

    def belongs_to_gone(self, items: tuple[Item, ...], n: int, kept: list[Item]) -> bool:
        """Whether a sentence is the bracket that names the owners of tasks that have all gone."""
        item = items[n]
        names_owners = isinstance(item, TextItem) and item.text.startswith(_OWNERS)
        return names_owners and n > 0 and self.gone(items[n - 1]) and not (kept and isinstance(kept[-1], TaskItem))


def _settle(words: str) -> str:
    return words if BLANK.search(words) or not can_be_blank(words) else to_settle(words)


def _all_items(section: Section) -> Iterator[Item]:
    yield from section.content
    for below in section.sections:
        yield from _all_items(below)
