"""`speechgen merge`: the specs of several leaders become one list."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from speechgen.cli.options import add_all, add_fail_on, add_format
from speechgen.cli.parser import Parser
from speechgen.cli.report import as_data, print_diagnostics
from speechgen.cli.screen import Screen


def add_arguments(parser: Parser) -> None:
    """What `merge` takes."""
    parser.add_argument("specs", nargs="+", metavar="SPEC", help=parser.words("merge-spec"))
    parser.add_argument("-o", "--output", metavar="PATH", required=True, help=parser.words("merge-output"))
    parser.add_argument("--title", default="", metavar="TEXT", help=parser.words("merge-title"))
    parser.add_argument("--whole", action="store_true", help=parser.words("merge-whole"))
    parser.add_argument("--force", action="store_true", help=parser.words("option-force"))
    add_all(parser)
    add_fail_on(parser)
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Merge, and tell what a person has to settle; the exit code."""
    from speechgen.app.merge import merge
    from speechgen.spec.text import iter_tasks

    merged = merge(options.specs, options.output, title=options.title, whole=options.whole, force=options.force)
    if screen.json and options.output != "-":
        ids = [asdict(new) for new in merged.new_ids]
        found = [as_data(d, screen.language) for d in merged.diagnostics]
        screen.print_json({"output": options.output, "new_ids": ids, "diagnostics": found})
    elif not screen.quiet or options.fail_on == "warning":
        print_diagnostics(screen, merged.diagnostics, screen.err)
    count = sum(1 for _ in iter_tasks(merged.spec))
    screen.note("merge.done", count=len(options.specs), tasks=count, new_ids=len(merged.new_ids))
    if options.output != "-":
        screen.note("written", path=options.output)
    return int(options.fail_on == "warning" and any(d.severity == "warning" for d in merged.diagnostics))
