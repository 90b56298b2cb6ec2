"""Hypothesis strategies: events of few tasks, so that they meet, with every field and with awkward texts."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import strategies as st

from speechgen.spec.model import Due, Section, Spec, TaskItem
from speechgen.tracking import Event, Figure, event_id, kinds

TASKS = ("t-001", "t-002", "t-003")
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
MOMENTS = st.datetimes(datetime.datetime(2026, 1, 1), datetime.datetime(2026, 12, 31), timezones=st.just(datetime.UTC))
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ("进展顺利", "a\nb", "\u2028", '"', "\\", "{", "\x00", "\x85", "完成=5座", "\ufeff")
)
FIGURES = st.builds(Figure, TEXTS, st.sampled_from(("5", "12.5", "*", "")), st.sampled_from(("座", "%", "")))
EVENTS = st.builds(
    Event,
    st.sampled_from(tuple(kinds())),
    st.sampled_from((*TASKS, "t-404")),
    DAYS,
    MOMENTS,
    who=TEXTS,
    text=TEXTS,
    figures=st.lists(FIGURES, max_size=2).map(tuple),
    evidence=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
    due=st.none() | DAYS,
    light=st.sampled_from(("", "red", "green")),
)


@st.composite
def histories(draw: st.DrawFn, most: int = 12) -> list[Event]:
    """Events with ids; some of them withdraw another."""
    events: list[Event] = []
    for number, event in enumerate(draw(st.lists(EVENTS, max_size=most))):
        target = draw(st.sampled_from(events)).id if event.kind == "withdrawn" and events else ""
        event = replace(event, event=target)
        events.append(replace(event, id=event_id(event, str(number))))
    return events


def spec() -> Spec:
    """Three tasks: with a time limit, with two, without."""
    dues = ((Due(text="6月底前", date="2026-06-30"),), (Due(text="3月底前", date="2026-03-31"),), ())
    dues = (dues[0], (*dues[1], Due(text="年底前", date="2026-12-31")), dues[2])
    tasks = tuple(TaskItem(task=f"做好第{id}件事。", id=id, due=due) for id, due in zip(TASKS, dues, strict=True))
    return Spec(title="云溪县2026年工作安排", year=2026, sections=(Section(title="安排", content=tasks),))
