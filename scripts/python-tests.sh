#!/usr/bin/env bash
# Formats, lints and tests the Python parts in a virtual environment of their own.
# The demo cohort is made anew with the real PyRadiomics and compared byte by byte.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/venvs.sh
. scripts/venvs.sh
make_test_python

tests_of() {
  echo "-- $1"
  (cd "$1" && "$test_python/bin/python" -m pytest -q -p no:cacheprovider)
}

"$test_python/bin/black" --quiet --check --line-length 100 scripts demo-cohort workflows helm/cluster
"$test_python/bin/ruff" check --quiet --line-length 100 scripts demo-cohort workflows helm/cluster
for part in demo-cohort workflows workflows/helper workflows/notebooks; do
  tests_of "$part"
done
