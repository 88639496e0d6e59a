"""FhirQuery: a joint table or a search, complete or not at all."""

import json

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.fhir import search_query
from kaapana_clinical_tools.table import Table


def run(context: Context) -> None:
    if bool(context.text("table_spec")) == bool(context.text("query")):
        raise ActionError("Give either table_spec or query")
    if context.text("query"):
        _search(context)
    else:
        _table(context)


def _search(context: Context) -> None:
    resources = search_query(context.service("fhir-server"), context.required("query"))
    _check(context, len(resources), "search finds", "resources")
    lines = "".join(json.dumps(resource) + "\n" for resource in resources)
    context.write_json("manifest.json", {"resources": len(resources)})
    context.write("resources.ndjson", lines.encode())


def _table(context: Context) -> None:
    table = Table(context.service("fhir-server"), context.json("table_spec", dict))
    _check(context, len(table.lines), "table has", "rows")
    for form in ("columns", "manifest"):
        context.write(f"{form}.json", table.part(form))
    context.write_json("request.json", table.request)
    context.write("table.csv", table.content)


def _check(context: Context, found: int, verb: str, what: str) -> None:
    least = int(context.number("expect_min_rows", 0))
    if found < least:
        raise ActionError(f"The {verb} {found} {what}, at least {least} were expected")
    if found == 0:
        raise NothingToDo(f"The {verb} no {what}")


ACTION = Action(
    "FhirQuery",
    "writes the joint table as `table.csv` with `columns.json`, `manifest.json`, `request.json`,"
    " or what a search finds as `resources.ndjson`",
    (
        Parameter("table_spec", "the request of `$joint-table` as JSON"),
        Parameter("query", "or a FHIR search, as `Observation?code=...`"),
        Parameter("expect_min_rows", "fail below this number of rows or resources", "0"),
    ),
    run,
)
