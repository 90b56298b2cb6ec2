"""`speechgen parse`: speeches in, specs out."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from speechgen.cli.batch import each
from speechgen.cli.options import add_all, add_fail_on, add_format, add_suggest
from speechgen.cli.parser import Parser
from speechgen.cli.report import as_data
from speechgen.cli.screen import Screen
from speechgen.cli.width import safe
from speechgen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from speechgen.app.parse import Parsed


def add_arguments(parser: Parser) -> None:
    """What `parse` takes."""
    parser.add_argument("sources", nargs="+", metavar="SRC", help=parser.words("parse-src"))
    parser.add_argument("-o", "--output", metavar="PATH", help=parser.words("parse-output"))
    parser.add_argument("--report", action="store_true", help=parser.words("parse-report"))
    parser.add_argument("--undo", action="append", default=[], metavar="ID", help=parser.words("parse-undo"))
    parser.add_argument("--without", action="append", default=[], metavar="PASS", help=parser.words("parse-without"))
    parser.add_argument("--part", type=int, default=1, metavar="N", help=parser.words("parse-part"))
    parser.add_argument("--suggest", action="store_true", help=parser.words("parse-suggest"))
    add_suggest(parser)
    parser.add_argument("--force", action="store_true", help=parser.words("option-force"))
    add_all(parser)
    add_fail_on(parser)
    add_format(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Parse each source; the exit code."""
    from speechgen.app.parse import Suggesting, parse, place_outputs

    suggesting = Suggesting(tuple(options.learn), options.top) if options.suggest or options.learn else None
    places = dict(place_outputs(options.sources, options.output, options.part))
    done: list[Parsed] = []

    def work(source: str) -> Sequence[Diagnostic]:
        with screen.progress() as tell:
            tell(screen.words("progress-parse", name=screen.name(source)))
            parsed = parse(
                source,
                places[source],
                without=options.without,
                undo=options.undo,
                part=options.part,
                suggesting=suggesting,
                force=options.force,
            )
        done.append(parsed)
        if options.report and not screen.json:
            print_report(screen, parsed)
        return parsed.diagnostics

    code, diagnostics = each(screen, places, work, screen.err, fail_on=options.fail_on)
    if screen.json:
        screen.print_json(
            {"files": [file_data(p) for p in done], "diagnostics": [as_data(d, screen.language) for d in diagnostics]}
        )
    else:
        for parsed in done:
            tell_result(screen, parsed, reported=options.report)
            if suggesting:
                tell_suggested(screen, parsed)
    return code


def tell_result(screen: Screen, parsed: Parsed, *, reported: bool) -> None:
    """One line about what was found and where it was written."""
    output = screen.words("stdout-name") if parsed.output == "-" else parsed.output
    if parsed.state == "unchanged":
        screen.note("unchanged", output=output)
        return
    see = screen.words("parsed-see") if parsed.document.changes and not reported else ""
    screen.note("parsed", name=screen.name(parsed.source), output=output, see=see, **parsed.counts)


def tell_suggested(screen: Screen, parsed: Parsed) -> None:
    """One line about the owners that were proposed."""
    from speechgen.app.suggest import count_suggested, count_without

    screen.note("suggested", count=count_suggested(parsed.spec), without=count_without(parsed.spec))


def print_report(screen: Screen, parsed: Parsed) -> None:
    """Every change that cleaning made, so that a person can check it and undo it."""
    stream = screen.err if parsed.output == "-" else screen.out
    changes = parsed.changes
    stream.write(screen.words("report-head", name=screen.name(parsed.source), count=len(changes)) + "\n")
    for change in changes:
        words = f"{change.left}【{change.before}→{change.after}】{change.right}"
        place = f"{screen.name(parsed.source)}:{change.line}:{change.column}"
        stream.write(safe(f"{place}: [{change.id}] {words}".replace("\n", "⏎")) + "\n")


def file_data(parsed: Parsed) -> dict[str, Any]:
    """One source for machines."""
    changes = [
        {"id": c.id, "line": c.line, "column": c.column, "before": c.before, "after": c.after} for c in parsed.changes
    ]
    return {
        "source": parsed.source,
        "output": parsed.output,
        "state": parsed.state,
        "counts": parsed.counts,
        "changes": changes,
    }
