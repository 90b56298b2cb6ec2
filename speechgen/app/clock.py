"""The date: asked for here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from speechgen.chinese.periods import YEARS
from speechgen.diagnostics import problem


def find_moment(env: Mapping[str, str]) -> datetime:
    """Now, or the moment of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in UTC.

    Problem where SOURCE_DATE_EPOCH is no number of seconds, or leads to a year in which nobody plans.
    """
    given = env.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.now(UTC)
    try:
        moment = datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise problem("app.bad-epoch", given=given) from None
    if moment.year not in YEARS:
        raise problem("app.bad-epoch", given=given)
    return moment


def find_today(env: Mapping[str, str]) -> date:
    """The day it is here, or that of SOURCE_DATE_EPOCH in UTC. Problem as `find_moment`."""
    moment = find_moment(env)
    return moment.date() if env.get("SOURCE_DATE_EPOCH") else moment.astimezone().date()
