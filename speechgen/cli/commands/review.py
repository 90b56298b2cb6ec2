"""`speechgen review`: one page to check a parse by eye."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from speechgen.cli.batch import each
from speechgen.cli.options import add_all, add_fail_on
from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen
from speechgen.diagnostics import Diagnostic


def add_arguments(parser: Parser) -> None:
    """What `review` takes."""
    parser.add_argument("source", metavar="SRC", help=parser.words("parse-src"))
    parser.add_argument("-o", "--output", metavar="PATH", help=parser.words("review-output"))
    parser.add_argument("--spec", metavar="SPEC", default="", help=parser.words("review-spec"))
    parser.add_argument("--undo", action="append", default=[], metavar="ID", help=parser.words("parse-undo"))
    parser.add_argument("--without", action="append", default=[], metavar="PASS", help=parser.words("parse-without"))
    parser.add_argument("--force", action="store_true", help=parser.words("review-force"))
    add_all(parser)
    add_fail_on(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Write the page; the exit code."""
    from speechgen.app.review import place_page, review

    output = place_page(options.source, options.output)

    def work(source: str) -> Sequence[Diagnostic]:
        with screen.progress() as tell:
            tell(screen.words("progress-parse", name=screen.name(source)))
            done = review(
                source,
                output,
                spec=options.spec,
                language=screen.language,
                without=options.without,
                undo=options.undo,
                force=options.force,
            )
        screen.note("written", path=screen.words("stdout-name") if output == "-" else output)
        return done.diagnostics

    return each(screen, [options.source], work, screen.err, fail_on=options.fail_on)[0]
