"""Where a task stands, as templates see it: plain words and days.

Nothing is worked out here from events: whoever renders passes the state of each task (`render_document(tracked=…)`). A
document made without a ledger has tasks that nobody has reported on, and cells to be filled in by hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from speechgen.chinese.periods import Period


@dataclass(frozen=True, slots=True)
class ReportView:
    """What was reported on a task on a day."""

    date: datetime.date
    who: str
    text: str
    figures: tuple[str, ...]
    """新建公厕5座"""
    problems: str
    steps: str


@dataclass(frozen=True, slots=True)
class PaceView:
    """How far one target of a task is."""

    figure: str
    """The latest number that was reported: 38%; "" where there is none."""
    date: datetime.date | None
    """When it was reported."""
    pace: str
    """欠进度, 达进度, 超进度, 已完成, 未到期, 未报数; "" where nothing can be said."""


@dataclass(frozen=True, slots=True)
class StateView:
    """Where a task stands on the day of the document; as made by `StateView()`, of one that no ledger speaks of."""

    status: str = ""
    """In words: 办理中."""
    key: str = ""
    """The status by its name: new assigned underway done closed dropped; "" without a ledger."""
    due: datetime.date | None = None
    """The last day that holds now."""
    extended: bool = False
    overdue: bool = False
    """It is open, and the last day that holds has passed."""
    days_over: int = 0
    assigned_on: datetime.date | None = None
    done_on: datetime.date | None = None
    closed_on: datetime.date | None = None
    light: str = ""
    """红灯"""
    light_why: str = ""
    by_hand: bool = False
    """A person has set the light."""
    pace: str = ""
    """欠进度, 达进度, 超进度 …; "" where nothing can be said."""
    urged: int = 0
    reports: tuple[ReportView, ...] = ()
    """In order, the latest last."""
    figures: tuple[str, ...] = ()
    """The latest number of each name: 新建公厕5座."""
    evidence: tuple[str, ...] = ()
    targets: tuple[PaceView, ...] = ()
    """One for each target of the task, in order; () without a ledger."""
    others: tuple[str, ...] = ()
    """Those of the `figures` that measure none of the targets."""

    @property
    def is_open(self) -> bool:
        """It is still to be done; True, too, of a task that no ledger speaks of."""
        return self.key not in ("done", "closed", "dropped")

    @property
    def is_done(self) -> bool:
        """It is done 办结, whether struck off or not."""
        return self.key in ("done", "closed")

    @property
    def last(self) -> ReportView | None:
        """The latest report."""
        return self.reports[-1] if self.reports else None


UNTRACKED = StateView()


@dataclass(frozen=True)
class Tracked:
    """What the ledger says on a day; as made by `Tracked()`, of a document that is made without one."""

    day: datetime.date | None = None
    period: Period | None = None
    """What the document is about, where it is about a period."""
    states: Mapping[str, StateView] = field(default_factory=dict)
    """By the id of the task."""
    lights: tuple[str, ...] = ()
    """What the lights are called, the gravest first."""


UNASKED = Tracked()
