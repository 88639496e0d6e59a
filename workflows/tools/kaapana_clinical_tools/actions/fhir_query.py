"""FhirQuery: a joint table, complete or not at all."""

import csv
import io
import json

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo

TABLE = "/fhir/$joint-table"


def run(context: Context) -> None:
    try:
        request = json.loads(context.required("table_spec"))
    except ValueError:
        raise ActionError("The parameter table_spec is not JSON") from None
    service = context.service("fhir-server")
    answer = service.post(TABLE, json=request, headers={"Accept": "text/csv"})
    text = answer.content.decode("utf-8")
    rows = max(0, sum(1 for _ in csv.reader(io.StringIO(text))) - 1)
    stated = answer.headers.get("X-Row-Count", "nothing")
    if stated != str(rows):
        raise ActionError(f"The table is not complete: {rows} rows, the server stated {stated}")
    least = int(context.number("expect_min_rows", 0))
    if rows < least:
        raise ActionError(f"The table has {rows} rows, at least {least} were expected")
    if rows == 0:
        raise NothingToDo("The table has no row")
    for form in ("columns", "manifest"):
        part = service.post(f"{TABLE}?_format={form}", json=request)
        context.write(f"{form}.json", part.content)
    context.write_json("request.json", request)
    context.write("table.csv", answer.content)


ACTION = Action(
    "FhirQuery",
    "writes the joint table as `table.csv` with `columns.json`, `manifest.json`, `request.json`",
    (
        Parameter("table_spec", "the request of `$joint-table` as JSON"),
        Parameter("expect_min_rows", "fail below this number of rows", "0"),
    ),
    run,
)
