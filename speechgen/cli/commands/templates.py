"""`speechgen templates`: begin a template of one's own, see what it may name, look at it with the sample."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Sequence

from speechgen.cli.batch import each
from speechgen.cli.options import add_all, add_common, add_fail_on, add_format
from speechgen.cli.parser import Parser
from speechgen.cli.report import as_data, print_diagnostics
from speechgen.cli.screen import Screen
from speechgen.cli.width import columns, wrap
from speechgen.diagnostics import Diagnostic


def add_arguments(parser: Parser) -> None:
    """What `templates` takes: an action, each with its own options."""
    actions = parser.add_subparsers(
        dest="action", metavar="ACTION", title=parser.words("templates-actions"), required=True
    )
    for name, add in _ADD.items():
        about = parser.words(f"cli.templates-{name}")
        action = actions.add_parser(name, help=about, description=about)
        add(action)
        add_common(action)
        action.shorten_usage()


def _add_new(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help=parser.words("templates-new-name"))
    parser.add_argument(
        "--from", dest="source", default="responsibility", metavar="NAME", help=parser.words("templates-from")
    )


def _add_preview(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help=parser.words("templates-which"))
    parser.add_argument("-o", "--output", default="", metavar="FILE", help=parser.words("templates-output"))


def _add_check(parser: Parser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=parser.words("templates-which"))
    add_all(parser)
    add_fail_on(parser)
    add_format(parser)


_ADD: dict[str, Callable[[Parser], None]] = {
    "new": _add_new,
    "vars": add_format,
    "check": _add_check,
    "preview": _add_preview,
}


def run(options: Namespace, screen: Screen) -> int:
    """Do the action; the exit code."""
    return {"new": _new, "vars": _vars, "check": _check, "preview": _preview}[options.action](options, screen)


def _new(options: Namespace, screen: Screen) -> int:
    from speechgen.app.templates import new_template

    files = new_template(options.name, options.source, os.environ)
    for path in files:
        screen.note("written", path=path)
    screen.note("templates-next", name=options.name, path=files[0])
    return 0


def _check(options: Namespace, screen: Screen) -> int:
    from speechgen.app.template_check import check_template

    def work(word: str) -> Sequence[Diagnostic]:
        diagnostics = check_template(word, os.environ)
        if not diagnostics and not screen.json:
            screen.note("fine", name=screen.name(word))
        return diagnostics

    code, diagnostics = each(screen, options.files, work, screen.out, fail_on=options.fail_on)
    if screen.json:
        screen.print_json([as_data(d, screen.language) for d in diagnostics])
    return code


def _preview(options: Namespace, screen: Screen) -> int:
    from speechgen.app.templates import preview

    with screen.progress() as tell:
        tell(screen.words("progress-render", name=options.name))
        path, diagnostics = preview(options.name, options.output, os.environ)
    print_diagnostics(screen, diagnostics, screen.err)
    screen.note("written", path=path)
    return 0


def _vars(options: Namespace, screen: Screen) -> int:
    from speechgen.app.templates import filter_rows, template_names

    described, templates = template_names(os.environ)
    if screen.json:
        rows = [
            {"in": d.path, "name": d.name.english, "chinese": d.name.chinese}
            | {"about": d.name.about[screen.language], "example": d.example}
            for d in described
        ]
        filters = [{"name": e, "chinese": c, "about": about} for e, c, about in filter_rows(screen.language)]
        switches = {name: given for name, _, given in templates}
        screen.print_json({"variables": rows, "filters": filters, "options": switches})
        return 0
    last = None
    for d in described:
        if d.path != last:
            heading = f"{d.path_zh}  {d.path}" if d.path else screen.words("templates-variables")
            screen.print(("" if last is None else "\n") + heading)
            last = d.path
        example = screen.words("templates-example", example=d.example) if d.example else ""
        _print_row(screen, f"{d.name.chinese} {d.name.english}", d.name.about[screen.language] + example)
    screen.print("\n" + screen.words("templates-filters"))
    for english, chinese, about in filter_rows(screen.language):
        _print_row(screen, f"{chinese} {english}", about)
    screen.print("\n" + screen.words("templates-options"))
    for name, title, given in templates:
        shown = "  ".join(
            f"{key}={str(value).lower() if value in (True, False) else value}" for key, value in given.items()
        )
        _print_row(screen, f"{title} {name}", shown)
    return 0


INDENT = 28


def _print_row(screen: Screen, head: str, about: str) -> None:
    """`  牵头单位 leads   who leads`, what it is in lines of its own where there is much of it."""
    first, *rest = wrap(about, max(30, screen.width - INDENT)) if about else [""]
    head = f"  {head}"
    screen.print((head + " " * max(2, INDENT - columns(head)) + first).rstrip())
    for line in rest:
        screen.print(" " * INDENT + line)
