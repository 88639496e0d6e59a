"""Every action has an operator with its parameters, and every operator is shown."""

import importlib.util
import inspect
import json
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from test_checklist import load

from kaapana_clinical_tools.actions import ACTIONS
from kaapana_clinical_tools.actions.extract_radiomics import PARAMETERS

ROOT = Path(__file__).parents[1]
SHOWN = [*(ROOT / "dags").glob("dag_*.py"), *(ROOT / "examples").glob("*.py")]
OPERATORS = [a for a in ACTIONS.values() if a.operator]
NAMES = [a.name for a in OPERATORS]


@pytest.mark.parametrize("action", OPERATORS, ids=NAMES)
def test_an_operator_passes_the_parameters_of_its_action(action, airflow) -> None:
    name = f"{action.name}Operator"
    module = importlib.import_module(f"clinical_data_operators.{name}")
    operator = getattr(module, name)
    own = [p for p in inspect.signature(operator).parameters if p not in ("dag", "name", "kwargs")]
    assert own == [p.name for p in action.parameters]
    given = {p.name: f"value of {p.name}" for p in action.parameters}
    task = operator(dag=airflow.DAG(dag_id="d"), **given)
    wanted = {name.upper(): value for name, value in given.items()} | {"ACTION": action.name}
    assert task.env_vars == wanted
    assert operator(dag=airflow.DAG(dag_id="d")).env_vars == {"ACTION": action.name}


@pytest.mark.parametrize("action", NAMES)
def test_a_workflow_shows_the_operator(action: str) -> None:
    users = [f for f in SHOWN if re.search(rf"\b{action}Operator\(", f.read_text("utf-8"))]
    assert users, f"no DAG of dags/ or examples/ uses {action}Operator"


@pytest.mark.parametrize("file", SHOWN, ids=[f.name for f in SHOWN])
def test_a_workflow_loads_and_ends_with_cleaning(file: Path, airflow) -> None:
    spec = importlib.util.spec_from_file_location(f"loaded_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (dag,) = [v for v in vars(module).values() if isinstance(v, airflow.DAG)]
    last = [t for t in dag.tasks if not t.downstream]
    assert [type(t).__name__ for t in last] == ["LocalWorkflowCleanerOperator"]
    assert len({t.task_id for t in dag.tasks}) == len(dag.tasks)
    assert re.fullmatch(r"[a-z0-9-]+", dag.dag_id)
    if file.parent.name == "dags":
        assert file.stem == "dag_" + dag.dag_id.replace("-", "_")
        assert dag.default_args["ui_visible"]
        assert f"| `{dag.dag_id}` |" in (ROOT.parent / "docs" / "workflows.md").read_text("utf-8")


@pytest.mark.parametrize("file", [*(ROOT / "examples").glob("*.py")], ids=lambda f: f.name)
def test_an_example_is_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 22


def test_a_form_field_is_read_by_a_task(airflow) -> None:
    """A key of a form becomes an environment variable; one that nobody reads is a mistake."""
    known = {p.name for a in OPERATORS for p in a.parameters} | {"source_files", "single_execution"}
    known |= {"input"}  # of the platform's operators
    for file in (ROOT / "dags").glob("dag_*.py"):
        spec = importlib.util.spec_from_file_location(f"form_{file.stem}", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        (dag,) = [v for v in vars(module).values() if isinstance(v, airflow.DAG)]
        form = dag.default_args["ui_forms"]
        assert set(form["workflow_form"]["properties"]) <= known, file.name
        of_series = "input" in form["workflow_form"]["properties"]
        assert ("data_form" in form) != of_series, "either a dataset is chosen or none is asked for"


def test_the_page_shows_an_operator_that_works(airflow) -> None:
    page = (ROOT.parent / "docs" / "workflows.md").read_text("utf-8")
    code = page.split("## An operator of your own")[1].split("```python\n")[1].split("```")[0]
    assert len(code.splitlines()) <= 15
    shown: dict = {}
    exec(code, shown)
    task = shown["MyNetOperator"](dag=airflow.DAG(dag_id="d"), threshold=0.7)
    assert task.env_vars == {"THRESHOLD": "0.7"}


def test_the_form_shows_the_parameters_that_count_without_it(airflow) -> None:
    dag = load(ROOT / "dags" / "dag_pyradiomics_to_fhir.py", airflow)
    shown = dag.default_args["ui_forms"]["workflow_form"]["properties"]["parameters"]["default"]
    assert json.loads(shown) == YAML(typ="safe").load(PARAMETERS)
