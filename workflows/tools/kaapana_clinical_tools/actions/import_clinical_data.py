"""ImportClinicalData: tables with their mappings to import-service."""

from pathlib import Path
from typing import Any

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import NothingToDo
from kaapana_clinical_tools.service import Service

API = "/import/api/v1"


def run(context: Context) -> None:
    tables = list(context.inputs(".csv", ".tsv", ".xlsx"))
    if not tables:
        raise NothingToDo("No table in the input folder")
    service = context.service("import-service")
    context.write_json("report.json", [_table(context, service, table) for table in tables])


def _table(context: Context, service: Service, table: Path) -> dict[str, Any]:
    files = {"file": (table.name, table.read_bytes())}
    mapping = table.with_name(f"{table.stem}.mapping.yaml")
    if mapping.is_file():
        files["mapping"] = (mapping.name, mapping.read_bytes())
    names = {"mappingName": "mapping_name", "dataset": "dataset", "sheet": "sheet"}
    form = {part: text for part, name in names.items() if (text := context.text(name))}
    created = service.post(f"{API}/imports", files=files, data=form).json()
    if context.flag("dry_run"):
        return {"import": created["id"], "committed": False}
    options = {"confirmLowCoverage": context.flag("confirm_low_coverage")}
    answer = service.post(f"{API}/imports/{created['id']}/commit", json=options)
    job = service.job(API, answer, context.number("timeout_s", 3600))
    counts = {"units": job["units"], "resources": job["resources"]}
    return {"import": created["id"], "committed": True} | counts


ACTION = Action(
    "ImportClinicalData",
    "imports tables; `<name>.mapping.yaml` beside a table is its mapping",
    (
        Parameter("mapping_name", "a stored mapping, where none lies beside the table"),
        Parameter("dataset", "the dataset, instead of the mapping's"),
        Parameter("sheet", "the sheet of a workbook"),
        Parameter("dry_run", "preview only, write nothing", "False"),
        Parameter("confirm_low_coverage", "commit though few rows have imaging", "False"),
        Parameter("timeout_s", "seconds until a job must have ended", "3600"),
    ),
    run,
)
