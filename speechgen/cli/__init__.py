"""The command line: commands, flags, printing of diagnostics, progress, exit codes; no logic.

`speechgen.__main__` starts `main`. Exit codes: 0 done, 1 problems found, 2 could not run (130: interrupted).
"""

from speechgen.cli.main import main

__all__ = ["main"]
