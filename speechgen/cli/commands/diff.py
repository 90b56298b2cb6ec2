"""`speechgen diff`: what changed from one spec to another."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import PurePath
from typing import TYPE_CHECKING

from speechgen.cli.parser import Parser
from speechgen.cli.report import print_diagnostics
from speechgen.cli.screen import Screen
from speechgen.cli.width import safe

if TYPE_CHECKING:
    from speechgen.app.diff import Compared
    from speechgen.spec.differences import Difference

FORMS = ("text", "json", "docx", "pdf", "html", "xlsx")


def add_arguments(parser: Parser) -> None:
    """What `diff` takes."""
    parser.add_argument("old", metavar="OLD", help=parser.words("diff-old"))
    parser.add_argument("new", metavar="NEW", help=parser.words("diff-new"))
    parser.add_argument("--format", dest="form", choices=FORMS, help=parser.words("diff-format"))
    parser.add_argument("-o", "--output", metavar="PATH", default="", help=parser.words("diff-output"))
    parser.add_argument("--all", dest="whole", action="store_true", help=parser.words("diff-all"))
    parser.add_argument("--force", action="store_true", help=parser.words("render-force"))


def run(options: Namespace, screen: Screen) -> int:
    """Compare, and print or write what differs; 0, whatever that is."""
    from speechgen.app.diff import compare, diff_data, place_changes, write_changes

    form = options.form or _form_of(options.output)
    names = options.old, options.new
    compared = compare(*names)
    if form == "json":
        screen.print_json(diff_data(compared, names))
    elif form == "text":
        print_diff(screen, compared, names, whole=options.whole)
    else:
        output = options.output or place_changes(*names, form)
        found = write_changes(
            compared, form, output, inputs=names, env=os.environ, whole=options.whole, force=options.force
        )
        print_diagnostics(screen, found, screen.err)
        if output != "-":
            screen.note("written", path=output)
        screen.note("diff.count", **_counts(screen, compared, names))
    return 0


def _form_of(output: str) -> str:
    """The format that a file's name asks for; text where it asks for none."""
    suffix = PurePath(output).suffix.removeprefix(".").lower()
    return suffix if suffix in FORMS else "text"


def print_diff(screen: Screen, compared: Compared, names: tuple[str, str], *, whole: bool) -> None:
    """A line a task: + new, - gone, ~ changed with what changed in it, = unchanged."""
    diff = compared.diff
    if diff.empty:
        screen.print(screen.words("diff.same", old=screen.name(names[0]), new=screen.name(names[1])))
        return
    for difference in diff.head:
        screen.print(_line(screen, difference))
    for pair in diff.carried:
        if pair.differences:
            screen.print(safe(f"~ {pair.new.id} {pair.new.task}"))
            for difference in pair.differences:
                screen.print(f"    {_line(screen, difference)}")
        elif whole:
            screen.print(safe(f"= {pair.new.id} {pair.new.task}"))
    for sign, listed in (("+", diff.new), ("-", diff.dropped)):
        for each in listed:
            screen.print(safe(f"{sign} {each.task.id} {each.task.task}"))
    screen.print(screen.words("diff.count", **_counts(screen, compared, names)))


def _line(screen: Screen, difference: Difference) -> str:
    """`指标上调：增长5% → 增长6%`."""
    if difference.field == "task":
        return screen.words("diff.was") + safe(difference.old)
    head = screen.words(f"diff.field-{difference.field}") + screen.words(f"diff.kind-{difference.kind}")
    turned = " → ".join(words for words in (difference.old, difference.new) if words)
    return head + ("：" if screen.language == "zh" else ": ") + safe(turned)


def _counts(screen: Screen, compared: Compared, names: tuple[str, str]) -> dict[str, object]:
    diff = compared.diff
    return {
        "old": screen.name(names[0]),
        "new": screen.name(names[1]),
        "added": len(diff.new),
        "dropped": len(diff.dropped),
        "changed": len(diff.changed),
        "unchanged": len(diff.carried) - len(diff.changed),
        "text_added": diff.narrative.added,
        "text_dropped": diff.narrative.dropped,
        "headings_added": diff.narrative.headings_added,
        "headings_dropped": diff.narrative.headings_dropped,
    }
