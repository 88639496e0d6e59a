"""The notebook with tokens against a running local stack that holds the demo cohort.

``CLINICAL_STACK_FHIR`` is the address of its FHIR server, ``CLINICAL_STACK_TOKEN`` a file with the
token of a member of its project. Keycloak, access information service and backend of the platform
are doubles.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path[:0] = [
    str(Path(__file__).parent),
    str(Path(__file__).parents[2] / "helper" / "tests"),
    str(Path(__file__).parents[2] / "helper"),
]

import by_hand
import execution
import kaapana_clinical as kc
from double import Answer, Double, serve

pytestmark = pytest.mark.acceptance


@pytest.fixture
def stack() -> tuple[str, str]:
    """Return address and token of the running stack."""
    token = Path(os.environ["CLINICAL_STACK_TOKEN"]).read_text().strip()
    return os.environ["CLINICAL_STACK_FHIR"], token


@pytest.fixture
def platform(stack: tuple[str, str]) -> Iterator[Double]:
    """Return a double of what a workflow finds on the platform."""
    with serve() as double:
        grant = {"access_token": stack[1], "expires_in": 300}
        double.on(
            "POST",
            "/auth/realms/kaapana/protocol/openid-connect/token",
            Answer(200, grant),
        )
        double.on("PUT", "/client/dataset", Answer(200, {}))
        yield double


def check(run: execution.Run, mode: str) -> None:
    """Check what holds in every mode, and keep the run where it is wanted."""
    if os.environ.get("NOTEBOOK_OUTPUT"):
        execution.save(run, Path(os.environ["NOTEBOOK_OUTPUT"]) / mode)
    assert f"mode: {mode}" in run.text()
    assert "the planted effects were found" in run.text()
    assert run.cpu_seconds <= 60
    assert run.peak_mib <= 1024


def test_it_runs_with_a_token_of_the_page(stack: tuple[str, str], tmp_path: Path) -> None:
    environment = {"CLINICAL_FHIR_URL": stack[0], "CLINICAL_TOKEN": stack[1]}
    check(execution.execute(execution.bucket(tmp_path), environment), "token")


def test_it_writes_back_as_a_workflow_and_nothing_new_the_second_time(
    stack: tuple[str, str], platform: Double, tmp_path: Path
) -> None:
    environment = {
        "KEYCLOAK_URL": platform.url,
        "KAAPANA_CLIENT_SECRET": "secret",
        "KAAPANA_PROJECT_USER_NAME": "project-user",
        "KAAPANA_PROJECT_USER_PASSWORD": "password",
        "KAAPANA_BACKEND_URL": platform.url,
        "AII_URL": platform.url,
        "FHIR_BASE_URL": stack[0],
    }
    folder = execution.bucket(tmp_path)
    check(execution.execute(folder, environment), "workflow")
    dataset = platform.sent("PUT", "/client/dataset")[0].json()
    assert dataset["name"] == "advanced-stage" and len(dataset["identifiers"]) > 10
    kc.login(*stack)
    query = "Observation?identifier=https://kaapana.ai/fhir/clinical/sid/result|"
    before = {o["id"]: o["meta"]["versionId"] for o in kc.search(query)}
    assert len(before) == 32
    again = execution.execute(folder, environment)
    assert "{'created': 0, 'changed': 0, 'unchanged': 34}" in again.text()
    assert {o["id"]: o["meta"]["versionId"] for o in kc.search(query)} == before


def test_the_same_table_by_hand_has_the_same_cells(stack: tuple[str, str]) -> None:
    kc.login(*stack)
    radiomics = {
        "features": ["original_firstorder_Entropy"],
        "configuration": "bin25",
        "roi": {"label": "(?i)tumou?r.*", "latest": True},
        "reduce": "largest",
    }
    ours = kc.table(clinical=["age", "tnm.group"], radiomics=radiomics, survival=["overall"])
    hand = by_hand.table(*stack)
    both = ours.merge(hand, on="patient_id", suffixes=("", "_hand"), how="outer")
    assert len(both) == len(ours) == len(hand)
    for name in ("age", "tnm_group", "original_firstorder_Entropy", "overall_time"):
        assert both[name].fillna(-1).equals(both[f"{name}_hand"].fillna(-1)), name
