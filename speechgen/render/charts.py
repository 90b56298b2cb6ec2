"""Charts as pictures, drawn by matplotlib: in the faces of the page, legible in black and white.

A chart shows numbers that somebody has counted; nothing is counted here.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from speechgen.diagnostics import problem
from speechgen.document import Picture
from speechgen.fonts import FACES, STAND_INS

DOTS = 300
"""Dots per inch: what a printer shows."""
INCH = 25.4
State = Literal["done", "open", "late"]
STATES: Mapping[State, tuple[str, str, str]] = {
    "done": ("#404040", "white", "已办结"),
    "open": ("white", "black", "推进中"),
    "late": ("#c8c8c8", "black", "已逾期"),
}
"""Filling, colour of the words and name of a state; told apart without colour."""
FILLINGS = (("#404040", ""), ("#a8a8a8", ""), ("white", "////"), ("white", "...."), ("white", ""))
"""Filling and hatching of the parts of a bar, first to last."""
NAMES = ((11, 9.0, 1), (13, 7.5, 2), (16, 6.0, 3))
"""Characters in a line of a bar's name, their size in points, and how many lines of them a bar has room for."""
NARROW = 0.025
"""The share of the longest bar that one digit needs."""
QUARTERS = ("一季度", "二季度", "三季度", "四季度")


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart: its name, and a count for each part."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A task on a timeline: its number in the list, its last day, how it stands."""

    number: int
    day: datetime.date
    state: State = "open"


def bars(words: str, parts: Sequence[str], rows: Sequence[Bar], width: float, fonts: Mapping[str, str]) -> Picture:
    """Horizontal bars of so many `parts`, `width` mm wide in all; `words` say what the picture shows.

    `fonts` are the office's families by role. Problem `render.chart-font` where no face for Chinese is installed.
    """
    height = 16 + 6.5 * max(1, len(rows))
    with _drawing(width, height, fonts) as (figure, done):
        axes = figure.add_axes((0.24, 3 / height, 0.74, 1 - 13 / height))
        left, scale = [0] * len(rows), max([sum(row.counts) for row in rows] + [1])
        for part, name in enumerate(parts):
            counts = [row.counts[part] for row in rows]
            fill, hatch = FILLINGS[part % len(FILLINGS)]
            drawn = axes.barh(
                range(len(rows)),
                counts,
                0.62,
                left,
                color=fill,
                hatch=hatch,
                edgecolor="black",
                linewidth=0.5,
                label=name,
            )
            wide = [count if _is_wide(count, scale) else 0 for count in counts]
            _write_counts(axes, drawn, wide, dark=fill == FILLINGS[0][0])
            left = [a + b for a, b in zip(left, counts, strict=True)]
        _write_names(axes, [row.name for row in rows])
        axes.set_xlim(0, scale * max(1.02, _write_behind(axes, parts, rows, scale)))
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.xaxis.set_visible(False)
        axes.tick_params(axis="y", length=0)
        for side in ("top", "right", "bottom"):
            axes.spines[side].set_visible(False)
        figure.legend(loc="upper right", ncols=len(parts), frameon=False, handlelength=1.2, handleheight=0.9)
    return Picture(done.getvalue(), words, width, height)


def _write_names(axes: Any, names: Sequence[str]) -> None:
    """The names of the bars before them, long ones smaller and in several lines."""
    broken = [_broken(name) for name in names]
    axes.set_yticks(range(len(names)), [words for words, _ in broken])
    for label, (_, size) in zip(axes.get_yticklabels(), broken, strict=True):
        label.set_fontsize(size)
        label.set_linespacing(1.0)


def _broken(name: str) -> tuple[str, float]:
    """A bar's name in lines, and the size in which it finds room; what is too long for any ends in …."""
    room, size, lines = next((n for n in NAMES if len(name) <= n[0] * n[2]), NAMES[-1])
    shown = name if len(name) <= room * lines else name[: room * lines - 1] + "…"
    return "\n".join(shown[n : n + room] for n in range(0, len(shown), room)), size


def _is_wide(count: int, scale: int) -> bool:
    """Whether the number of a part finds room in it, the longest bar being `scale`."""
    return count >= NARROW * len(str(count)) * scale


def _write_behind(axes: Any, parts: Sequence[str], rows: Sequence[Bar], scale: int) -> float:
    """The counts of parts too narrow for them, behind the bar and named; how wide all is, the longest bar being 1."""
    widest = 0.0
    for y, row in enumerate(rows):
        narrow = [f"{name}{n}" for name, n in zip(parts, row.counts, strict=True) if n and not _is_wide(n, scale)]
        if narrow:
            words, end = "、".join(narrow), sum(row.counts)
            axes.text(end + 0.01 * scale, y, words, ha="left", va="center")
            widest = max(widest, end / scale + 0.035 * len(words))
    return widest


def _write_counts(axes: Any, drawn: Any, counts: Sequence[int], dark: bool) -> None:
    """The counts in their parts of the bars, on a ground that hides the hatching."""
    for bar, count in zip(drawn, counts, strict=True):
        if count:
            x, y = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
            ground = None if dark else {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
            axes.text(x, y, str(count), ha="center", va="center", color="white" if dark else "black", bbox=ground)


def timeline(words: str, year: int, stops: Sequence[Stop], width: float, fonts: Mapping[str, str]) -> Picture:
    """A year by quarter and month, each task a box with its number over the month of its last day.

    Stops of another year are not drawn: the caller says how many there are. Problem `render.chart-font` as above.
    """
    months: list[list[Stop]] = [[] for _ in range(12)]
    for stop in sorted(stops, key=lambda s: (s.day, s.number)):
        if stop.day.year == year:
            months[stop.day.month - 1].append(stop)
    box = 6.0
    room = width / 12
    across = max(1, int(room // box))
    high = max([ceil(len(month) / across) for month in months] + [1])
    height = 22 + box * high
    with _drawing(width, height, fonts) as (figure, done):
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(0, height)
        axes.axis("off")
        _draw_year(axes, room, height)
        for n, month in enumerate(months):
            for place, stop in enumerate(month):
                wide = min(across, len(month)) * box
                x = n * room + (room - wide) / 2 + place % across * box
                _draw_stop(axes, stop, x, 14 + place // across * box, box)
        _draw_key(axes, width, height, sorted({stop.state for month in months for stop in month}))
    return Picture(done.getvalue(), words, width, height)


def _draw_year(axes: Any, room: float, height: float) -> None:
    from matplotlib.patches import Rectangle

    for quarter, name in enumerate(QUARTERS):
        left = quarter * 3 * room
        shade = "#f0f0f0" if quarter % 2 else "white"
        axes.add_patch(Rectangle((left, 12.5), 3 * room, height - 18.5, facecolor=shade, edgecolor="none", zorder=0))
        axes.text(left + 1.5 * room, 3, name, ha="center", va="center", fontsize=10.5)
    axes.plot([0, 12 * room], [12.5, 12.5], color="black", linewidth=1)
    for month in range(12):
        axes.plot([month * room] * 2, [12.5, 11], color="black", linewidth=0.5)
        axes.text((month + 0.5) * room, 8.5, f"{month + 1}月", ha="center", va="center", fontsize=9)


def _draw_stop(axes: Any, stop: Stop, x: float, y: float, box: float) -> None:
    from matplotlib.patches import Rectangle

    fill, ink, _ = STATES[stop.state]
    axes.add_patch(
        Rectangle((x + 0.3, y + 0.3), box - 0.6, box - 0.6, facecolor=fill, edgecolor="black", linewidth=0.6)
    )
    axes.text(x + box / 2, y + box / 2, str(stop.number), ha="center", va="center", color=ink, fontsize=7.5)


def _draw_key(axes: Any, width: float, height: float, states: Sequence[State]) -> None:
    """What the fillings mean, at the top on the right; nothing where there is one kind only."""
    from matplotlib.patches import Rectangle

    if len(states) < 2:
        return
    for n, state in enumerate(states):
        x = width - 20 * (len(states) - n)
        axes.add_patch(
            Rectangle((x, height - 5), 3.5, 3.5, facecolor=STATES[state][0], edgecolor="black", linewidth=0.6)
        )
        axes.text(x + 5, height - 3.3, STATES[state][2], ha="left", va="center", fontsize=9)


@contextmanager
def _drawing(width: float, height: float, fonts: Mapping[str, str]) -> Iterator[tuple[Any, io.BytesIO]]:
    """A figure of so many mm to draw on, and the buffer that holds the PNG afterwards; the same each time."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    done = io.BytesIO()
    look: Any = {"font.family": families(fonts), "font.size": 9, "axes.unicode_minus": False, "hatch.linewidth": 0.5}
    with mpl.rc_context(look):
        figure = Figure(figsize=(width / INCH, height / INCH), dpi=DOTS)
        FigureCanvasAgg(figure)
        yield figure, done
        figure.savefig(done, format="png", dpi=DOTS, metadata={"Software": None})


def families(fonts: Mapping[str, str]) -> list[str]:
    """The installed families for the words of a chart, best first: 黑体, then what has the rare characters."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    wanted = (fonts.get("hei", ""), *FACES["hei"], *STAND_INS["hei"], *FACES["rare"])
    found = [name for name in dict.fromkeys(wanted) if name in installed]
    if not found:
        raise problem("render.chart-font")
    return found
