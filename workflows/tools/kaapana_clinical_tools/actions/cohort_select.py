"""CohortSelect: criteria to series, to a dataset of Kaapana, and to a workflow."""

import json
import logging
from typing import Any

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.service import Service
from kaapana_clinical_tools.table import Table

LOG = logging.getLogger(__name__)
BACKEND = "http://kaapana-backend-service.services.svc:5000"
CHANGES = ("ADD", "UPDATE", "DELETE")


def run(context: Context) -> None:
    dataset, change = context.text("dataset_name"), context.text("action_on_dataset", "UPDATE")
    if change not in CHANGES:
        raise ActionError(f"The parameter action_on_dataset is one of {', '.join(CHANGES)}")
    if context.text("trigger_dag_id") and not dataset:
        raise ActionError(
            "A workflow is started on a dataset: the parameter dataset_name is missing"
        )
    where = context.json("where", list)
    service = context.service("fhir-server")
    request: dict[str, Any] = {"where": where}
    if name := context.text("store_as"):
        request["store"] = {"name": name}
    cohort = service.post("/fhir/$cohort", json=request).json()
    series = _series(context, service, cohort)
    _check(context, series)
    context.write_json("identifiers.json", series)
    counts = {kind: len(cohort[kind]) for kind in ("patients", "studies")}
    report = counts | {"series": len(series), "attrition": cohort["attrition"]}
    context.write_json("report.json", report)
    LOG.info("series %s, %s", len(series), counts)
    if dataset:
        _dataset(context, dataset, change, series)


def _series(context: Context, service: Service, cohort: dict[str, Any]) -> list[str]:
    wanted = {m.strip() for m in context.text("modality").split(",") if m.strip()}
    if not wanted:
        return sorted(cohort["series"])
    table = Table(service, {"rows": "series", "imaging": ["modality"]})
    own = set(cohort["series"])
    return sorted(
        row["series_uid"]
        for row in table.records()
        if row["series_uid"] in own and row["modality"] in wanted
    )


def _check(context: Context, series: list[str]) -> None:
    if not series:
        raise NothingToDo("No series satisfies the criteria")
    least, most = context.number("min_series", 1), context.number("max_series", float("inf"))
    if not least <= len(series) <= most:
        raise ActionError(f"{len(series)} series, wanted were {least:g} to {most:g}")


def _dataset(context: Context, name: str, change: str, series: list[str]) -> None:
    backend = context.platform("kaapana_backend", BACKEND)
    project = json.dumps(context.project())
    user = context.text("kaapana_project_user_name", "system")
    headers = {
        "Project": project,
        "x-forwarded-access-token": context.tokens.get(),
        "x-forwarded-preferred-username": user,
    }
    body = {"action": change, "name": name, "identifiers": series}
    backend.put("/client/dataset", json=body, headers=headers)
    if dag_id := context.text("trigger_dag_id"):
        form = context.configuration.get("workflow_form") or {}
        order = {
            "workflow_name": f"{dag_id}-{name}",
            "dag_id": dag_id,
            "instance_names": form.get("runner_instances", []),
            "conf_data": {
                "data_form": {"dataset_name": name, "identifiers": series},
                "workflow_form": {},
            },
            "username": user,
            "federated": False,
            "remote": False,
        }
        # Not tried again here: a second call would start a second workflow.
        backend.post("/client/workflow", json=order, headers=headers, tries=1)


ACTION = Action(
    "CohortSelect",
    "selects the series of the patients that satisfy criteria, as `identifiers.json` and as a"
    " dataset of Kaapana, on which a workflow may start",
    (
        Parameter("where", "criteria as in `$cohort`, a JSON list"),
        Parameter("modality", "keep these alone, with commas between"),
        Parameter("dataset_name", "the dataset; empty = none"),
        Parameter("action_on_dataset", "`ADD`, `UPDATE` or `DELETE`", "UPDATE"),
        Parameter("min_series", "fail below this number", "1"),
        Parameter("max_series", "fail above this number"),
        Parameter("store_as", "also store the cohort as Group and List of this name"),
        Parameter("trigger_dag_id", "the workflow to start on the dataset"),
    ),
    run,
)
