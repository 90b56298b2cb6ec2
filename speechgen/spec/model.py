"""The spec as pydantic models: the file format, version 1. Frozen; an unknown key is refused.

Every `at` is the place in the source that a value was read from, `line:column+length` (see `Source.place`).
Every model ends in what speechgen added to the format; those keys are optional.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from speechgen.chinese.periods import YEARS, find_day

Place = Annotated[str, StringConstraints(pattern=r"^\d+:\d+\+\d+$")]
Role = Literal["review", "situation", "plan", "requirements", "other"]
PartyRole = Literal["lead", "duty", "support"]
Precision = Literal["day", "month", "quarter", "half", "year", "masked", "event", "words"]
Kind = Literal["report", "speech", "arrangement", "decomposition"]

AT = "Where the words stand in the source: line:column+length."
SUGGESTED = "Proposed by speechgen, not said by the text; every document shows it as a proposal."
PARAGRAPH = "This sentence begins a new paragraph."


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _full_date(value: Any) -> Any:
    """A text `2022-03-31` as the date; anything else unchanged, so that pydantic never takes `20220331` for seconds."""
    day = find_day(value) if isinstance(value, str) and DAY.fullmatch(value) else None
    return day or value


def _only_full_date(value: Any) -> Any:
    date = _full_date(value)
    if isinstance(date, str):
        raise ValueError("not a date")
    return date


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Words(Model):
    """Words of the text that say something of their task."""

    text: str = Field(min_length=1, description="As written.")
    at: Place | None = Field(None, description=AT)


class Project(Model):
    """A named project with the stage that the text sets for it."""

    name: str = Field(min_length=1, description="As written.")
    stage: str = Field("", description="前期 | 开工 | 续建 | 建成; empty where the text says none.")
    at: Place | None = Field(None, description=AT)


class Damage(Model):
    """A place where the text is broken beyond certainty; no date or number is built on it."""

    kind: str = Field(min_length=1, description="What is broken: the code of its diagnostic.")
    text: str = Field("", description="The words there, as they stand.")
    at: Place | None = Field(None, description=AT)


class Party(Model):
    """Who answers for a task."""

    name: str = Field(min_length=1, description="The unit, group or person, as written.")
    role: PartyRole = Field("duty", description="lead 牵头 | duty 责任 | support 配合.")
    unit: str = Field("", description="The unit's name in the registry, the same however it is written in `name`.")
    suggested: bool = Field(False, description=SUGGESTED)
    reason: str = Field("", description="Why it is suggested, in one line.")
    at: Place | None = Field(None, description=AT)


class Due(Model):
    """A time limit."""

    text: str = Field(min_length=1, description="As written.")
    date: Annotated[datetime.date | None, BeforeValidator(_only_full_date)] = Field(
        None, description="The last day allowed; null where redacted or unknown."
    )
    precision: Precision | None = Field(
        None, description="How fine the limit is: day … year; masked, event or words without a date."
    )
    suggested: bool = Field(False, description=SUGGESTED)
    at: Place | None = Field(None, description=AT)


class Quantity(Model):
    """A number with what it measures: a target in a task, a fact in a text about the past."""

    name: str = Field(min_length=1, description="What is counted, with its verb where the verb carries it.")
    op: str = Field("", description="The bound word at the number (左右, 以上, 不低于 …); empty where none.")
    value: str = Field(min_length=1, description="Digits as written, or the redaction that stands for them.")
    unit: str = Field("", description="As written: %, 户, 亿元, 个百分点 …")
    suggested: bool = Field(False, description=SUGGESTED)
    at: Place | None = Field(None, description=AT)
    period: str = Field("", description="The quarter or half-year that the text sets for this number: 二季度, 上半年.")
    period_at: Place | None = Field(None, description="Where the words that say the period stand.")


class TextItem(Model):
    """A narrative sentence."""

    text: str = Field(min_length=1, description="As written, closing punctuation included.")
    facts: tuple[Quantity, ...] = Field((), description="Numbers about what was.")
    paragraph: bool = Field(False, description=PARAGRAPH)
    at: Place | None = Field(None, description=AT)


class TaskItem(Model):
    """Something to be done, kept or reached."""

    task: str = Field(min_length=1, description="As written, closing punctuation included.")
    id: str = Field("", description="Given once, never renumbered: ledgers and returned checklists refer to it.")
    parties: tuple[Party, ...] = Field((), description="Who answers for it.")
    due: tuple[Due, ...] = Field((), description="Its time limits.")
    targets: tuple[Quantity, ...] = Field((), description="Numbers to be reached.")
    limits: tuple[Words, ...] = Field(
        (), description="Time limits that are no plain date: 会后3个工作日内, “十五五”末."
    )
    rhythms: tuple[Words, ...] = Field((), description="How often it is done or reported: 每月25日前, 每季度.")
    mechanisms: tuple[Words, ...] = Field((), description="How it is supervised: 清单管理, “三色”督办.")
    projects: tuple[Project, ...] = Field((), description="Projects that it names, with their stage.")
    policies: tuple[Words, ...] = Field((), description="Documents that it refers to: 《…》.")
    strengths: tuple[Words, ...] = Field((), description="How strongly it is put: 确保, 力争, 原则上, 探索.")
    paragraph: bool = Field(False, description=PARAGRAPH)
    at: Place | None = Field(None, description=AT)


def _item_kind(value: Any) -> str:
    if isinstance(value, dict):
        return "task" if "task" in value else "text"
    return "task" if isinstance(value, TaskItem) else "text"


Item = Annotated[
    Annotated[TextItem, Tag("text")] | Annotated[TaskItem, Tag("task")],
    Discriminator(_item_kind),
]


class Section(Model):
    """A numbered (or run-in) heading and what stands under it; `content` comes before `sections`."""

    number: str = Field(
        "", description="As written: 一、 （一） 1. （1） 一要 一是; empty for a run-in head without one."
    )
    title: str = Field("", description="As written, without the mark that closes it.")
    ending: str = Field("", description="The punctuation that closes the title, as written; empty where none.")
    role: Role | None = Field(
        None,
        description="At top level: review 回顾 | situation 形势 | plan 安排 | requirements 要求 | other 其他.",
    )
    joined: bool = Field(False, description="The heading stands inside a paragraph, behind other words.")
    content: tuple[Item, ...] = Field((), description="Sentences in order.")
    sections: tuple[Section, ...] = Field((), description="Sub-sections in order.")
    at: Place | None = Field(None, description=AT)


class SourceFile(Model):
    """What the spec was parsed from."""

    file: str = Field("", description="The file as it was named.")
    sha256: str = Field("", description="Of its bytes; empty for a spec written by hand.")


class Spec(Model):
    """Everything that one speech, report or arrangement says, in order."""

    version: Literal[1] = Field(1, description="Of this format.")
    kind: Kind = Field(
        "arrangement", description="report 政府工作报告 | speech 讲话 | arrangement 工作安排 | decomposition 任务分解."
    )
    title: str | None = Field(None, description="As written; null where the text gives none.")
    year: int | None = Field(
        None,
        ge=YEARS[0],
        le=YEARS[-1],
        description="The year whose work is planned; relative time limits count from it.",
    )
    region: str | None = Field(None, description="Whose work it is; null where the text does not say.")
    occasion: str | None = Field(None, description="The meeting at which it was given.")
    speaker: str | None = Field(None, description="Who gave it, as written.")
    date: Annotated[datetime.date | str | None, BeforeValidator(_full_date)] = Field(
        None, description="When it was given; as written where it is no full date."
    )
    subtitle: tuple[str, ...] = Field((), description="Lines between title and salutation, as written.")
    salutation: str | None = Field(None, description="同志们： or 各位代表：, as written.")
    source: SourceFile | None = Field(None, description="What it was parsed from.")
    damage: tuple[Damage, ...] = Field((), description="Places where the text is broken beyond certainty.")
    preamble: tuple[Item, ...] = Field((), description="Sentences before the first section.")
    sections: tuple[Section, ...] = Field((), description="Top-level sections in order.")
    closing: tuple[Item, ...] = Field((), description="Sentences after the last section.")


MODELS: tuple[type[Model], ...] = (
    Spec,
    Section,
    TextItem,
    TaskItem,
    Party,
    Due,
    Quantity,
    Words,
    Project,
    Damage,
    SourceFile,
)
