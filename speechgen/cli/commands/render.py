"""`speechgen render`: specs in, documents out."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from speechgen.cli.batch import each
from speechgen.cli.options import add_all, add_fail_on, listed
from speechgen.cli.parser import Parser
from speechgen.cli.screen import Screen
from speechgen.diagnostics import Diagnostic
from speechgen.fonts import PROFILES


def add_arguments(parser: Parser) -> None:
    """What `render` takes."""
    parser.add_argument("specs", nargs="+", metavar="SPEC", help=parser.words("render-spec"))
    parser.add_argument("--doc", default="all", metavar="NAME", help=parser.words("render-doc"))
    parser.add_argument("--format", default="", metavar="FORMAT", help=parser.words("render-format"))
    parser.add_argument("--columns", metavar="NAME", help=parser.words("render-columns"))
    parser.add_argument("--group", metavar="NAME", help=parser.words("render-group"))
    parser.add_argument("--numbering", metavar="NAME", help=parser.words("render-numbering"))
    parser.add_argument(
        "--set", dest="switches", action="append", default=[], metavar="NAME=VALUE", help=parser.words("render-set")
    )
    parser.add_argument("--period", default="", metavar="PERIOD", help=parser.words("render-period"))
    parser.add_argument("--on", default="", metavar="DAY", help=parser.words("render-on"))
    parser.add_argument("--ledger", default="", metavar="FILE", help=parser.words("render-ledger"))
    parser.add_argument("-o", "--output", default="output/", metavar="FOLDER", help=parser.words("render-output"))
    parser.add_argument("--force", action="store_true", help=parser.words("render-force"))
    parser.add_argument("--fonts", choices=tuple(PROFILES), default="", help=parser.words("render-fonts"))
    parser.add_argument("--strict-fonts", action="store_true", help=parser.words("render-strict-fonts"))
    add_all(parser)
    add_fail_on(parser)


def run(options: Namespace, screen: Screen) -> int:
    """Render each spec; the exit code."""
    from speechgen.app.render import DOCUMENTS, check_outputs, render
    from speechgen.app.states import When
    from speechgen.writers import Told, calm_memory

    told = Told()
    names = listed(options.doc) or ["all"]
    templates = list(dict.fromkeys(t for n in names for t in (DOCUMENTS if n == "all" else (n,))))
    check_outputs(options.specs, options.output)

    def work(spec: str) -> Sequence[Diagnostic]:
        with calm_memory(), screen.progress() as tell:
            rendered = render(
                spec,
                templates=templates,
                formats=listed(options.format),
                folder=options.output,
                env=os.environ,
                switches=[*_named(options), *options.switches],
                when=When(options.on, options.period, options.ledger),
                force=options.force,
                fonts=options.fonts,
                strict_fonts=options.strict_fonts,
                tell=lambda output: tell(screen.words("progress-render", name=output)),
            )
        for path in rendered.outputs:
            screen.note("written", path=path)
        return told.once(rendered.diagnostics)

    code, _ = each(screen, options.specs, work, screen.err, fail_on=options.fail_on)
    return code


def _named(options: Namespace) -> list[str]:
    """The options of lists that have names of their own on the command line, as `--set` takes them."""
    given = {name: getattr(options, name) for name in ("columns", "group", "numbering")}
    return [f"{name}={value}" for name, value in given.items() if value is not None]
