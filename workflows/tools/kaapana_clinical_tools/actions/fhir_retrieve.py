"""FhirRetrieve: the resources of each series of the batch."""

import json
from pathlib import Path
from typing import Any

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.fhir import Json, by_series, search
from kaapana_clinical_tools.service import Service

LEVELS = ("series", "study", "patient")
BY_STUDY = {"Observation": "derived-from"}


def run(context: Context) -> None:
    level = context.text("by", "patient")
    if level not in LEVELS:
        raise ActionError(f"The parameter by is one of {', '.join(LEVELS)}")
    kinds = [k.strip() for k in context.text("resource_types", "Patient,Observation").split(",")]
    elements = context.elements()
    if not elements:
        raise NothingToDo("The batch is empty")
    service = context.service("fhir-server")
    studies = by_series(service, (e.name for e in elements))
    for element in elements:
        if study := studies.get(element.name):
            _retrieve(context, service, element, study, level, kinds)
    missing = len(elements) - len(studies)
    if missing and not context.flag("accept_missing"):
        raise ActionError(f"{missing} of {len(elements)} series are not in the store: link first")


def _retrieve(
    context: Context, service: Service, element: Path, study: Json, level: str, kinds: list[str]
) -> None:
    for kind in kinds:
        found = _of(service, kind, study, level)
        if level == "series" and kind not in ("Patient", "ImagingStudy"):
            found = [r for r in found if _names(r, element.name)]
        lines = "".join(json.dumps(resource) + "\n" for resource in found)
        context.write(f"{kind}.ndjson", lines.encode(), element)


def _of(service: Service, kind: str, study: Json, level: str) -> list[Json]:
    patient = study["subject"]["reference"]
    if kind == "Patient":
        return search(service, kind, [("_id", patient.removeprefix("Patient/"))])
    if level == "patient":
        return search(service, kind, [("patient", patient)])
    if kind == "ImagingStudy":
        return [study]
    if kind not in BY_STUDY:
        raise ActionError(f"{kind} refers to no study: retrieve it by patient")
    return search(service, kind, [(BY_STUDY[kind], f"ImagingStudy/{study['id']}")])


def _names(value: Any, uid: str) -> bool:
    if isinstance(value, dict):
        return any(_names(v, uid) for v in value.values())
    if isinstance(value, list):
        return any(_names(v, uid) for v in value)
    return bool(value == uid)


ACTION = Action(
    "FhirRetrieve",
    "writes `<type>.ndjson` for each series of the batch",
    (
        Parameter("resource_types", "with commas between", "Patient,Observation"),
        Parameter("by", "whose resources: `series`, `study` or `patient`", "patient"),
        Parameter("accept_missing", "go on though series are not in the store", "False"),
    ),
    run,
)
