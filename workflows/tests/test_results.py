"""A model's results become FHIR, once."""

import logging

import pytest
from conftest import Task
from project import Project

from kaapana_clinical_tools.fhir import derived_id

RESULT = "https://kaapana.ai/fhir/clinical/sid/result"
STUDY = {
    "resourceType": "ImagingStudy",
    "id": "i1",
    "subject": {"reference": "Patient/p1"},
    "started": "2020-01-02",
    "series": [{"uid": "1.2.3"}, {"uid": "1.2.4"}],
}
HEAD = "series UID,name,value,unit,model,version\n"


@pytest.fixture(autouse=True)
def study(project: Project) -> None:
    project.add(STUDY)


def test_a_row_becomes_observation_device_and_provenance(project: Project, task: Task) -> None:
    task.put("in/r.csv", HEAD + "1.2.3,volume,4.5,mm3,net,1.0\n")
    task.put("conf/conf.json", {"workflow_form": {"username": "ada"}})
    assert task.act("ResultsToFhir") == 0
    (observation,) = project.of("Observation")
    (device,) = project.of("Device")
    (origin,) = project.of("Provenance")
    assert observation["id"] == derived_id("o", "Observation", RESULT, "net|1.0|1.2.3|volume")
    assert observation["subject"] == {"reference": "Patient/p1"}
    assert observation["derivedFrom"] == [{"reference": "ImagingStudy/i1"}]
    assert observation["valueQuantity"]["value"] == 4.5
    assert observation["valueQuantity"]["code"] == "mm3"
    assert observation["device"] == {"reference": f"Device/{device['id']}"}
    assert device["id"] == derived_id("d", "Device", RESULT, "net|1.0")
    assert origin["target"] == [{"reference": f"Observation/{observation['id']}"}]
    assert "ada" in origin["agent"][1]["who"]["display"]
    assert "run-1" not in str(observation) + str(device)


def test_a_second_run_writes_nothing(project: Project, task: Task) -> None:
    task.put("in/r.json", [_json(f"n{i}", i / 3) for i in range(5)])
    assert task.act("ResultsToFhir") == 0
    assert task.out("out/report.json")["created"] == 7
    sent = len(project.transactions)
    assert task.act("ResultsToFhir", run_id="run-2") == 0
    assert len(project.transactions) == sent
    report = {"created": 0, "changed": 0, "unchanged": 6, "missing": 0}
    assert task.out("out/report.json") == report


def test_only_what_differs_is_sent_with_a_provenance_of_its_own(
    project: Project, task: Task
) -> None:
    task.put("in/r.json", [_json("a", 1), _json("b", 1)])
    task.act("ResultsToFhir")
    task.put("in/r.json", [_json("a", 1), _json("b", 2)])
    assert task.act("ResultsToFhir") == 0
    kinds = [r["resourceType"] for r in project.transactions[1]]
    assert kinds == ["Observation", "Provenance"]
    assert len(project.transactions[1][1]["target"]) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [("nan", "not-a-number"), ("-inf", "negative-infinity"), ("", "not-a-number")],
)
def test_what_is_no_number_is_a_reason(
    project: Project, task: Task, text: str, reason: str
) -> None:
    task.put("in/r.csv", HEAD + f"1.2.3,volume,{text},mm3,net,1.0\n")
    assert task.act("ResultsToFhir") == 0
    (observation,) = project.of("Observation")
    assert observation["dataAbsentReason"]["coding"][0]["code"] == reason
    assert "valueQuantity" not in observation


def test_a_text_without_unit_stays_a_text(project: Project, task: Task) -> None:
    task.put("in/r.csv", HEAD + "1.2.3,class,benign,,net,1.0\n")
    assert task.act("ResultsToFhir") == 0
    assert project.of("Observation")[0]["valueString"] == "benign"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1.2.3,volume,1,HU,net,1\n", "Result 1: the unit is not one of UCUM"),
        ("1.2.3,volume,big,mm,net,1\n", "Result 1: a value with a unit is no number"),
        ("1.2.3,volume,1,mm,,1\n", "Result 1: model is missing"),
        ("1.2.3,volume,1,mm,net,1\n1.2.3,volume,2,mm,net,1\n", "key/duplicate"),
        ("9.9.9,volume,1,mm,net,1\n", "The series of 1 of 1 results is not in the store"),
    ],
)
def test_what_cannot_be_stored_stores_nothing(
    project: Project, task: Task, caplog: pytest.LogCaptureFixture, rows: str, message: str
) -> None:
    task.put("in/r.csv", HEAD + rows)
    assert task.act("ResultsToFhir") == 1
    assert message in caplog.text
    assert not project.transactions


def test_no_uid_is_in_an_address_or_a_log(
    project: Project, task: Task, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "kaapana_clinical_tools")
    task.put("in/r.csv", HEAD + "1.2.3,volume,1,mm,net,1\n9.9.9,volume,1,mm,net,1\n")
    assert task.act("ResultsToFhir", accept_missing="True") == 0
    assert task.out("out/report.json")["missing"] == 1
    assert not [p for p in project.paths if "1.2.3" in p or "9.9.9" in p]
    assert "1.2.3" not in caplog.text and "9.9.9" not in caplog.text


def test_many_results_go_in_packs(project: Project, task: Task) -> None:
    task.put("in/r.json", [_json(f"n{i}", i) for i in range(450)])
    project.page = 50
    assert task.act("ResultsToFhir") == 0
    assert [len(t) for t in project.transactions] == [200, 199, 55]
    assert task.act("ResultsToFhir") == 0
    assert len(project.transactions) == 3


def _json(name: str, value: float) -> dict[str, object]:
    return {
        "series_uid": "1.2.3",
        "name": name,
        "value": value,
        "unit": "1",
        "model": "net",
        "version": "1",
    }
