"""`collect`: forms that have come back, into the ledger; what is doubtful is shown and held back."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from speechgen.app.clock import find_moment, find_today
from speechgen.app.files import read_input
from speechgen.app.ledger import add_events, ledger_diagnostics, ledger_place
from speechgen.app.specs import read_spec
from speechgen.app.suggest import load_units
from speechgen.app.track import impossible_data, read_period, short
from speechgen.diagnostics import Diagnostic, Problem, problem
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.chinese.periods import Period
    from speechgen.spec.model import Spec, TaskItem
    from speechgen.tracking import Event, Ledger
    from speechgen.tracking.returns import Answer, Return

FORMS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx", ".doc", ".wps", ".odt")


@dataclass
class Collected:
    """What became of one form."""

    name: str
    refused: bool = False
    """Nothing of it could be taken: no form, or one of something else."""
    unit: str = ""
    period: str = ""
    taken: int = 0
    known: int = 0
    """Answers that the ledger has already."""
    blank: int = 0
    """Tasks of which the form says nothing."""
    corrected: int = 0
    """Answers among those taken that took the place of an older one."""
    held: int = 0
    """Tasks whose answers are held back."""


@dataclass
class Collection:
    """All forms of one run, and everything that a person must see."""

    path: str
    forms: list[Collected] = field(default_factory=list)
    events: tuple[Event, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True)
class _Offer:
    """An event that a form offers, and the form."""

    event: Event
    form: Collected
    instead: tuple[Event, ...] = ()
    """Returns in the ledger that it corrects."""


def collect(
    name: str, files: Sequence[str], env: Mapping[str, str], *, period: str = "", correct: bool = False
) -> Collection:
    """Take the answers of forms into the ledger of their spec, those of all forms at once or (killed) of none.

    The same form twice adds nothing. With `correct`, a return that differs from that of the same unit, task and period
    in the ledger takes its place: the older one is withdrawn, and stays visible as such. Problem only where the spec or
    the ledger cannot be read or written; what is wrong with a form or an answer is a diagnostic, and the rest is taken.
    """
    spec, path, today = read_spec(name), ledger_place(name), find_today(env)
    wanted = read_period(period) if period else None
    done = Collection(str(path))
    offers = [offer for file in expand(files) for offer in _read(file, spec, today, wanted, done)]

    def make(ledger: Ledger) -> Sequence[Event]:
        done.diagnostics += ledger_diagnostics(ledger, path)
        good = _choose(offers, ledger, spec, done, correct=correct)
        return [event for offer in good for event in (*_withdrawals(offer, today), offer.event)]

    done.events = add_events(path, find_moment(env), make)
    return done


def expand(files: Sequence[str]) -> list[str]:
    """The files named, and of a folder the workbooks in it; not what an office program has open. Problem: no form."""
    found: list[str] = []
    for file in files:
        path = Path(file)
        if path.is_dir():
            inside = sorted(
                p for p in path.iterdir() if p.suffix.lower() in FORMS and not p.name.startswith(("~$", "."))
            )
            if not inside:
                raise problem("tracking.no-forms", Where(file))
            found += map(str, inside)
        else:
            found.append(file)
    return list(dict.fromkeys(found))


def _read(file: str, spec: Spec, today: date, wanted: Period | None, done: Collection) -> list[_Offer]:
    """What one form offers; what is wrong with it goes into `done`."""
    form = Collected(file)
    done.forms.append(form)
    try:
        returned = read_form(read_input(file), file, spec)
        period = _check_form(returned, spec, today, wanted)
    except Problem as stop:
        done.diagnostics += stop.diagnostics
        form.refused = True
        return []
    form.unit, form.period = returned.unit, period.name
    done.diagnostics += returned.held
    form.held += len({diagnostic.data["task"] for diagnostic in returned.held})
    return [offer for answer in returned.answers for offer in _offer(answer, returned, period, spec, today, form, done)]


def read_form(data: bytes, file: str, spec: Spec) -> Return:
    """A form that has come back, a workbook or a Word file. Problem where it is none, or none that speechgen made."""
    from speechgen.readers import find_reader
    from speechgen.spec.text import tasks_by_id
    from speechgen.tracking import find_reporters
    from speechgen.tracking.returns import is_workbook, read_return
    from speechgen.tracking.word_returns import read_word_return

    if is_workbook(data) or find_reader(file, data).name not in ("docx", "office"):
        return read_return(data, file)
    registry, units = load_units(Path.cwd()), dict[str, str]()
    for task in tasks_by_id(spec).values():
        units |= find_reporters(task, registry)[0]
    return read_word_return(data, file, spec, units)


def _check_form(form: Return, spec: Spec, today: date, wanted: Period | None) -> Period:
    """The period of a form. Problem (not fatal): a period to come or another than wanted, a form of another spec."""
    from speechgen.chinese.periods import find_period

    period, where = find_period(form.period), Where(form.name)
    if period is None:
        raise problem("tracking.not-a-form", where, fatal=False)
    if wanted and wanted != period:
        raise problem("tracking.other-period", where, fatal=False, found=period.words, wanted=wanted.words)
    if period.first > today:
        raise problem("tracking.period-to-come", where, fatal=False, found=period.words, today=today)
    if form.heading != (spec.title or ""):
        raise problem("tracking.other-spec", where, fatal=False, found=form.heading, wanted=spec.title or "")
    return period


def _offer(
    answer: Answer, returned: Return, period: Period, spec: Spec, today: date, form: Collected, done: Collection
) -> list[_Offer]:
    """The event of one answer: none where it is blank, or where something about it is doubtful."""
    from speechgen.spec.text import tasks_by_id
    from speechgen.tracking.collecting import take_answer

    if answer.is_blank:
        form.blank += 1
        return []
    task = tasks_by_id(spec).get(answer.task)
    if task is None or "".join(task.task.split()) != "".join(answer.text.split()):
        code = "tracking.changed-task" if task else "tracking.returned-unknown"
        data = {"task": answer.task, "form": short(answer.text, 40), "spec": short(task.task, 40) if task else ""}
        done.diagnostics.append(Diagnostic(code, "error", Where(returned.name), data))
        form.held += 1
        return []
    taken = take_answer(answer, returned, task, period, today)
    done.diagnostics += [*taken.held, *taken.notes]
    form.held += bool(taken.held)
    return [_Offer(taken.event, form)] if taken.event else []


def _choose(offers: Sequence[_Offer], ledger: Ledger, spec: Spec, done: Collection, *, correct: bool) -> list[_Offer]:
    """The offers to be taken: not known, contradicting nothing, and possible in the status of their task."""
    from speechgen.spec.text import tasks_by_id
    from speechgen.tracking.collecting import find_clashes

    known = {event.id for event in ledger.events}
    fresh: dict[str, _Offer] = {}
    for offer in offers:
        if offer.event.id in known or offer.event.id in fresh:
            offer.form.known += 1
        else:
            fresh[offer.event.id] = offer
    clashes = find_clashes([offer.event for offer in fresh.values()], ledger.events)
    if correct:
        fresh, clashes = _corrections(fresh, clashes, known)
    tasks, good = tasks_by_id(spec), []
    history: dict[str, list[Event]] = {}
    for event in ledger.events:
        history.setdefault(event.task, []).append(event)
    for offer in fresh.values():
        found = clashes.get(offer.event.id) and _clash(offer, clashes[offer.event.id])
        found = found or _impossible(offer, tasks[offer.event.task], history.get(offer.event.task, []))
        if found:
            done.diagnostics.append(found)
            offer.form.held += 1
        else:
            good.append(offer)
            offer.form.taken += 1
            offer.form.corrected += bool(offer.instead)
    return good


def _corrections(
    fresh: Mapping[str, _Offer], clashes: Mapping[str, tuple[Event, ...]], known: Container[str]
) -> tuple[dict[str, _Offer], dict[str, tuple[Event, ...]]]:
    """The offers with what each corrects, and the clashes left: those with another unit or another new form."""
    offers, left = dict(fresh), dict(clashes)
    for id, others in clashes.items():
        offer = fresh[id]
        if all(other.id in known and other.unit == offer.event.unit for other in others):
            offers[id] = replace(offer, instead=others)
            del left[id]
    return offers, left


def _withdrawals(offer: _Offer, today: date) -> list[Event]:
    """The events that withdraw what an offer corrects."""
    from speechgen.tracking import Event, event_id

    new = offer.event
    made = []
    for old in offer.instead:
        event = Event(
            "withdrawn", old.task, today, new.recorded, who=new.who, text=new.origin, event=old.id, unit=new.unit
        )
        made.append(replace(event, id=event_id(event, new.id)))
    return made


def _clash(offer: _Offer, others: Sequence[Event]) -> Diagnostic:
    from speechgen.tracking.collecting import text_of

    event, other = offer.event, others[0]
    data = {
        "task": event.task,
        "period": event.period,
        "mine": short(text_of(event), 60),
        "other": short(text_of(other), 60),
        "origin": other.origin or other.id,
        "unit": other.unit,
        "id": other.id,
    }
    return Diagnostic("tracking.two-returns", "error", Where(offer.form.name), data)


def _impossible(offer: _Offer, task: TaskItem, events: Sequence[Event]) -> Diagnostic | None:
    """Why an event is not possible: the status its task had on its day; None where it is."""
    from speechgen.tracking import replay_task, status_before, union

    last = max((event.recorded for event in events), default=offer.event.recorded)
    event = replace(offer.event, recorded=last)
    state = replay_task(task, union(events, [event]))
    if event.id not in {refused.id for refused in state.refused}:
        return None
    data = impossible_data(event, status_before(state, event), state)
    return Diagnostic("tracking.impossible", "error", Where(offer.form.name), data)
