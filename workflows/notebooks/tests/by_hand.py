"""The joint table without the server's help: pandas on paged FHIR search.

One line of ``kaapana_clinical.table`` gives the same cells; this is here to compare, and to check.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import requests

BASE = "https://kaapana.ai/fhir/clinical"


def pages(url: str, token: str, query: str) -> list[dict[str, Any]]:
    """Return all resources of a search, page by page."""
    headers = {"Authorization": f"Bearer {token}"}
    following: str | None = f"{url}/{query}&_count=200&_total=accurate"
    found: dict[str, dict[str, Any]] = {}
    total = None
    while following:
        answer = requests.get(following, headers=headers, timeout=60)
        answer.raise_for_status()
        bundle = answer.json()
        total = bundle.get("total", total)
        found |= {e["resource"]["id"]: e["resource"] for e in bundle.get("entry", [])}
        following = next((n["url"] for n in bundle["link"] if n["relation"] == "next"), None)
    if total != len(found):
        raise RuntimeError(f"{len(found)} of {total}")
    return list(found.values())


def parts(resource: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the parts of one of the suite's extensions."""
    for extension in resource.get("extension", []):
        if extension["url"] == f"{BASE}/StructureDefinition/{name}":
            nested = extension.get("extension", [])
            return {e["url"]: next(v for k, v in e.items() if k != "url") for e in nested}
    return {}


def code(concept: dict[str, Any], system: str) -> str | None:
    """Return the code of a concept in a system."""
    codings = concept.get("coding", [])
    return next((c["code"] for c in codings if c.get("system") == system), None)


def subject(resource: dict[str, Any]) -> str:
    """Return the id of a resource's patient."""
    return resource["subject"]["reference"].removeprefix("Patient/")


def clinical(url: str, token: str) -> pd.DataFrame:
    """Return age, stage and survival, one row per patient."""
    ages = {
        subject(c): c["onsetAge"]["value"]
        for c in pages(url, token, f"Condition?identifier={BASE}/sid/clinical-fact|")
        if "onsetAge" in c
    }
    stages, times, events = {}, {}, {}
    for fact in pages(url, token, f"Observation?identifier={BASE}/sid/clinical-fact|"):
        concept = code(fact["code"], f"{BASE}/CodeSystem/concept")
        if concept == "tnm.group":
            stages[subject(fact)] = code(fact["valueCodeableConcept"], "http://cancerstaging.org")
        elif concept == "survival.overall":
            times[subject(fact)] = fact.get("valueQuantity", {}).get("value")
            state = fact["component"][0]["valueCodeableConcept"]
            events[subject(fact)] = float(code(state, f"{BASE}/CodeSystem/survival") == "event")
    columns = {
        "age": ages,
        "tnm_group": stages,
        "overall_time": times,
        "overall_event": events,
    }
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def newest(url: str, token: str, label: str) -> set[str]:
    """Return the segments with a label that no newer one by the same reader replaces."""
    rows = []
    for structure in pages(url, token, "BodyStructure?_sort=_id"):
        segment, image = parts(structure, "segment"), parts(structure, "segmented-series")
        if structure.get("active", True) and re.fullmatch(label, structure.get("description", "")):
            when = segment["seriesDate"] + segment["seriesTime"].ljust(6, "0")
            who = (
                image.get("seriesUid"),
                structure["description"],
                segment.get("creator"),
            )
            rows.append((structure["id"], *who, when))
    frame = pd.DataFrame(rows, columns=["id", "series", "label", "creator", "when"])
    last = frame.groupby(["series", "label", "creator"], dropna=False)["when"].transform("max")
    return set(frame.loc[frame["when"] == last, "id"])


def radiomics(url: str, token: str, feature: str, configuration: str, label: str) -> pd.DataFrame:
    """Return a feature of the largest region of each patient."""
    wanted = newest(url, token, label)
    rows = []
    for panel in pages(url, token, f"Observation?identifier={BASE}/sid/radiomics-panel|"):
        focus = panel.get("focus", [{}])[0].get("reference", "").removeprefix("BodyStructure/")
        if parts(panel, "configuration").get("name") != configuration or focus not in wanted:
            continue
        values = {
            code(c["code"], f"{BASE}/CodeSystem/pyradiomics"): c["valueQuantity"]["value"]
            for c in panel.get("component", [])
            if "valueQuantity" in c
        }
        if values:
            rows.append((subject(panel), values["original_shape_VoxelVolume"], values[feature]))
    frame = pd.DataFrame(rows, columns=["patient", "volume", feature])
    return frame.sort_values("volume").groupby("patient").last()[[feature]]


def table(url: str, token: str) -> pd.DataFrame:
    """Return patient, age, stage, survival and entropy."""
    people = {
        p["id"]: next(
            i["value"] for i in p["identifier"] if i["system"] == f"{BASE}/sid/patient-id"
        )
        for p in pages(url, token, "Patient?_sort=_id")
    }
    frame = pd.Series(people, name="patient_id").to_frame()
    feature = radiomics(url, token, "original_firstorder_Entropy", "bin25", "(?i)tumou?r.*")
    joined = frame.join(clinical(url, token)).join(feature)
    numbers = ["age", "overall_time", "overall_event", "original_firstorder_Entropy"]
    joined[numbers] = joined[numbers].astype(float)
    return joined.reset_index(drop=True)
