"""Options that several commands share."""

from __future__ import annotations

from speechgen.cli.parser import Parser


def add_common(parser: Parser) -> None:
    """`--lang` and `--quiet`: what every command takes, and speechgen itself."""
    from argparse import SUPPRESS

    parser.add_argument("--lang", choices=("zh", "en"), default=SUPPRESS, help=parser.words("option-lang"))
    parser.add_argument("-q", "--quiet", action="store_true", default=SUPPRESS, help=parser.words("option-quiet"))


def add_format(parser: Parser) -> None:
    """`--format text|json`."""
    parser.add_argument(
        "--format", dest="form", choices=("text", "json"), default="text", help=parser.words("option-format")
    )


def add_all(parser: Parser) -> None:
    """`--all`: no counting of warnings alike."""
    parser.add_argument("--all", action="store_true", help=parser.words("option-all"))


def add_fail_on(parser: Parser) -> None:
    """`--fail-on warning`."""
    parser.add_argument("--fail-on", choices=("error", "warning"), default="error", help=parser.words("option-fail-on"))


def add_suggest(parser: Parser) -> None:
    """`--learn` and `--top`: how owners are proposed."""
    parser.add_argument(
        "--learn", nargs="+", action="extend", default=[], metavar="SPEC", help=parser.words("option-learn")
    )
    parser.add_argument("--top", type=int, default=1, metavar="N", help=parser.words("option-top"))


def listed(text: str) -> list[str]:
    """The names in `docx,pdf`, each once."""
    return list(dict.fromkeys(name.strip() for name in text.replace("，", ",").split(",") if name.strip()))
