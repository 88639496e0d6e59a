"""What Kaapana's checklist asks of workflows; docs/kaapana.md names these tests as proofs."""

import importlib.util
import re
import socket
from pathlib import Path
from types import ModuleType

import pytest

from kaapana_clinical_tools.__main__ import main

ROOT = Path(__file__).parents[1]
DAGS = sorted((ROOT / "dags").glob("dag_*.py"))
OPERATORS = sorted((ROOT / "dags" / "clinical_data_operators").glob("*Operator.py"))
IMAGE = re.compile(r'image=f"\{DEFAULT_REGISTRY\}/[a-z-]+:\{KAAPANA_BUILD_VERSION\}",')
OF_A_PROJECT = re.compile(r"""["'](project-[a-z0-9{-]*|[a-z-]*-bucket|[a-z-]*-index)["']""")


def test_no_bucket_namespace_or_index_has_a_name_of_its_own() -> None:
    """They come from the run's configuration and from the access-information interface."""
    for file in [*(ROOT / "dags").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]:
        assert not OF_A_PROJECT.findall(file.read_text("utf-8")), file.name


def test_images_stand_where_the_builder_looks() -> None:
    """It reads files with "operator" in their names, line by line."""
    for file in (ROOT / "dags").rglob("*.py"):
        lines = [line.strip() for line in file.read_text("utf-8").splitlines() if "image=" in line]
        assert all(IMAGE.fullmatch(line) for line in lines), file.name
        assert not lines or file in OPERATORS, file.name
    assert any("image=" in file.read_text("utf-8") for file in OPERATORS)


def test_every_operator_has_a_container(airflow: ModuleType) -> None:
    base = importlib.import_module("kaapana.operators.KaapanaBaseOperator").KaapanaBaseOperator
    for file in OPERATORS:
        operator = getattr(
            importlib.import_module(f"clinical_data_operators.{file.stem}"), file.stem
        )
        assert issubclass(operator, base), file.stem


@pytest.mark.parametrize("file", DAGS, ids=lambda f: f.stem)
def test_a_form_says_what_it_asks_and_starts_with_an_answer(
    file: Path, airflow: ModuleType
) -> None:
    form = load(file, airflow).default_args["ui_forms"]["workflow_form"]
    for key, asked in form["properties"].items():
        assert asked["title"], key
        assert "default" in asked, key


@pytest.mark.parametrize("file", DAGS, ids=lambda f: f.stem)
def test_a_failed_task_is_tried_again(file: Path, airflow: ModuleType) -> None:
    assert load(file, airflow).default_args["retries"] >= 1


@pytest.mark.parametrize("action", ["ImportClinicalData", "RadiomicsToFhir", "ResultsToFhir"])
def test_nothing_to_do_is_a_skipped_task(action: str, tmp_path: Path) -> None:
    folders = {"OPERATOR_IN_DIR": "in", "OPERATOR_OUT_DIR": "out", "WORKFLOW_DIR": str(tmp_path)}
    assert main({**folders, "ACTION": action}) == 126


@pytest.mark.parametrize("file", DAGS, ids=lambda f: f.stem)
def test_nothing_is_called_when_a_dag_is_read(
    file: Path, airflow: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection is made when the DAG is read")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert load(file, airflow).tasks


def load(file: Path, airflow: ModuleType) -> object:
    """The DAG of a file."""
    spec = importlib.util.spec_from_file_location(f"checked_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (dag,) = [v for v in vars(module).values() if isinstance(v, airflow.DAG)]
    return dag
