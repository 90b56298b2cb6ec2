"""`speechgen track`: what happens to the tasks of a spec, entered into its ledger and shown."""

from __future__ import annotations

import os
from argparse import Namespace

from speechgen.cli.options import add_common, add_format, listed
from speechgen.cli.parser import Parser
from speechgen.cli.report import print_diagnostics
from speechgen.cli.screen import Screen
from speechgen.cli.standing import print_standing, standing_data

KINDS = {
    "assign": "assigned",
    "report": "reported",
    "urge": "urged",
    "extend": "extended",
    "done": "done",
    "close": "closed",
    "reopen": "reopened",
    "drop": "dropped",
    "light": "lit",
    "withdraw": "withdrawn",
}
"""Action to the kind of event that it enters."""
OPTIONS = {
    "extend": ("due",),
    "light": ("light",),
    "withdraw": ("event",),
    "report": ("figure", "evidence"),
    "done": ("figure", "evidence"),
    "close": ("evidence",),
    "assign": ("evidence",),
}
"""What an action takes beside the task, the day, who and the words."""


def add_arguments(parser: Parser) -> None:
    """What `track` takes: an action, each with its own options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title=parser.words("track-actions"), required=True)
    for name in ("show", *KINDS, "merge"):
        about = parser.words(f"cli.track-{name}")
        action = actions.add_parser(name, help=about, description=about)
        {"show": _add_show, "merge": _add_merge}.get(name, _add_entry)(action)
        add_common(action)
        action.shorten_usage()


def _add_entry(parser: Parser) -> None:
    action = parser.prog.split()[-1]
    parser.add_argument("spec", metavar="SPEC", help=parser.words("track-spec"))
    parser.add_argument("--task", required=True, metavar="ID", help=parser.words("track-task"))
    parser.add_argument("--date", default="", metavar="DAY", help=parser.words("track-date"))
    parser.add_argument("--who", default="", metavar="NAME", help=parser.words("track-who"))
    parser.add_argument("--text", default="", metavar="TEXT", help=parser.words("track-text"))
    for option in OPTIONS.get(action, ()):
        repeated = {"action": "append", "default": []} if option in ("figure", "evidence") else {"default": ""}
        words = parser.words(f"cli.track-option-{option}")
        parser.add_argument(f"--{option}", metavar=option.upper(), help=words, **repeated)


def _add_show(parser: Parser) -> None:
    parser.add_argument("spec", metavar="SPEC", help=parser.words("track-spec"))
    parser.add_argument("--task", default="", metavar="ID", help=parser.words("track-show-task"))
    parser.add_argument("--on", default="", metavar="DAY", help=parser.words("track-on"))
    parser.add_argument("--unit", default="", metavar="NAME", help=parser.words("track-unit"))
    parser.add_argument("--light", default="", metavar="LIGHT", help=parser.words("track-show-light"))
    parser.add_argument("--status", default="", metavar="STATUS", help=parser.words("track-status"))
    add_format(parser)


def _add_merge(parser: Parser) -> None:
    parser.add_argument("ledgers", nargs="+", metavar="LEDGER", help=parser.words("track-ledgers"))
    parser.add_argument("-o", "--output", required=True, metavar="LEDGER", help=parser.words("track-output"))


def run(options: Namespace, screen: Screen) -> int:
    """Record, show or merge; 0."""
    return {"show": _show, "merge": _merge}.get(options.action, _record)(options, screen)


def _record(options: Namespace, screen: Screen) -> int:
    from speechgen.app.track import Entry, record
    from speechgen.tracking import kinds, statuses

    entry = Entry(
        KINDS[options.action],
        listed(options.task),
        options.date,
        options.who,
        options.text,
        getattr(options, "figure", ()),
        getattr(options, "evidence", ()),
        getattr(options, "due", ""),
        getattr(options, "light", ""),
        getattr(options, "event", ""),
    )
    done = record(options.spec, entry, os.environ)
    print_diagnostics(screen, done.diagnostics, screen.err)
    for event, before, after in zip(done.events, done.before, done.after, strict=True):
        kind, words = kinds()[event.kind].words[screen.language], statuses()[after][screen.language]
        name = "recorded" if before == after else "recorded-change"
        data = {"task": event.task, "kind": kind, "date": event.date, "id": event.id}
        screen.note(name, **data, status=words, before=statuses()[before][screen.language])
    return 0


def _show(options: Namespace, screen: Screen) -> int:
    from speechgen.app.standing import find_standing

    tasks = listed(options.task)
    standing = find_standing(
        options.spec,
        os.environ,
        on=options.on,
        tasks=tasks,
        unit=options.unit,
        statuses=_statuses(options, screen),
        light=options.light,
    )
    if screen.json:
        screen.print_json(standing_data(screen, standing))
        return 0
    print_diagnostics(screen, standing.diagnostics, screen.err)
    print_standing(screen, standing, whole=bool(tasks))
    return 0


def _statuses(options: Namespace, screen: Screen) -> list[str]:
    """The statuses asked for, by name or by the words of either language. Problem for one that is none."""
    from speechgen.diagnostics import nearest, problem
    from speechgen.tracking import statuses

    names = {word: name for name, words in statuses().items() for word in (name, *words.values())}
    asked = listed(options.status)
    for word in asked:
        if word not in names:
            choices = [words[screen.language] for words in statuses().values()]
            raise problem("tracking.unknown-status", given=word, near=nearest(word, names), names="、".join(choices))
    return [names[word] for word in asked]


def _merge(options: Namespace, screen: Screen) -> int:
    from speechgen.app.ledger import merge_ledgers

    count, diagnostics = merge_ledgers(options.ledgers, options.output)
    print_diagnostics(screen, diagnostics, screen.err)
    screen.note("merged", path=options.output, count=count)
    return 0
