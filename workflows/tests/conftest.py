"""What tests of actions share."""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from project import Project

from kaapana_clinical_tools import service as calls
from kaapana_clinical_tools.__main__ import main

ROOT = Path(__file__).parents[1]
COMPONENTS = ("FHIR_SERVER", "DICOM_LINKER", "IMPORT_SERVICE", "RADIOMICS_ADAPTER")


class Task:
    """Runs actions in the folder of one run."""

    def __init__(self, run: Path, env: dict[str, str]) -> None:
        self.run = run
        self.env = env

    def put(self, name: str, content: Any) -> None:
        file = self.run / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")

    def batch(self, *series: str) -> None:
        for uid in series:
            (self.run / "batch" / uid).mkdir(parents=True)

    def act(self, action: str, **parameters: Any) -> int:
        given = {
            k.upper(): v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()
        }
        return main(self.env | given | {"ACTION": action})

    def out(self, name: str) -> Any:
        return json.loads((self.run / name).read_text("utf-8"))


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(calls, "FIRST_PAUSE_S", 0.001)
    server = Project()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def task(project: Project, tmp_path: Path) -> Task:
    (tmp_path / "token").write_text("secret-token\n")
    env = {f"CLINICAL_{c}_URL": project.url for c in COMPONENTS} | {
        "CLINICAL_TOKEN_FILE": str(tmp_path / "token"),
        "WORKFLOW_DIR": str(tmp_path / "run"),
        "OPERATOR_IN_DIR": "in",
        "OPERATOR_OUT_DIR": "out",
        "DAG_ID": "my-dag",
        "RUN_ID": "run-1",
        "KAAPANA_BACKEND_URL": project.url,
        "AII_URL": project.url,
        "MINIO_URL": project.url,
    }
    return Task(tmp_path / "run", env)


@pytest.fixture
def airflow(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Small stand-ins for Airflow and Kaapana, forgotten after the test."""
    before = set(sys.modules)
    for folder in (ROOT / "dags", ROOT / "tests" / "standins", ROOT / "tests" / "airflow_standin"):
        monkeypatch.syspath_prepend(str(folder))
    yield importlib.import_module("airflow.models")
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("airflow", "kaapana", "clinical_data_operators"):
            del sys.modules[name]
