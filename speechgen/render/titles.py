"""The spec's own facts as a template sees them, and titles made of nothing but them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speechgen.settings import Settings
from speechgen.spec.model import Spec
from speechgen.templating.filters import date

KINDS = {"report": "政府工作报告", "speech": "讲话", "arrangement": "工作安排", "decomposition": "任务分解"}


@dataclass(frozen=True, slots=True)
class SpecView:
    """The head of a spec in plain words; "" for what it does not give."""

    title: str
    kind: str
    year: str
    region: str
    occasion: str
    speaker: str
    date: str
    salutation: str
    subtitle: tuple[str, ...]
    byline: tuple[str, ...]
    """What stands under a speech's title: the lines as written, with speaker and date where they lack them."""
    issuer: str
    """The organ that issues the documents, out of the office's settings."""
    heading: str
    """What stands over the document: the title, or one made of the spec's facts."""
    list_heading: str
    """How a list names what it was made from: 2022年工作安排, 《政府工作报告》."""
    list_year: str
    """The year that a list has to name under its heading; "" where the heading names it, and no other."""


def view_spec(spec: Spec, settings: Settings) -> SpecView:
    """The view; region and issuer fall back on the office's settings."""
    title, region = spec.title or "", spec.region or settings.region
    return SpecView(
        title=title,
        kind=spec.kind,
        year=str(spec.year or ""),
        region=region,
        occasion=spec.occasion or "",
        speaker=spec.speaker or "",
        date=date(spec.date),
        salutation=spec.salutation or "",
        subtitle=spec.subtitle,
        byline=make_byline(spec),
        issuer=settings.issuer,
        heading=title or plain_title(spec),
        list_heading=list_title(spec),
        list_year="" if set(re.findall(r"(\d{4})年", list_title(spec))) == {str(spec.year)} else str(spec.year or ""),
    )


def make_byline(spec: Spec) -> tuple[str, ...]:
    """The lines under a speech's title, as written; before them the speaker, behind them the date, where not said."""
    said = re.sub(r"\s", "", "".join(spec.subtitle))
    day = date(spec.date)
    before = [spec.speaker] if spec.speaker and re.sub(r"\s", "", spec.speaker) not in said else []
    behind = [f"（{day}）"] if day and re.sub(r"\s", "", day) not in said else []
    return (*before, *spec.subtitle, *behind)


def plain_title(spec: Spec) -> str:
    """A title for a spec that has none: 2022年工作安排, 在县委经济工作会议上的讲话, 2022年政府工作报告."""
    if spec.kind == "speech" and spec.occasion:
        return f"在{spec.occasion}上的讲话"
    return f"{f'{spec.year}年' if spec.year and spec.kind != 'speech' else ''}{KINDS[spec.kind]}"


def list_title(spec: Spec) -> str:
    """What a list calls its origin: a plan by its name, a speech or report in 《》, else the year's work."""
    if not spec.title:
        return f"{f'{spec.year}年' if spec.year else ''}{'工作' if spec.kind == 'speech' else KINDS[spec.kind]}"
    if spec.kind in ("report", "speech"):
        return "《" + spec.title.replace("《", "〈").replace("》", "〉") + "》"
    return spec.title
