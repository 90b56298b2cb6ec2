"""The date: asked for here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from speechgen.diagnostics import problem


def find_moment(env: Mapping[str, str]) -> datetime:
    """Now, or the moment of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), in UTC.

    Problem where SOURCE_DATE_EPOCH is no number of seconds.
    """
    given = env.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        raise problem("app.bad-epoch", given=given) from None
