"""RadiomicsToFhir: result files to radiomics-adapter."""

import logging
from pathlib import Path
from typing import Any

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.service import Service

LOG = logging.getLogger(__name__)
API = "/radiomics/api/v1"
ENDINGS = ".csv,.json,.xml"


def run(context: Context) -> None:
    endings = context.text("file_endings", ENDINGS)
    found = context.inputs(*(e.strip().lower() for e in endings.split(",")))
    results = [file for file in found if not _repeats_xml(file)]
    if not results:
        raise NothingToDo("No result in the input folder")
    service = context.service("radiomics-adapter")
    report = [_ingest(context, service, file) for file in results]
    context.write_json("report.json", report)
    _check(report)


def _repeats_xml(file: Path) -> bool:
    """MITK's step writes each result three times; only the XML says of which image it is."""
    return file.suffix != ".xml" and file.with_suffix(".xml").is_file()


def _check(report: list[dict[str, Any]]) -> None:
    """Single results are refused for reasons of theirs; when all are, the task is of no use."""
    units = [ingest["units"] for ingest in report]
    rejected = sum(unit.get("rejected", 0) for unit in units)
    if rejected and rejected == sum(unit["in"] for unit in units):
        raise ActionError(f"radiomics-adapter refused all results, {rejected}; its report says why")
    if rejected:
        LOG.warning("refused results: %s; the report of radiomics-adapter says why", rejected)


def _ingest(context: Context, service: Service, file: Path) -> dict[str, Any]:
    # The name of a file may be derived from a UID, which belongs in no log.
    files = {"file": (f"results{file.suffix}", file.read_bytes())}
    if parameters := _parameters(context, file):
        files["parameters"] = ("parameters.yaml", parameters.read_bytes())
    names = {"configurationName": "configuration_name", "dataset": "dataset"}
    form = {part: text for part, name in names.items() if (text := context.text(name))}
    form |= {"acceptUnlinked": str(context.flag("accept_unlinked")).lower()}
    # Kaapana's own steps say in the path alone which segmentation they measured; a body is no log.
    form["sourcePath"] = file.relative_to(context.run_dir).as_posix()
    form |= {"workflow": context.text("dag_id"), "run": context.text("run_id")}
    answer = service.post(f"{API}/ingests", files=files, data=form)
    job = service.job(API, answer, context.number("timeout_s", 3600))
    return {"units": job["units"], "resources": job["resources"]}


def _parameters(context: Context, file: Path) -> Path | None:
    named = context.text("extractor_config")
    given = file.with_name(Path(named).name) if named else file.with_suffix(".yaml")
    return given if given.is_file() else None


ACTION = Action(
    "RadiomicsToFhir",
    "stores radiomics results, one panel for each segment and image",
    (
        Parameter("extractor_config", "the parameter file beside the results; else `<name>.yaml`"),
        Parameter("configuration_name", "what a table asks for"),
        Parameter("dataset", "the dataset the results belong to"),
        Parameter("file_endings", "which files of the input are results", ENDINGS),
        Parameter("accept_unlinked", "also store results without an image", "False"),
        Parameter("timeout_s", "seconds until a job must have ended", "3600"),
    ),
    run,
)
