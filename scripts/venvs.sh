#!/usr/bin/env bash
# Sourced from the root of the checkout: the virtual environments of the tests, below .test. Each is
# made once, and again when the list of what it holds has changed.

test_python=$PWD/.test/python
test_airflow=$PWD/.test/airflow

# make_venv FOLDER INSTALL REQUIREMENTS...
make_venv() {
  local venv=$1 install=$2 wanted
  shift 2
  wanted=$(sha256sum "$@")
  mkdir -p "${venv%/*}"
  (
    # Two suites that run side by side want the same one.
    flock 9
    [ "$(cat "$venv/installed" 2>/dev/null)" != "$wanted" ] || exit 0
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$install" "$venv" "$@"
    echo "$wanted" >"$venv/installed"
  ) 9>"$venv.lock"
}

install_python() {
  local venv=$1 pip=("$1/bin/python" -m pip --quiet --disable-pip-version-check)
  shift
  echo "Setting up Python (PyRadiomics is compiled; this takes a minute or two)"
  "${pip[@]}" install numpy==2.4.6 setuptools wheel
  # Its build imports numpy, which only a build without isolation can find.
  "${pip[@]}" wheel --no-build-isolation --no-deps -w "$venv/wheels" pyradiomics==3.0.1
  "${pip[@]}" install --find-links "$venv/wheels" "${@/#/--requirement=}"
}

# Pins that disagree between these files would fail here, at their installation.
make_test_python() {
  make_venv "$test_python" install_python demo-cohort/requirements.txt workflows/requirements.txt \
    workflows/requirements-pyradiomics.txt workflows/notebooks/requirements.txt
}

install_airflow() {
  echo "Setting up Airflow (this takes a minute or two)"
  "$1/bin/python" -m pip --quiet --disable-pip-version-check install --requirement "$2"
}

# Its pins are those of Kaapana 0.6 and clash with everything else, so it has a place of its own.
make_test_airflow() {
  make_venv "$test_airflow" install_airflow workflows/tests/acceptance/requirements.txt
}
