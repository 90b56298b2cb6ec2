"""Owners proposed for tasks that name none: from what units are there for, and from tasks that earlier specs assigned.

Both are looked up with SQLite's full-text search, whose BM25 weighs a word by its rarity (https://sqlite.org/fts5.html,
5.1.1). Every keyword of a unit's duties is a row of its own, so that a long list of duties is no advantage; a keyword
of several words counts as far as its words are there, and each further one of a unit counts a little less.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from speechgen.chinese.words import find_words
from speechgen.diagnostics import phrase, problem
from speechgen.spec.edit import change_tasks
from speechgen.spec.model import Party, Section, Spec, TaskItem
from speechgen.spec.text import iter_tasks, spec_text
from speechgen.units import Registry, Unit, find_unit, match_unit

if TYPE_CHECKING:
    import sqlite3

HEADINGS, TITLE = 1.0, 0.5
"""What a word of the headings above a task, and of the document's title, counts against one of the task."""
FADE = 0.8
"""What the next best keyword of a unit counts against the one before it."""
EARLIER = 0.3
"""What the earlier tasks count against the duties."""
NEIGHBOURS = 10
"""How many of the most similar earlier tasks are asked."""
LEAST = 12.0
"""The score of duties below which nothing is proposed, unless the task itself names two: seven of ten were wrong."""
ALIKE = 0.5
"""The share of a task's words that an earlier task must have to be a reason by itself."""
REASONS = 4
QUOTED = 16
_WORD = re.compile(r"[一-鿿A-Za-z0-9.]+")


@dataclass(frozen=True)
class Assigned:
    """A task of an earlier spec with the units that answer for it."""

    text: str
    words: tuple[str, ...]
    units: tuple[str, ...]
    place: str
    """Where it stands, for people: the file and the task's id."""


@dataclass(frozen=True)
class Proposal:
    """A unit that may answer for a task, with what speaks for it."""

    unit: Unit
    score: float
    """Of the best proposal about 1; only for comparing proposals of one task."""
    weak: bool
    """Too little speaks for it to be proposed."""
    reason: str
    """One line for people, in Chinese like the documents."""


def learn(spec: Spec, name: str, registry: Registry) -> tuple[Assigned, ...]:
    """The tasks of a spec whose owners the registry knows; what is only suggested is left out."""
    found = []
    for sections, task in iter_tasks(spec):
        units = {u.name: None for p in task.parties if not p.suggested and (u := find_unit(p.name, registry))}
        if units:
            words = _words(" ".join([_without_names(task), *(s.title for s in sections)]))
            found.append(Assigned(task.task, words, tuple(units), f"{name} {task.id}".strip()))
    return tuple(found)


class Ranking:
    """Ranks the units of a registry for a task; learns from assigned tasks."""

    def __init__(self, registry: Registry, earlier: Sequence[Assigned] = ()) -> None:
        """Problem where this Python's SQLite has no full-text search."""
        self.registry = registry
        self.units = {unit.name: unit for unit in registry.units if unit.duties}
        self.duties = [(unit, duty, _words(duty)) for unit in self.units.values() for duty in unit.duties]
        self.earlier = earlier
        self._duty_index = _Index(words for _, _, words in self.duties)
        self._earlier_index = _Index(task.words for task in earlier)
        self._of_words = cache(self._score_words)

    def rank(self, task: TaskItem, sections: Sequence[Section] = (), title: str = "") -> list[Proposal]:
        """Proposals for a task under these sections, the best first; parties that it names are not read."""
        text, above = _without_names(task), " ".join(s.title for s in sections)
        scores: dict[str, float] = defaultdict(float)
        for words, weight in ((text, 1.0), (above, HEADINGS), (title, TITLE)):
            for name, score in self._of_words(_words(words)).items():
                scores[name] += weight * score
        votes, alike = self._votes(_words(f"{text} {above}"))
        best, most = (max(found.values(), default=0) or 1.0 for found in (scores, votes))
        total = {name: scores[name] / best + EARLIER * votes[name] / most for name in scores.keys() | votes.keys()}
        order = sorted(self.units.values(), key=lambda unit: -total.get(unit.name, 0))
        return [
            self._proposal(unit, total[unit.name], scores[unit.name], (text, above), alike.get(unit.name))
            for unit in order
            if unit.name in total
        ]

    def _score_words(self, words: tuple[str, ...]) -> dict[str, float]:
        """The score of each unit whose duties share words with these."""
        there = set(words)
        found: dict[str, list[float]] = defaultdict(list)
        for row, score in self._duty_index.find(words):
            unit, _, duty = self.duties[row]
            found[unit.name].append(score * sum(word in there for word in duty) / len(duty))
        return {
            name: sum(s * FADE**n for n, s in enumerate(sorted(scores, reverse=True))) for name, scores in found.items()
        }

    def _votes(self, words: tuple[str, ...]) -> tuple[dict[str, float], dict[str, Assigned]]:
        """What the most similar earlier tasks say for each unit, and of each the first that is truly alike."""
        votes: dict[str, float] = defaultdict(float)
        alike: dict[str, Assigned] = {}
        for row, score in self._earlier_index.find(words, NEIGHBOURS):
            task = self.earlier[row]
            for name in task.units:
                votes[name] += score
                if len(set(words) & set(task.words)) >= ALIKE * len(words):
                    alike.setdefault(name, task)
        return votes, alike

    def _proposal(
        self, unit: Unit, total: float, score: float, texts: tuple[str, str], alike: Assigned | None
    ) -> Proposal:
        """What speaks for a unit: duties that the task names, then those in the headings above; an earlier task."""
        said, above = (_longest(duty for duty in unit.duties if duty in text) for text in texts)
        duties = list(dict.fromkeys([*said, *above]))
        weak = alike is None and len(said) < 2 and (score < LEAST or not duties)
        reasons = []
        if duties:
            reasons.append(phrase("units.reason-duties", "zh", duties="、".join(duties[:REASONS])))
        if alike:
            reasons.append(phrase("units.reason-earlier", "zh", text=_shortened(alike.text), place=alike.place))
        return Proposal(unit, total, weak, "；".join(reasons))


def suggest_parties(spec: Spec, ranking: Ranking, *, top: int = 1, region: str = "") -> Spec:
    """The spec with the best units proposed (`suggested: true`, with a `reason`) for every task that names nobody.

    What the text says is left alone; a task for which too little speaks stays without a party. Names take the level of
    the spec's own units (县财政局), else that of its region, else of `region`, else the one it speaks of (全县, 我县).
    """
    level = _level(spec, ranking.registry, region)

    def suggested(sections: tuple[Section, ...], task: TaskItem) -> TaskItem:
        if task.parties:
            return task
        found = [p for p in ranking.rank(task, sections, spec.title or "") if not p.weak][:top]
        parties = tuple(
            Party(name=p.unit.named(level), unit=p.unit.name, role="duty", suggested=True, reason=p.reason)
            for p in found
        )
        return task.model_copy(update={"parties": parties})

    return change_tasks(spec, suggested)


def _level(spec: Spec, registry: Registry, region: str) -> str:
    matches = (match_unit(party.name, registry) for _, task in iter_tasks(spec) for party in task.parties)
    levels = Counter(match.level.removesuffix(match.unit.organ) for match in matches if match and match.level)
    if levels:
        return levels.most_common(1)[0][0]
    found = re.search("[省市县区旗州盟]$", spec.region or region)
    said = Counter(re.findall("[全我]([省市县区旗州盟])", spec_text(spec)))
    return found[0] if found else next((level for level, _ in said.most_common(1)), "")


def _without_names(task: TaskItem) -> str:
    """The words of a task but for its parties' names, which would give the answer away."""
    text = task.task
    for party in sorted(task.parties, key=lambda p: -len(p.name)):
        text = text.replace(party.name, " ")
    return text


def _words(text: str) -> tuple[str, ...]:
    """The different words of a text, in order."""
    return tuple(dict.fromkeys(word for word in find_words(text.lower()) if _WORD.fullmatch(word)))


def _longest(words: Iterable[str]) -> list[str]:
    """Words, the longest first, without those that a longer one contains."""
    kept: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        if not any(word in longer for longer in kept):
            kept.append(word)
    return kept


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"


class _Index:
    """Rows of words, found by any of them; the better a row fits, the higher its score."""

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        import sqlite3

        self.connection = sqlite3.connect(":memory:")
        try:
            self.connection.execute("CREATE VIRTUAL TABLE rows USING fts5(words)")
        except sqlite3.OperationalError:
            raise problem("units.no-search") from None
        lines = ((n, " ".join(words)) for n, words in enumerate(rows))
        self.connection.executemany("INSERT INTO rows(rowid, words) VALUES (?, ?)", lines)

    def find(self, words: Sequence[str], most: int = -1) -> Iterator[tuple[int, float]]:
        """The rows that have any of the words, the best first."""
        if not words:
            return
        query = " OR ".join(f'"{word}"' for word in words)
        order = "SELECT rowid, -bm25(rows) FROM rows WHERE rows MATCH ? ORDER BY bm25(rows), rowid LIMIT ?"
        cursor: sqlite3.Cursor = self.connection.execute(order, (query, most))
        yield from cursor
