#!/usr/bin/env bash
# Runs the workflows in the real Airflow of Kaapana 0.6, against services that run already. The
# acceptance tests call it (WorkflowsIT); AIRFLOW_HOME is a folder of the run, the variables
# CLINICAL_..._URL and CLINICAL_TOKEN_FILE say where the services are.
#
# scripts/airflow.sh prepare FOLDER    what a user and the platform's own steps would have given
# scripts/airflow.sh run FOLDER PLAN   runs the workflows of a plan (run_dags.py) on it
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/venvs.sh
. scripts/venvs.sh
acceptance=$PWD/workflows/tests/acceptance

make_test_python >&2
case "${1:-}" in
  prepare) exec "$test_python/bin/python" "$acceptance/prepare.py" "$2" ;;
  run) ;;
  *) sed -n '2,/^set/{/^set/d;p}' "$0" >&2; exit 2 ;;
esac

make_test_airflow >&2
export CLINICAL_TEST_FOLDER=$2 CLINICAL_TEST_PYTHON=$test_python/bin/python
export AIRFLOW__CORE__DAGS_FOLDER=$PWD/workflows/dags AIRFLOW__CORE__LOAD_EXAMPLES=False
export AIRFLOW__DATABASE__LOAD_DEFAULT_CONNECTIONS=False AIRFLOW__CORE__EXECUTOR=SequentialExecutor
export AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION=False PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH=$PWD/workflows/tests/standins:$PWD/workflows/tools:$PWD/workflows/helper
export PATH=$test_airflow/bin:$PATH
[ -f "$AIRFLOW_HOME/airflow.db" ] || airflow db migrate >"$AIRFLOW_HOME/migrate.log" 2>&1
exec python "$acceptance/run_dags.py" "$3"
