"""`python -m speechgen` is the command `speechgen`."""

import sys

from speechgen.cli import main

sys.exit(main())
