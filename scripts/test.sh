#!/usr/bin/env bash
# Runs the tests.      usage: bash scripts/test.sh [pytest's arguments]        (sets this machine up first where needed)
set -eu

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

bash "$here/setup.sh" dev
cd "$(dirname "$here")"
exec .venv/bin/python -m pytest "$@"
