"""Results of a model as FHIR: Observation, Device and Provenance."""

import csv
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kaapana_clinical_tools.errors import ActionError
from kaapana_clinical_tools.fhir import BASE, PROVENANCE, RESULTS, Json, derived_id, reference
from kaapana_clinical_tools.ucum import is_unit

NEEDED = ("series_uid", "name", "value", "model", "version")
TARGET = f"{BASE}/StructureDefinition/imaging-target"
NO_NUMBER = {"nan": "not-a-number", "inf": "positive-infinity", "-inf": "negative-infinity"}
REASONS = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
OBSERVED = "http://terminology.hl7.org/CodeSystem/observation-category"


@dataclass(frozen=True)
class Result:
    """One value that a model gave for a series."""

    series_uid: str
    name: str
    value: float | str
    unit: str
    model: str
    version: str

    def key(self) -> str:
        parts = (self.model, self.version, self.series_uid, self.name)
        return "|".join(_escaped(part) for part in parts)


def read(file: Path) -> list[Result]:
    """Rows of a CSV or objects of a JSON list; a message names a position, never a value."""
    try:
        if file.suffix.lower() == ".csv":
            with file.open(encoding="utf-8-sig", newline="") as lines:
                rows: Any = list(csv.DictReader(lines))
        else:
            rows = json.loads(file.read_text("utf-8"))
    except (ValueError, csv.Error):
        raise ActionError("A result file can be read neither as CSV nor as JSON") from None
    rows = [rows] if isinstance(rows, dict) else rows
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ActionError("A result file of JSON holds a list of objects")
    return [_result(row, number) for number, row in enumerate(rows, 1)]


def _result(row: dict[Any, Any], number: int) -> Result:
    cells = {_name(k): v for k, v in row.items() if k is not None and v is not None}
    given = {name: str(cells.get(name, "")).strip() for name in (*NEEDED, "unit")}
    for name in NEEDED:
        if not given[name] and name != "value":
            raise ActionError(f"Result {number}: {name} is missing")
    value = _value(given["value"], bool(given["unit"]), number)
    unit = given["unit"] or ("1" if isinstance(value, float) else "")
    if unit and not is_unit(unit):
        raise ActionError(f"Result {number}: the unit is not one of UCUM")
    return Result(given["series_uid"], given["name"], value, unit, given["model"], given["version"])


def _value(text: str, measured: bool, number: int) -> float | str:
    try:
        return float(text or "nan")
    except ValueError:
        if measured:
            raise ActionError(f"Result {number}: a value with a unit is no number") from None
        return text


def _name(header: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", str(header).strip().lower()).strip("_")


def _escaped(part: str) -> str:
    return part.replace("%", "%25").replace("|", "%7C")


def device(result: Result) -> Json:
    value = f"{_escaped(result.model)}|{_escaped(result.version)}"
    return {
        "resourceType": "Device",
        "id": derived_id("d", "Device", RESULTS, value),
        "identifier": [{"system": RESULTS, "value": value}],
        "deviceName": [{"name": result.model, "type": "model-name"}],
        "version": [{"value": result.version}],
    }


def observation(result: Result, study: Json) -> Json:
    """The Observation about the series' patient; ``study`` is its ImagingStudy."""
    target = {"url": "seriesUid", "valueId": result.series_uid}
    made: Json = {
        "resourceType": "Observation",
        "id": derived_id("o", "Observation", RESULTS, result.key()),
        "extension": [{"url": TARGET, "extension": [target]}],
        "identifier": [{"system": RESULTS, "value": result.key()}],
        "status": "final",
        "category": [{"coding": [{"system": OBSERVED, "code": "imaging", "display": "Imaging"}]}],
        "code": {"text": result.name},
        "subject": {"reference": study["subject"]["reference"]},
        "device": {"reference": reference(device(result))},
        "derivedFrom": [{"reference": reference(study)}],
    }
    if "started" in study:
        made["effectiveDateTime"] = study["started"]
    return made | _stated(result)


def _stated(result: Result) -> Json:
    if isinstance(result.value, str):
        return {"valueString": result.value}
    if not math.isfinite(result.value):
        code = NO_NUMBER[str(result.value)]
        return {"dataAbsentReason": {"coding": [{"system": REASONS, "code": code}]}}
    quantity = {"value": result.value, "unit": result.unit, "code": result.unit}
    return {"valueQuantity": quantity | {"system": "http://unitsofmeasure.org"}}


def provenance(targets: list[Json], made_by: Json, statement: str, origin: Json) -> Json:
    """What made the targets. ``origin``: when it was recorded, by whose run, as stated."""
    references = sorted(reference(target) for target in targets)
    key = "\x1f".join([*references, statement])
    agents = [{"who": {"reference": reference(made_by)}}]
    if origin.get("person"):
        agents.append({"who": {"display": f"{origin['person']} (as the workflow states)"}})
    made: Json = {
        "resourceType": "Provenance",
        "id": derived_id("v", "Provenance", PROVENANCE, key),
        "target": [{"reference": r} for r in references],
        "recorded": origin["recorded"],
        "activity": {"text": statement},
        "agent": agents,
    }
    if origin.get("run"):
        what = {"display": f"workflow run {origin['run']}"}
        made["entity"] = [{"role": "source", "what": what}]
    return made
