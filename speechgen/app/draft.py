"""`draft`: last year's spec, and its ledger, in; the first draft of this year's out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from speechgen.app.files import STANDARD, read_text, refuse_input, write_outputs, write_standard
from speechgen.diagnostics import Diagnostic, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.spec.draft import Draft
    from speechgen.spec.model import Spec
    from speechgen.spec.next_task import Outcome
    from speechgen.tracking import TaskState

ABOUT = """\
# 由 {name} 起草的{year}年草稿。
# 【待定：上年…】填今年的，【待核：…】核对改好，改完去掉【】；speechgen check 列出还剩哪些。
"""


@dataclass(frozen=True)
class Drafted:
    """What became of one spec."""

    output: str
    draft: Draft
    diagnostics: tuple[Diagnostic, ...]


def draft(name: str, output: str = "", *, year: int = 0, ledger: str = "", force: bool = False) -> Drafted:
    """Draft the spec of `year` (0: the next one) and write it to `output`.

    An `output` of "" is a place beside the old one, `-` standard output.
    Problem: a spec or ledger that cannot be read, a spec without a year, a year that is not later, an output that is
    one of the inputs or is there already (unless `force`).
    """
    from speechgen.spec.draft import draft_spec
    from speechgen.spec.store import HEAD, dump_spec, load_spec_file

    spec, file = load_spec_file(read_text(name), name)
    if spec.year is None:
        raise problem("draft.no-year", Where(name), fatal=False)
    year = year or spec.year + 1
    if not spec.year < year <= spec.year + 5:
        raise problem("draft.wrong-year", file.where(("year",)), given=year, year=spec.year, next=spec.year + 1)
    path = Path(output or place_draft(name, spec.year, year))
    if output != STANDARD and not force:
        refuse_input(path, (name, ledger))
        if path.exists():
            raise problem("app.output-exists", path=str(path))
    outcomes, told = _read_outcomes(spec, ledger) if ledger else (None, _unused(name))
    made = draft_spec(spec, year, outcomes)
    about = ABOUT.format(name=" ".join(name.split()), year=year)
    text = (HEAD + about + dump_spec(made.spec).removeprefix(HEAD)).encode()
    if output == STANDARD:
        write_standard(text)
    else:
        write_outputs({path: text}, inputs=(name, ledger), force=force)
    return Drafted(output if output == STANDARD else str(path), made, told)


def place_draft(name: str, old: int, year: int) -> str:
    """Beside the old spec, with the new year in its name: specs/2025.yaml becomes specs/2026.yaml."""
    if name == STANDARD:
        return STANDARD
    path = PurePath(name)
    stem = re.sub(rf"(?<![0-9]){old}(?![0-9])", str(year), path.stem)
    return str(path.with_name(f"{stem if stem != path.stem else f'{stem}-{year}'}.yaml"))


def _unused(name: str) -> tuple[Diagnostic, ...]:
    """A note where a ledger lies beside the spec and was not asked for."""
    from speechgen.app.ledger import ledger_place

    place = None if name == STANDARD else ledger_place(name)
    if place is None or not place.is_file():
        return ()
    return (Diagnostic("draft.ledger-there", "info", Where(str(place)), {"path": str(place)}),)


def _read_outcomes(spec: Spec, name: str) -> tuple[dict[str, Outcome], tuple[Diagnostic, ...]]:
    """What the ledger says of each task, and what is wrong with it. Problem where there is no such file."""
    from speechgen.app.files import read_input
    from speechgen.app.ledger import ledger_diagnostics
    from speechgen.tracking import read_ledger, replay

    ledger = read_ledger(read_input(name), name)
    replayed = replay(ledger.events, spec)
    strays = dict.fromkeys(event.task for event in replayed.strays)
    told = [Diagnostic("draft.stranger", "warning", Where(name), {"id": id_}) for id_ in strays]
    outcomes = {id_: _outcome(state) for id_, state in replayed.states.items()}
    return outcomes, (*ledger_diagnostics(ledger, Path(name)), *told)


def _outcome(state: TaskState) -> Outcome:
    from speechgen.spec.model import Quantity
    from speechgen.spec.next_task import Outcome

    figures = [figure for figure, _ in state.figures().values() if figure.name and figure.value]
    return Outcome(
        status="open" if state.is_open else state.status,
        on=state.closed_on or state.done_on,
        report=state.last_report.text if state.last_report else "",
        figures=tuple(Quantity(name=f.name, value=f.value, unit=f.unit) for f in figures),
        due=state.due if state.of_kind("extended") else None,
    )
