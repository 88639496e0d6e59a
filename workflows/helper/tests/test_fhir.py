"""Search returns everything or raises; results get the ids that the server expects."""

from __future__ import annotations

from typing import Any

import pytest
from double import Answer, Double

import kaapana_clinical as kc


def page(ids: list[str], total: int | None, following: str | None = None) -> Answer:
    """Return a page of a search."""
    body: dict[str, Any] = {
        "resourceType": "Bundle",
        "entry": [{"resource": {"resourceType": "Patient", "id": i}} for i in ids],
        "link": [{"relation": "next", "url": following}] if following else [],
    }
    return Answer(200, body | ({"total": total} if total is not None else {}))


def test_search_follows_the_pages(fhir: Double) -> None:
    following = f"{fhir.url}/fhir/next"
    fhir.on("GET", "/fhir/Patient", page(["a", "b"], 3, following))
    fhir.on("GET", "/fhir/next", page(["b", "c"], None))
    assert [p["id"] for p in kc.search("Patient?active=true")] == ["a", "b", "c"]
    assert fhir.requests[0].query["_total"] == "accurate"


@pytest.mark.parametrize("total", [2, 4, None])
def test_search_returns_nothing_rather_than_a_part(fhir: Double, total: int | None) -> None:
    fhir.on("GET", "/fhir/Patient", page(["a", "b", "c"], total))
    with pytest.raises(kc.IncompleteError):
        kc.search("Patient")


def test_search_sends_the_token_to_no_other_server(fhir: Double) -> None:
    fhir.on("GET", "/fhir/Patient", page(["a"], 2, "http://elsewhere.example/fhir?page=2"))
    with pytest.raises(kc.ClinicalError, match="another server"):
        kc.search("Patient")


def test_ids_follow_from_the_identifiers() -> None:
    reference = kc.patient_reference("DC-001")["reference"]
    assert reference == "Patient/p3d694d5ee8bd0f67e1e1bffd827807f9"
    device = kc.software("my model", "1.0")
    observation = kc.result("DC-001", "risk", 0.5, "1", device)
    assert observation["id"].startswith("o") and len(observation["id"]) == 33
    assert observation["identifier"][0]["system"].endswith("/sid/result")
    assert observation == kc.result("DC-001", "risk", 0.5, "1", device)


def test_store_sends_transactions_and_counts_what_came_of_them(fhir: Double) -> None:
    device = kc.software("my model", "1.0")
    results = [kc.result(f"P{i}", "risk", i / 2, "1", device) for i in range(3)]
    same = {"issue": [{"details": {"coding": [{"code": "SUCCESSFUL_UPDATE_NO_CHANGE"}]}}]}
    first = [
        {"response": {"status": "201 Created"}},
        {"response": {"status": "200 OK", "outcome": same}},
    ]
    fhir.on("POST", "/fhir/", Answer(200, {"entry": first}))
    assert kc.store([device, *results], chunk=2).to_dict() == {
        "created": 2,
        "changed": 0,
        "unchanged": 2,
    }
    entry = fhir.sent("POST", "/fhir/")[0].json()["entry"][0]
    assert entry["request"] == {"method": "PUT", "url": f"Device/{device['id']}"}


def test_store_does_not_trust_a_200_alone(fhir: Double) -> None:
    device = kc.software("my model", "1.0")
    fhir.on("POST", "/fhir/", Answer(200, {"entry": [{"response": {"status": "422"}}]}))
    with pytest.raises(kc.IncompleteError):
        kc.store([device])


def test_a_provenance_keeps_the_time_at_which_it_was_recorded_first(fhir: Double) -> None:
    device = kc.software("my model", "1.0")
    origin = kc.provenance([device], device, "trained on 3 patients")
    stored = origin | {"recorded": "2020-01-01T00:00:00Z"}
    fhir.on("GET", f"/fhir/Provenance/{origin['id']}", Answer(200, stored))
    fhir.on("POST", "/fhir/", Answer(200, {"entry": [{"response": {"status": "200 OK"}}]}))
    kc.store([origin])
    sent = fhir.sent("POST", "/fhir/")[0].json()["entry"][0]["resource"]
    assert sent["recorded"] == "2020-01-01T00:00:00Z"


def test_provenance_names_its_targets() -> None:
    device = kc.software("my model", "1.0")
    found = kc.provenance([device], device, "trained on 3 patients")
    assert found["target"] == [{"reference": f"Device/{device['id']}"}]
