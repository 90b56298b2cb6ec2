"""`speechgen` and `python -m speechgen`: the command line, with Ctrl-C caught from the first import on."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""


def start() -> int:
    """Run `speechgen.cli.main`; the exit code. Interrupted before there are words to say so, it just ends."""
    try:
        from speechgen.cli import main

        return main()
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(start())
