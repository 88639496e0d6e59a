#!/usr/bin/env bash
# Formats, lints and tests the Python parts in a virtual environment of their own.
# The demo cohort is made anew with the real PyRadiomics and compared byte by byte.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/.test/python
stamp=$venv/installed
wanted=$(sha256sum demo-cohort/requirements.txt workflows/requirements.txt)

if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  echo "Setting up Python (PyRadiomics is compiled; this takes a minute or two)"
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet numpy==2.4.6 setuptools wheel
  # Its build imports numpy, which only a build without isolation can find.
  "$venv/bin/pip" wheel --quiet --no-build-isolation --no-deps -w "$venv/wheels" pyradiomics==3.0.1
  "$venv/bin/pip" install --quiet --find-links "$venv/wheels" -r demo-cohort/requirements.txt \
    -r workflows/requirements.txt
  echo "$wanted" >"$stamp"
fi

"$venv/bin/black" --quiet --check --line-length 100 scripts demo-cohort workflows
"$venv/bin/ruff" check --quiet --line-length 100 scripts demo-cohort workflows
(cd demo-cohort && "$venv/bin/python" -m pytest -q -p no:cacheprovider)
(cd workflows && "$venv/bin/python" -m pytest -q -p no:cacheprovider)
