"""FhirStore: resources of the input folder to the store, by their derived ids."""

import json
import logging
from pathlib import Path
from typing import Any

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.fhir import Json, chunks, content, put, reference, stored
from kaapana_clinical_tools.service import Service

LOG = logging.getLogger(__name__)


def run(context: Context) -> None:
    mode = context.text("on_error", "fail")
    if mode not in ("fail", "quarantine"):
        raise ActionError("The parameter on_error is fail or quarantine")
    resources = [r for f in context.inputs(".json", ".ndjson") for r in _read(f)]
    if not resources:
        raise NothingToDo("No resource in the input folder")
    size = int(context.number("chunk", 200))
    if size < 1:
        raise ActionError("The parameter chunk is below 1")
    refused: list[Json] = []
    counts = store(context.service("fhir-server"), resources, size, refused)
    LOG.info("resources: %s, refused %s", counts, len(refused))
    context.write_json("report.json", counts | {"refused": len(refused)})
    if refused:
        lines = "".join(json.dumps(resource) + "\n" for resource in refused)
        context.write("quarantine.ndjson", lines.encode())
        if mode == "fail":
            raise ActionError(f"{len(refused)} of {len(resources)} resources were refused")


def store(
    service: Service, resources: list[Json], size: int, refused: list[Json] | None = None
) -> dict[str, int]:
    """Sends what differs; a refused chunk is sent again one by one if refusals are collected."""
    held = stored(service, resources)
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    changed = []
    for resource in resources:
        if _same(resource, held.get(reference(resource))):
            counts["unchanged"] += 1
        else:
            changed.append(resource)
    for part in chunks(changed, size):
        for effect, number in _sent(service, list(part), refused).items():
            counts[effect] += number
    return counts


def _sent(service: Service, part: list[Json], refused: list[Json] | None) -> dict[str, int]:
    try:
        return put(service, part)
    except ActionError as e:
        # A service that is away refuses nothing: the task fails and is tried again.
        if refused is None or e.passing:
            raise
        if len(part) == 1:
            refused.append(part[0])
            return {}
        counts: dict[str, int] = {}
        for resource in part:
            for effect, number in _sent(service, [resource], refused).items():
                counts[effect] = counts.get(effect, 0) + number
        return counts


def _same(new: Json, old: Json | None) -> bool:
    if old is None:
        return False
    if new["resourceType"] == "Provenance":
        # When it was recorded first stays true.
        new = new | {"recorded": old.get("recorded")}
    return content(new) == content(old)


def _read(file: Path) -> list[Json]:
    text = file.read_text("utf-8")
    try:
        if file.suffix.lower() == ".ndjson":
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            values = [json.loads(text)]
    except ValueError:
        raise ActionError("A file of the input folder is not JSON") from None
    return [resource for value in values for resource in _resources(value)]


def _resources(value: Any) -> list[Json]:
    if isinstance(value, list):
        return [resource for part in value for resource in _resources(part)]
    if not isinstance(value, dict) or "resourceType" not in value:
        raise ActionError("A file of the input folder holds something else than resources")
    if value["resourceType"] == "Bundle":
        return [r for e in value.get("entry", []) for r in _resources(e.get("resource"))]
    if "id" not in value:
        raise ActionError(
            f"A {value['resourceType']} has no id; it must follow from its identifier"
        )
    return [value]


ACTION = Action(
    "FhirStore",
    "stores resources of `.json` (one, a list, a Bundle) and `.ndjson`; what is stored already is"
    " not sent again",
    (
        Parameter("chunk", "resources in one transaction", "200"),
        Parameter("on_error", "`fail`, or `quarantine`: refused ones go to a file", "fail"),
    ),
    run,
)
