"""ResultsToFhir: what a model gave for series, without a line of FHIR."""

import logging
import time
from itertools import groupby

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.actions.fhir_store import store
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.fhir import Json, by_series, content, reference, stored
from kaapana_clinical_tools.results import Result, device, observation, provenance, read

LOG = logging.getLogger(__name__)
# Two resources beside the results of a model: its Device and the Provenance.
CHUNK = 198


def run(context: Context) -> None:
    results = _distinct([r for file in context.inputs(".csv", ".json") for r in read(file)])
    if not results:
        raise NothingToDo("No result in the input folder")
    service = context.service("fhir-server")
    studies = by_series(service, (r.series_uid for r in results))
    known = [r for r in results if r.series_uid in studies]
    missing = len(results) - len(known)
    if missing and not context.flag("accept_missing"):
        raise ActionError(f"The series of {missing} of {len(results)} results is not in the store")
    resources = {reference(d): d for d in (device(r) for r in known)}
    resources |= {reference(o): o for o in (observation(r, studies[r.series_uid]) for r in known)}
    held = stored(service, resources.values())
    changed = [r for r in resources.values() if not _same(r, held.get(reference(r)))]
    counts = {"created": 0, "changed": 0, "unchanged": len(resources) - len(changed)}
    for pack in _packs(changed, resources, _origin(context)):
        for effect, number in store(service, pack, len(pack)).items():
            counts[effect] += number
    LOG.info("results: %s, without a series %s; resources: %s", len(known), missing, counts)
    context.write_json("report.json", counts | {"missing": missing})


def _distinct(results: list[Result]) -> list[Result]:
    found: dict[str, Result] = {}
    for result in results:
        other = found.setdefault(result.key(), result)
        if repr(other) != repr(result):
            raise ActionError("key/duplicate: two values for one series, name, model and version")
    return list(found.values())


def _same(new: Json, old: Json | None) -> bool:
    return old is not None and content(new) == content(old)


def _packs(changed: list[Json], resources: dict[str, Json], origin: Json) -> list[list[Json]]:
    """What one model gave, its Device and a Provenance of just these, in one transaction."""
    packs = []
    results = [r for r in changed if r["resourceType"] == "Observation"]
    results.sort(key=lambda r: str(r["device"]["reference"]))
    for name, group in groupby(results, key=lambda r: str(r["device"]["reference"])):
        own, made_by = list(group), resources[name]
        for start in range(0, len(own), CHUNK):
            part = own[start : start + CHUNK]
            packs.append([made_by, *part, provenance(part, made_by, origin["statement"], origin)])
    return packs


def _origin(context: Context) -> Json:
    form = context.configuration.get("workflow_form") or {}
    return {
        "recorded": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "statement": f"results of the workflow {context.text('dag_id', 'without a name')}",
        "run": context.text("run_id"),
        "person": form.get("username"),
    }


ACTION = Action(
    "ResultsToFhir",
    "stores a model's results from CSV or JSON with series UID, name, value, unit (UCUM), model and"
    " version as Observation, Device and Provenance; a second run writes nothing",
    (Parameter("accept_missing", "store the others though a series is not in the store", "False"),),
    run,
)
