"""Merged cells that a page end cuts: each page gets the cell with its words, over just the rows that the page shows.

WeasyPrint draws such a cell once, on the page of its first row, and as high as its words; the pages behind it get an
empty space. Laying the document out again with the cells split would cost a whole layout each time, so the layout of
tables is watched while it runs. `settle` says whether that worked; it reaches below WeasyPrint's public interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

TRIES = 6
"""Times that one page is laid out again, at most, because a merged cell needs more room than its rows there have."""
NEAR = 0.01
"""Pixels that count as none."""

Span = tuple[int, int, Any]
"""First row, the row behind the last, and the cell that is merged over them."""


@contextmanager
def repeated_cells(engine: Any) -> Iterator[None]:
    """While it holds, a table that goes on on another page begins there with the merged cells that reach into it."""
    module: Any = getattr(engine.layout, "block", None)
    original = getattr(module, "table_layout", None)
    if original is None:
        yield
        return

    def table_layout(context: Any, table: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **named: Any) -> Any:
        with _Mended() as mended:
            skip_stack = mended.begin(table, skip_stack)
            result = original(context, table, bottom_space, skip_stack, *rest, **named)
            for _ in range(TRIES):
                if result[0] is None or not result[1] or not mended.shorten(table, result[0]):
                    break
                result = original(context, table, bottom_space, skip_stack, *rest, **named)
        return result

    module.table_layout = table_layout
    try:
        yield
    finally:
        module.table_layout = original


class _Mended:
    """Changes to a table's boxes for the layout of one page, taken back afterwards."""

    def __init__(self) -> None:
        self.before: list[tuple[Any, str, Any]] = []

    def __enter__(self) -> _Mended:
        return self

    def __exit__(self, *error: object) -> None:
        for thing, name, value in reversed(self.before):
            setattr(thing, name, value)

    def change(self, thing: Any, name: str, value: Any) -> None:
        self.before.append((thing, name, getattr(thing, name)))
        setattr(thing, name, value)

    def begin(self, table: Any, skip_stack: Any) -> Any:
        """Put the rest of every merged cell into the row that the page begins with; where to go on in that row.

        Behind the others, so that those keep the numbers by which WeasyPrint goes on within a row.
        """
        if not skip_stack:
            return skip_stack
        ((place, inside),) = skip_stack.items()
        if not inside:
            return skip_stack
        ((number, cells),) = inside.items()
        group = table.children[place]
        row = group.children[number]
        added = []
        for first, behind, cell in _spans(group):
            if first < number < behind:
                rest = cell.copy()
                rest.rowspan = behind - number
                added.append(rest)
        again = {len(row.children) + n: None for n in range(len(added))}
        again |= {n: None for n, cell in enumerate(row.children) if cell.rowspan > 1}
        if added:
            self.change(row, "children", [*row.children, *added])
        return {place: {number: {**again, **cells}}} if cells and again else skip_stack

    def shorten(self, table: Any, made: Any) -> bool:
        """End the merged cells that are higher than their rows on this page with the page; whether there were any.

        A cell that ends makes its last row as high as it needs, even if that row then moves to the next page.
        """
        short = False
        for group in made.children[-1:]:
            for n, row in enumerate(group.children):
                rows = group.children[n:]
                for cell in row.children:
                    if cell.rowspan > len(rows) and _lack(cell, rows) < -NEAR:
                        source = table.children[group.index].children[row.index]
                        own = next(c for c in source.children if c.grid_x == cell.grid_x)
                        self.change(own, "rowspan", len(rows))
                        short = True
        return short


def _spans(group: Any) -> tuple[Span, ...]:
    """The merged cells of a group of rows; found once, for every page asks."""
    if not hasattr(group, "merged_cells"):
        group.merged_cells = tuple(
            (n, n + cell.rowspan, cell) for n, row in enumerate(group.children) for cell in row.children
            if cell.rowspan > 1
        )  # fmt: skip
    found: tuple[Span, ...] = group.merged_cells
    return found


def _lack(cell: Any, rows: list[Any]) -> float:
    """Pixels from the cell's lower edge to that of the rows."""
    return float(rows[-1].position_y + rows[-1].height - cell.position_y - cell.border_height())


def settle(pages: Any) -> bool:
    """Stretch every merged cell over its rows on its page; False where one has no room for its words, or is missing."""
    settled = [_settle(table) for page in pages for table in _tables(page._page_box)]
    return all(settled)


def _tables(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if hasattr(child, "column_positions"):
            yield child
        else:
            yield from _tables(child)


def _settle(table: Any) -> bool:
    good = True
    for group in table.children:
        rows = group.children
        if rows and rows[0].index and _may_lack(group):
            good &= sum(cell.colspan for cell in rows[0].children) == len(table.column_widths)
        for n, row in enumerate(rows):
            merged = [cell for cell in row.children if cell.rowspan > 1]
            if merged:
                row.children = sorted(row.children, key=lambda cell: int(cell.grid_x))
            for cell in merged:
                good &= _stretch(cell, _lack(cell, rows[n : n + cell.rowspan]))
    return good


def _may_lack(group: Any) -> bool:
    """Whether the rows are of those that merged cells may reach into."""
    return not (group.is_header or group.is_footer) and bool(getattr(group, "merged_cells", True))


def _stretch(cell: Any, more: float) -> bool:
    """Make a cell so much higher (or lower), its words kept where its style wants them; whether they have the room."""
    if abs(more) < NEAR:
        return True
    above = {"middle": more / 2, "bottom": more}.get(cell.vertical_align, 0.0)
    cell.padding_top += above
    cell.padding_bottom += more - above
    for child in cell.children:
        child.translate(dy=above)
    return bool(min(cell.padding_top, cell.padding_bottom) >= 0)
