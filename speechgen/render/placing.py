"""Who stands in which column of a list: leaders apart from units, and behind a name its role where the column does not
say it.

Every party stands in exactly one column, so that nobody is lost and nobody is counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache

from speechgen.rules import load_rule
from speechgen.spec.model import Party

MARKS = {"lead": "（牵头）", "duty": "（责任）", "support": "（配合）"}
"""By role, in the order in which a list names the parties of a task; read back by `rules/tables/headers`."""


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as a list names it."""

    name: str
    role: str
    suggested: bool
    unit: str = ""
    """The unit's name in the registry, "" where it knows none."""
    leader: bool = False
    """A leader of the county, not a unit (`rules/parties/leaders`)."""
    mark: str = ""
    """What is printed behind the name in its column: the role, where the column does not say it."""
    own: bool = False
    """It is the party that the row is listed for, in a list grouped by party."""

    def __str__(self) -> str:
        return self.name + proposed(self.suggested)


def proposed(suggested: bool) -> str:
    """The mark behind what the text does not say: whatever prints a party, a time limit or a target prints it, too."""
    return "（建议）" if suggested else ""


@dataclass(frozen=True, slots=True)
class Placed:
    """The parties of one task by the columns of its list."""

    leader: tuple[PartyView, ...] = ()
    lead: tuple[PartyView, ...] = ()
    duty: tuple[PartyView, ...] = ()
    support: tuple[PartyView, ...] = ()


NOBODY = Placed()


def view_party(party: Party) -> PartyView:
    """The party, and whether it is a leader."""
    return PartyView(party.name, party.role, party.suggested, party.unit, is_leader(party.name))


@cache
def is_leader(name: str) -> bool:
    """Whether a name means a leader of the county: 分管副县长, 各包抓县级领导."""
    rule = load_rule("parties/leaders")
    return bool(re.search(rule["pattern"], name)) and not re.search(rule["not"], name)


def place_parties(parties: Iterable[PartyView], columns: Collection[str], marks: bool = True) -> Placed:
    """The parties by the columns that the list has: leaders, leads and those who help each in a column of their own
    where there is one, all others in that of the units. Without `marks` no role is printed behind a name.
    """
    taken: dict[str, list[PartyView]] = {"leader": [], "lead": [], "duty": [], "support": []}
    spare = next((key for key in ("duty", "support", "lead", "leader") if key in columns), "duty")
    for party in parties:
        wanted = "leader" if party.leader and "leader" in columns else party.role
        taken[wanted if wanted in columns else spare].append(party)
    helps = taken["lead"] and "support" not in columns
    usual = {"leader": "lead", "lead": "lead", "duty": "support" if helps else "duty", "support": "support"}
    return Placed(**{key: tuple(_marked(p, usual[key], marks) for p in found) for key, found in taken.items()})


def _marked(party: PartyView, usual: str, marks: bool) -> PartyView:
    """With its role where that is not the usual one of the column, or where the name itself ends like such a mark."""
    alike = usual != "lead" and party.name.endswith(tuple(MARKS.values()))
    return replace(party, mark=MARKS[party.role]) if marks and (party.role != usual or alike) else party
