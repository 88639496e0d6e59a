"""ExtractRadiomics: PyRadiomics with a parameter file on the images and masks of the batch."""

import csv
import io
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError, NothingToDo
from kaapana_clinical_tools.regions import INPUTS, REASON, Region, regions

LOG = logging.getLogger(__name__)
PARAMETERS = Path(__file__).parents[1] / "pyradiomics.yaml"


def run(context: Context) -> None:
    found = [r for element in context.elements() for r in _of(context, element)]
    if not found:
        raise NothingToDo("No mask in the batch")
    text = context.text("parameters") or PARAMETERS.read_text("utf-8")
    rows = list(_extract(text, found))
    failures = Counter(row[REASON] for row in rows if row[REASON])
    # One file for all: a failed region has the settings of its neighbours.
    context.write("features.csv", _table(rows))
    context.write("features.yaml", text.encode())
    report = {"regions": len(rows), "failed": dict(sorted(failures.items()))}
    context.write_json("report.json", report)
    LOG.info("regions %s, failed %s", report["regions"], report["failed"])


def _of(context: Context, element: Path) -> list[Region]:
    images = element / context.required("operator_in_dir")
    return regions(element.name, images, element / context.required("mask_operator_dir"))


def _extract(parameters: str, found: list[Region]) -> Iterator[dict[str, str]]:
    # These take seconds to load and are in one image alone.
    from kaapana_clinical_tools.pyradiomics import Extraction, Failed, UnusableParameters

    try:
        extraction = Extraction(parameters)
    except UnusableParameters as e:
        raise ActionError(f"The parameter parameters is not usable: {e}") from None
    for number, region in enumerate(found, 1):
        try:
            yield region.inputs() | extraction.features(region)
        except Failed as e:
            # What made it is known of a failure, too.
            yield region.inputs() | {REASON: e.reason} | extraction.made_by
        LOG.info("region %s of %s", number, len(found))


def _table(rows: list[dict[str, str]]) -> bytes:
    """Inputs first, then whatever a region has, in the tool's own order."""
    longest = max(rows, key=len)
    names = dict.fromkeys([*INPUTS, *longest, *(name for row in rows for name in row)])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(names), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


ACTION = Action(
    "ExtractRadiomics",
    "measures each mask of the batch with PyRadiomics, as `features.csv` with `features.yaml`;"
    " a region that fails is a row with its reason",
    (
        Parameter("mask_operator_dir", "the output folder of the step that made the masks"),
        Parameter("parameters", "PyRadiomics' parameter file as YAML or JSON", "our full set"),
    ),
    run,
)
