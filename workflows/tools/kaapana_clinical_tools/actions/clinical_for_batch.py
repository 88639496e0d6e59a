"""ClinicalForBatch: clinical facts beside each series, for a model that reads both."""

import json

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.table import Table


def run(context: Context) -> None:
    request = {"rows": "series"} | context.json("table_spec", dict)
    if request["rows"] != "series":
        raise ActionError('The table has one row for each series: "rows" is "series"')
    elements = context.elements()
    if not elements:
        raise NothingToDo("The batch is empty")
    rows = {r["series_uid"]: r for r in Table(context.service("fhir-server"), request).records()}
    missing = [e for e in elements if e.name not in rows]
    if missing and not context.flag("accept_missing"):
        raise ActionError(f"{len(missing)} of {len(elements)} series have no row in the table")
    for element in elements:
        if row := rows.get(element.name):
            text = json.dumps(row, indent=2, allow_nan=False)
            context.write("clinical.json", text.encode(), element)


ACTION = Action(
    "ClinicalForBatch",
    "writes a flat `clinical.json` for each series of the batch, column by column of the table",
    (
        Parameter("table_spec", "the request of `$joint-table` as JSON, with a row per series"),
        Parameter("accept_missing", "go on though series have no row", "False"),
    ),
    run,
)
