"""`speechgen update`: what a person changed in a rendered document goes back into the spec."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from speechgen.cli.options import add_all, add_fail_on, add_format
from speechgen.cli.parser import Parser
from speechgen.cli.report import as_data, print_diagnostics
from speechgen.cli.screen import Screen
from speechgen.cli.width import safe

if TYPE_CHECKING:
    from speechgen.app.update import Updated
    from speechgen.source import Where
    from speechgen.spec.amend import Amendment

YES = ("y", "yes", "是", "采用", "好")
STOP = ("q", "quit", "退出")


def add_arguments(parser: Parser) -> None:
    """What `update` takes."""
    parser.add_argument("spec", metavar="SPEC", help=parser.words("update-spec"))
    parser.add_argument("edited", metavar="FILE", help=parser.words("update-file"))
    parser.add_argument("--yes", action="store_true", help=parser.words("update-yes"))
    parser.add_argument("--remove", action="store_true", help=parser.words("update-remove"))
    parser.add_argument("--dry-run", dest="dry", action="store_true", help=parser.words("update-dry"))
    add_all(parser)
    add_fail_on(parser)
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Show each change, ask, write; the exit code: 1 where something was held back and --fail-on warning."""
    from speechgen.app.update import update

    asking = _Asking(screen, options)
    done = update(options.spec, options.edited, asking, dry=options.dry)
    if screen.json:
        screen.print_json(_data(screen, done, dry=options.dry))
    else:
        print_diagnostics(screen, done.held, screen.err)
        _tell(screen, done, options)
    return int(options.fail_on == "warning" and any(d.severity == "warning" for d in done.held))


class _Asking:
    """Shows a change, and says whether it is to be made."""

    def __init__(self, screen: Screen, options: Namespace) -> None:
        self.screen = screen
        self.options = options

    def __call__(self, amendment: Amendment, where: Where) -> bool | None:
        if not self.screen.json:
            self._show(amendment, where)
        if self.options.dry or self.options.yes or self.screen.json:
            wanted = self.options.yes and (amendment.act != "remove" or self.options.remove)
            return bool(wanted) and not self.options.dry
        return self._ask()

    def _show(self, amendment: Amendment, where: Where) -> None:
        screen = self.screen
        head = f"{screen.name(where.file)}:{where.line}: {safe(amendment.id)}".rstrip()
        screen.print(f"{head} {screen.words(f'update.act-{amendment.act}', what=self._what(amendment))}")
        for sign, words in (("-", amendment.old), ("+", amendment.new)):
            if words:
                screen.print(safe(f"  {sign} {words}"))

    def _what(self, amendment: Amendment) -> str:
        return self.screen.words(f"update.what-{amendment.what}")

    def _ask(self) -> bool | None:
        """The answer to y/n; None where there is none any more."""
        self.screen.out.flush()
        self.screen.err.write(self.screen.words("update.ask") + " ")
        self.screen.err.flush()
        answer = sys.stdin.readline()
        if not answer:
            self.screen.err.write("\n")
        if not answer or answer.strip().lower() in STOP:
            return None
        return answer.strip().lower() in YES


def _tell(screen: Screen, done: Updated, options: Namespace) -> None:
    left = sum(d.severity == "warning" for d in done.held)
    found, name = len(done.amendments), screen.name(options.spec)
    removals = sum(amendment.act == "remove" and not made for amendment, _, made in done.amendments)
    if not found:
        screen.note("update.nothing", name=name, edited=screen.name(options.edited), held=left)
    elif options.dry:
        screen.note("update.dry", name=name, count=found, held=left)
    else:
        screen.note("update.done", name=name, taken=done.taken, left=found - done.taken, held=left)
    if options.yes and not options.dry and removals:
        screen.note("update.removals", count=removals)


def _data(screen: Screen, done: Updated, *, dry: bool) -> dict[str, Any]:
    changes = [
        {
            "id": amendment.id,
            "line": where.line,
            "act": amendment.act,
            "what": amendment.what,
            "old": amendment.old,
            "new": amendment.new,
            "taken": made and not dry,
        }
        for amendment, where, made in done.amendments
    ]
    return {"changes": changes, "held": [as_data(d, screen.language) for d in done.held]}
