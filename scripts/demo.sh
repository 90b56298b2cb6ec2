#!/usr/bin/env bash
# The sample speech becomes a spec, and the spec becomes the three documents, in Word and PDF, in output/.
# usage: bash scripts/demo.sh        (sets this machine up first where needed)
set -eu

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
sample=specs/yunxi-2026.txt
spec=output/yunxi-2026.yaml

bash "$here/setup.sh"
cd "$root"

run() {
    printf '\n$ speechgen %s\n' "$*"
    .venv/bin/python -m speechgen "$@"
}

run parse "$sample" -o "$spec" --force
run render "$spec" -o output/ --force

printf '\n==> 做好了，打开看看：\n    Done; have a look:\n\n'
ls -l "$spec" output/yunxi-2026-*.docx output/yunxi-2026-*.pdf | awk '{ printf "    %-45s %7d B\n", $NF, $5 }'
