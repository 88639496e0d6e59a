"""Retrieving and storing resources, and searches that are complete."""

import json

import pytest
from conftest import Task
from project import Project

STUDY = {
    "resourceType": "ImagingStudy",
    "id": "i1",
    "subject": {"reference": "Patient/p1"},
    "series": [{"uid": "1.2.3"}, {"uid": "1.2.4"}],
}


def observation(name: str, uid: str = "1.2.3", **more: object) -> dict[str, object]:
    return {
        "resourceType": "Observation",
        "id": name,
        "subject": {"reference": "Patient/p1"},
        "extension": [{"valueId": uid}],
        **more,
    }


def from_study(name: str, uid: str) -> dict[str, object]:
    return observation(name, uid, derivedFrom=[{"reference": "ImagingStudy/i1"}])


def names(task: Task, file: str) -> list[str]:
    lines = (task.run / file).read_text().splitlines()
    return [json.loads(line)["id"] for line in lines]


@pytest.mark.parametrize(
    ("by", "wanted"), [("patient", ["a", "b", "c"]), ("study", ["b", "c"]), ("series", ["c"])]
)
def test_resources_of_each_series_are_retrieved(
    project: Project, task: Task, by: str, wanted: list[str]
) -> None:
    project.add(STUDY, {"resourceType": "Patient", "id": "p1"}, observation("a", "-"))
    project.add(from_study("b", "1.2.4"), from_study("c", "1.2.3"))
    task.batch("1.2.3")
    assert task.act("FhirRetrieve", by=by) == 0
    assert names(task, "batch/1.2.3/out/Observation.ndjson") == wanted
    assert names(task, "batch/1.2.3/out/Patient.ndjson") == ["p1"]


def test_a_series_that_is_not_linked_fails_the_retrieval(
    project: Project, task: Task, caplog: pytest.LogCaptureFixture
) -> None:
    project.add(STUDY, {"resourceType": "Patient", "id": "p1"})
    task.batch("1.2.3", "9.9")
    assert task.act("FhirRetrieve") == 1
    assert "1 of 2 series are not in the store" in caplog.text
    assert task.act("FhirRetrieve", accept_missing="True") == 0


def test_a_search_follows_the_pages(project: Project, task: Task) -> None:
    project.add(*(observation(f"o{i}") for i in range(5)))
    project.page = 2
    assert task.act("FhirQuery", query="Observation") == 0
    assert len(names(task, "out/resources.ndjson")) == 5
    assert task.act("FhirQuery", query="Observation", expect_min_rows="6") == 1
    assert task.act("FhirQuery", query="Patient") == 126
    assert task.act("FhirQuery", query="Patient", table_spec="{}") == 1


def test_what_is_stored_is_not_sent_again(project: Project, task: Task) -> None:
    entries = [{"resource": observation(f"o{i}")} for i in range(3)]
    task.put("in/b.json", {"resourceType": "Bundle", "entry": entries})
    task.put("in/p.ndjson", json.dumps({"resourceType": "Provenance", "id": "v1", "recorded": "1"}))
    assert task.act("FhirStore", chunk="2") == 0
    assert task.out("out/report.json")["created"] == 4
    task.put("in/p.ndjson", json.dumps({"resourceType": "Provenance", "id": "v1", "recorded": "2"}))
    assert task.act("FhirStore") == 0
    assert len(project.transactions) == 2
    assert project.resources["Provenance/v1"]["recorded"] == "1"


def test_a_refused_resource_fails_the_task_or_goes_to_a_file(project: Project, task: Task) -> None:
    project.refused = {"o1"}
    task.put("in/r.json", [observation(f"o{i}") for i in range(3)])
    assert task.act("FhirStore") == 1
    assert task.act("FhirStore", on_error="quarantine") == 0
    assert names(task, "out/quarantine.ndjson") == ["o1"]
    assert {r["id"] for r in project.of("Observation")} == {"o0", "o2"}


def test_a_server_that_is_away_quarantines_nothing(project: Project, task: Task) -> None:
    task.put("in/r.json", [observation("o1")])
    project.status = 503
    assert task.act("FhirStore", on_error="quarantine") == 1
    assert not (task.run / "out").exists()
    project.status = 200
    assert task.act("FhirStore") == 0


def test_without_an_input_there_is_nothing_to_do(task: Task) -> None:
    for action in ("FhirStore", "ResultsToFhir", "FhirRetrieve"):
        assert task.act(action) == 126
    assert task.act("ClinicalForBatch", table_spec={}) == 126


def test_a_resource_without_id_is_refused(
    project: Project, task: Task, caplog: pytest.LogCaptureFixture
) -> None:
    task.put("in/r.json", {"resourceType": "Observation"})
    assert task.act("FhirStore") == 1
    assert "A Observation has no id" in caplog.text
