"""A spec read in order: its items one by one, and the text it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from speechgen.spec.model import Item, Section, Spec, TaskItem, TextItem

Steps = tuple[str | int, ...]
"""A path from the spec's root: ("sections", 1, "content", 0)."""


def walk_sections(spec: Spec) -> Iterator[tuple[Steps, tuple[Section, ...]]]:
    """Every section in reading order: its path, and the sections from the outermost one down to it."""
    yield from _walk(spec.sections, ("sections",), ())


def walk_items(spec: Spec) -> Iterator[tuple[Steps, tuple[Section, ...], Item]]:
    """Every item in reading order: its path, the sections it stands in (none in preamble and closing), itself."""
    yield from _numbered(("preamble",), (), spec.preamble)
    for path, sections in walk_sections(spec):
        yield from _numbered((*path, "content"), sections, sections[-1].content)
    yield from _numbered(("closing",), (), spec.closing)


def iter_items(spec: Spec) -> Iterator[tuple[tuple[Section, ...], Item]]:
    """Every item in reading order, with the sections it stands in, outermost first."""
    for _, sections, item in walk_items(spec):
        yield sections, item


def iter_tasks(spec: Spec) -> Iterator[tuple[tuple[Section, ...], TaskItem]]:
    """Every task in reading order, with the sections it stands in, outermost first."""
    for sections, item in iter_items(spec):
        if isinstance(item, TaskItem):
            yield sections, item


def tasks_by_id(spec: Spec) -> dict[str, TaskItem]:
    """The tasks that have an id, in reading order; of tasks that share one the first, which alone is tracked."""
    tasks: dict[str, TaskItem] = {}
    for _, task in iter_tasks(spec):
        if task.id:
            tasks.setdefault(task.id, task)
    return tasks


def item_text(item: Item) -> str:
    """The words of an item, closing punctuation included."""
    return item.text if isinstance(item, TextItem) else item.task


def spec_text(spec: Spec) -> str:
    """The cleaned document, read off the spec: one paragraph a line, closing punctuation included.

    Title, each line of the subtitle and the salutation are paragraphs of their own. A heading begins a paragraph
    unless it is `joined`; what follows a heading goes on in its paragraph where the heading has an `ending` or no
    title, and begins a new one otherwise. Preamble and closing begin a new one.
    """
    page = _Page()
    for line in (spec.title, *spec.subtitle, spec.salutation):
        page.add(line or "", new=True)
    page.end()
    page.add_items(spec.preamble)
    for _, sections in walk_sections(spec):
        section = sections[-1]
        page.add(section.number + section.title + section.ending, new=not section.joined)
        if section.title and not section.ending:
            page.end()
        page.add_items(section.content)
    page.end()
    page.add_items(spec.closing)
    return "\n".join(page.paragraphs)


class _Page:
    """Paragraphs that grow."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.ended = True

    def add(self, words: str, *, new: bool = False) -> None:
        """Words behind those that stand there, or in a new paragraph. Nothing comes of no words."""
        if not words:
            self.ended = self.ended or new
        elif new or self.ended:
            self.paragraphs.append(words)
            self.ended = False
        else:
            self.paragraphs[-1] += words

    def add_items(self, items: Iterable[Item]) -> None:
        for item in items:
            self.add(item_text(item), new=item.paragraph)

    def end(self) -> None:
        """What comes next begins a paragraph."""
        self.ended = True


def _walk(
    sections: tuple[Section, ...], path: Steps, above: tuple[Section, ...]
) -> Iterator[tuple[Steps, tuple[Section, ...]]]:
    for i, section in enumerate(sections):
        here = (*above, section)
        yield (*path, i), here
        yield from _walk(section.sections, (*path, i, "sections"), here)


def _numbered(
    path: Steps, sections: tuple[Section, ...], items: tuple[Item, ...]
) -> Iterator[tuple[Steps, tuple[Section, ...], Item]]:
    for i, item in enumerate(items):
        yield (*path, i), sections, item
