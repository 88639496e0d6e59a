#!/usr/bin/env bash
# Formats, lints and tests the Python parts in a virtual environment of their own.
# The demo cohort is made anew with the real PyRadiomics and compared byte by byte.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$PWD/.test/python
stamp=$venv/installed
# Pins that disagree between these files would fail here, at their installation.
requirements=(demo-cohort/requirements.txt workflows/requirements.txt workflows/notebooks/requirements.txt)
wanted=$(sha256sum "${requirements[@]}")

if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
  echo "Setting up Python (PyRadiomics is compiled; this takes a minute or two)"
  rm -rf "$venv"
  python3 -m venv "$venv"
  pip=("$venv/bin/python" -m pip --quiet --disable-pip-version-check)
  "${pip[@]}" install numpy==2.4.6 setuptools wheel
  # Its build imports numpy, which only a build without isolation can find.
  "${pip[@]}" wheel --no-build-isolation --no-deps -w "$venv/wheels" pyradiomics==3.0.1
  "${pip[@]}" install --find-links "$venv/wheels" "${requirements[@]/#/--requirement=}"
  echo "$wanted" >"$stamp"
fi

tests_of() {
  echo "-- $1"
  (cd "$1" && "$venv/bin/python" -m pytest -q -p no:cacheprovider)
}

"$venv/bin/black" --quiet --check --line-length 100 scripts demo-cohort workflows helm/cluster
"$venv/bin/ruff" check --quiet --line-length 100 scripts demo-cohort workflows helm/cluster
for part in demo-cohort workflows workflows/helper workflows/notebooks; do
  tests_of "$part"
done
