"""The three modes, and what is said without any of them."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from double import Answer, Double

import kaapana_clinical as kc

TOKEN = "/auth/realms/kaapana/protocol/openid-connect/token"


def token_of(project: str) -> str:
    """Return something shaped like a token of a project's user."""
    claims = json.dumps({"projects": [{"id": "7", "name": project}]}).encode()
    return f"e30.{base64.urlsafe_b64encode(claims).decode().rstrip('=')}.x"


@pytest.fixture
def workflow(monkeypatch: pytest.MonkeyPatch, server: Double) -> Double:
    """Set the environment of a workflow's container."""
    for name, value in {
        "KEYCLOAK_URL": server.url,
        "KAAPANA_CLIENT_SECRET": "client-secret",
        "KAAPANA_PROJECT_USER_NAME": "project-user",
        "KAAPANA_PROJECT_USER_PASSWORD": "password",
        "FHIR_BASE_URL": f"{server.url}/fhir",
        "KAAPANA_BACKEND_URL": server.url,
        "AII_URL": f"{server.url}/aii",
    }.items():
        monkeypatch.setenv(name, value)
    grant: dict[str, Any] = {"access_token": token_of("lung"), "expires_in": 300}
    server.on("POST", TOKEN, Answer(200, grant))
    return server


def test_without_token_and_files_it_says_which_button_to_press() -> None:
    with pytest.raises(kc.NoAccessError, match=r'export-joint-table.*"Issue a token"'):
        kc.table(clinical=["age"])


def test_a_workflow_logs_in_by_the_platforms_environment(workflow: Double) -> None:
    assert kc.login() == "workflow"
    form = workflow.sent("POST", TOKEN)[0].body
    assert "grant_type=password" in form and "username=project-user" in form


def test_a_workflow_finds_the_service_of_its_project(
    workflow: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FHIR_BASE_URL")
    kc.login()
    assert kc._current().url == "http://clinical-fhir-server-lung.services.svc:8080/fhir"


def test_a_workflow_takes_a_new_token_before_the_old_one_expires(
    workflow: Double,
) -> None:
    kc.login()
    kc._current().expires = 0
    workflow.on("GET", "/fhir/$variables", Answer(200, EMPTY))
    kc.variables()
    assert len(workflow.sent("POST", TOKEN)) == 2


EMPTY = {
    "concepts": [
        {
            "name": "age",
            "column": "age",
            "display": "Age",
            "type": "number",
            "unit": "a",
        }
        | {"patients": 3, "values": 3, "first": None, "last": None}
    ],
    "survival": [],
    "featureSets": [],
    "imaging": [],
}


def test_a_refused_user_is_told_about_the_secrets(workflow: Double) -> None:
    workflow.on("POST", TOKEN, Answer(401, {"error": "invalid_grant"}))
    with pytest.raises(kc.NoAccessError, match="secrets of the project"):
        kc.login()


def test_a_token_of_the_page_is_sent_and_never_shown(fhir: Double) -> None:
    fhir.on("GET", "/fhir/$variables", Answer(200, EMPTY))
    assert kc.mode() == "token"
    assert kc.variables()["name"].tolist() == ["age"]
    assert fhir.requests[0].headers["Authorization"] == "Bearer secret-token"
    assert "secret-token" not in repr(kc._current())


def test_an_expired_token_names_the_button(fhir: Double) -> None:
    fhir.on("GET", "/fhir/$variables", Answer(401, ""))
    with pytest.raises(kc.NoAccessError, match="Issue a token"):
        kc.variables()


def test_a_cohort_becomes_a_dataset_of_the_project(workflow: Double) -> None:
    answer = {
        "patients": ["A"],
        "studies": ["1.2"],
        "series": ["1.2.3"],
        "attrition": [],
    }
    workflow.on("POST", "/fhir/$cohort", Answer(200, answer))
    workflow.on(
        "GET",
        "/aii/projects/lung",
        Answer(200, {"id": "7", "name": "lung", "int_id": 1}),
    )
    workflow.on("PUT", "/client/dataset", Answer(200, {}))
    cohort = kc.cohort({"concept": "tnm.group", "in": ["IV"]})
    assert cohort.to_dataset("stage four") == 1
    sent = workflow.sent("PUT", "/client/dataset")[0]
    assert sent.json() == {
        "action": "UPDATE",
        "name": "stage four",
        "identifiers": ["1.2.3"],
    }
    assert json.loads(sent.headers["Project"])["int_id"] == 1


def test_only_a_workflow_makes_a_dataset(fhir: Double) -> None:
    answer = {
        "patients": ["A"],
        "studies": ["1.2"],
        "series": ["1.2.3"],
        "attrition": [],
    }
    fhir.on("POST", "/fhir/$cohort", Answer(200, answer))
    with pytest.raises(kc.NoAccessError, match="clinical-cohort-to-dataset"):
        kc.cohort({"concept": "tnm.group", "in": ["IV"]}).to_dataset("x")
