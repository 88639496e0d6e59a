"""Runs the workflows of a plan in a real Airflow and prints what became of each, as JSON.

A plan is one of ``PLANS`` by name, or ``retry``. What the runs wrote, others look at.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from airflow.models import DAG, DagBag, TaskInstance
from airflow.utils import timezone
from airflow.utils.session import create_session
from platform_double import PlatformDouble

# Registers the table that a second run for the same date refers to.
import airflow.providers.fab.auth_manager.models  # noqa: F401  isort: skip

FOLDER = Path(os.environ["CLINICAL_TEST_FOLDER"])
COHORT = Path(__file__).parents[3] / "demo-cohort"
PROJECT = {"id": "demo", "name": "demo"}
RETRIED = "export-joint-table"
PATIENCE_S = 300


@dataclass(frozen=True)
class Run:
    """One run: what a person changes in the form, and whether it is of the chosen series."""

    dag_id: str
    name: str = ""
    of_series: bool = False
    retries: int | None = None
    broken: str = ""
    form: dict[str, str] = field(default_factory=dict)


def _cohort(name: str) -> str:
    return (COHORT / name).read_text("utf-8")


def _table() -> str:
    return json.dumps(json.loads(_cohort("joint-table.json")))


def _all() -> list[Run]:
    """All workflows, those that write first."""
    clinical = "clinical.csv,clinical.mapping.yaml,laboratory.xlsx,laboratory.mapping.yaml"
    bin25 = {"configuration_name": "bin25", "dataset": "demo-cohort"}
    bin10 = {"configuration_name": "bin10", "dataset": "demo-cohort"}
    mine = {"parameters": _cohort("radiomics/bin25.yaml")}
    stages = '{"rows": "patient", "clinical": ["age", "tnm.group"], "survival": ["overall"]}'
    files = {"source_files": "bin25.csv,bin25-part2.json,bin25.yaml"}
    return [
        Run("link-dicom"),
        Run("import-clinical-data", form={"source_files": clinical}),
        Run("radiomics-files-to-fhir", form=files | {"extractor_config": "bin25.yaml"} | bin25),
        Run(
            "radiomics-files-to-fhir",
            name="radiomics-files-to-fhir, bin10",
            form={"source_files": "bin10.csv,bin10.yaml"} | bin10,
        ),
        Run("radiomics-to-fhir", of_series=True),
        Run("pyradiomics-to-fhir", of_series=True),
        Run(
            "pyradiomics-to-fhir",
            name="pyradiomics-to-fhir, bin25",
            of_series=True,
            form=mine | bin25,
        ),
        Run(
            "clinical-cohort-to-dataset",
            form={
                "where": '[{"concept": "age", "ge": 60}]',
                "modality": "CT",
                "dataset_name": "from-60",
                "store_as": "from-60",
                "trigger_dag_id": "radiomics-to-fhir",
            },
        ),
        Run("clinical-joint-analysis", form={"table_spec": stages}),
        Run(RETRIED, form={"table_spec": _table()}),
    ]


def _failing() -> list[Run]:
    """A service that answers with an error or not at all, then the same run when it is well."""
    form = {"source_files": "bin10.csv,bin10.yaml", "configuration_name": "bin10"}
    form |= {"dataset": "demo-cohort"}
    runs = [("error", "/error"), ("refused", "refused"), ("repaired", "")]
    return [
        Run("radiomics-files-to-fhir", name=name, retries=0, broken=how, form=form)
        for name, how in runs
    ]


PLANS = {"all": _all, "failing": _failing}


class Runner:
    """Runs in this process, as `airflow dags test` does."""

    def __init__(self, bag: DagBag, platform: PlatformDouble) -> None:
        self.bag = bag
        self.platform = platform
        self.series = json.loads((FOLDER / "series.json").read_text("utf-8"))
        self.date = timezone.utcnow()

    def conf(self, run: Run) -> dict[str, Any]:
        dag = self.bag.get_dag(run.dag_id)
        asked = dag.default_args["ui_forms"]["workflow_form"]["properties"]
        form = {name: entry["default"] for name, entry in asked.items()} | run.form
        assert set(form) == set(asked), f"the form of {run.dag_id} does not ask for that"
        data = {"identifiers": self.series if run.of_series else []}
        return {"project_form": PROJECT, "workflow_form": form, "data_form": data}

    def run(self, run: Run, number: int) -> dict[str, Any]:
        dag = self.bag.get_dag(run.dag_id)
        if run.retries is not None:
            for task in dag.tasks:
                task.retries = run.retries
        # A run with the date of an earlier one is that run, cleared.
        date = self.date if run.retries == 0 else self.date.replace(microsecond=number)
        self.platform.calls.clear()
        name = "CLINICAL_RADIOMICS_ADAPTER_URL"
        well = os.environ[name]
        if run.broken:
            dead = run.broken == "refused"
            os.environ[name] = "http://127.0.0.1:9" if dead else self.platform.url + run.broken
        try:
            done = dag.test(execution_date=date, run_conf=self.conf(run))
        finally:
            os.environ[name] = well
        tasks = {t.task_id: str(t.state) for t in done.get_task_instances()}
        return {"state": str(done.state), "tasks": tasks, "calls": list(self.platform.calls)}


class Retry:
    """One run under a real scheduler, whose first try meets a dead service."""

    def __init__(self, dag: DAG, conf: dict[str, Any]) -> None:
        self.dag = dag
        self.run_id = "retried"
        subprocess.run(["airflow", "dags", "reserialize"], check=True, stdout=sys.stderr)
        trigger = ["airflow", "dags", "trigger", dag.dag_id, "-r", self.run_id]
        subprocess.run([*trigger, "-c", json.dumps(conf)], check=True, stdout=sys.stderr)

    def run(self) -> dict[str, Any]:
        with _scheduler():
            self._await(lambda states: "up_for_retry" in states)
        # Nothing is tried while the service starts, so that the second try meets it whole.
        say({"name": "first try", "tasks": self._tasks()})
        sys.stdin.readline()  # whoever killed the service starts it again
        with _scheduler():
            self._await(lambda states: states == {"success"})
        with create_session() as session:
            rows = session.query(TaskInstance).filter_by(run_id=self.run_id).all()
            tries = {row.task_id: row.try_number for row in rows}
        return {"tasks": self._tasks(), "tries": tries}

    def _tasks(self) -> dict[str, str]:
        with create_session() as session:
            rows = session.query(TaskInstance).filter_by(run_id=self.run_id).all()
            return {row.task_id: str(row.state) for row in rows}

    def _await(self, done: Callable[[set[str]], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not done(set(self._tasks().values())):
            assert time.monotonic() < end, f"not in time: {self._tasks()}"
            time.sleep(0.5)


@contextmanager
def _scheduler() -> Iterator[None]:
    # Without the option it serves logs on all interfaces.
    command = ["airflow", "scheduler", "--skip-serve-logs"]
    scheduler = subprocess.Popen(command, stdout=sys.stderr)
    try:
        yield
    finally:
        scheduler.terminate()
        scheduler.wait(60)


def say(result: dict[str, Any]) -> None:
    print("RESULT " + json.dumps(result), flush=True)


def main(plan: str) -> int:
    bag = DagBag(os.environ["AIRFLOW__CORE__DAGS_FOLDER"], include_examples=False)
    if bag.import_errors:
        print(json.dumps(bag.import_errors, indent=2))
        return 1
    with PlatformDouble() as platform:
        os.environ["KAAPANA_BACKEND_URL"] = platform.url
        runner = Runner(bag, platform)
        if plan == "retry":
            (run,) = (run for run in _all() if run.dag_id == RETRIED)
            say({"name": "retried"} | Retry(bag.get_dag(RETRIED), runner.conf(run)).run())
            return 0
        for number, run in enumerate(PLANS[plan]()):
            say({"name": run.name or run.dag_id} | runner.run(run, number))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
