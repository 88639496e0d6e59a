"""Reads the committed files, with nothing of the generator's plan."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pydicom import Dataset, dcmread
from ruamel.yaml import YAML

HERE = Path(__file__).resolve().parent.parent

Row = dict[str, str]


@cache
def dicom() -> dict[Path, Dataset]:
    """All DICOM files by path, without pixels."""
    paths = sorted((HERE / "dicom").rglob("*.dcm"))
    return {path: dcmread(path, stop_before_pixels=True) for path in paths}


@cache
def images() -> dict[str, list[Dataset]]:
    """CT instances by SeriesInstanceUID."""
    series: dict[str, list[Dataset]] = {}
    for each in dicom().values():
        if each.Modality == "CT":
            series.setdefault(each.SeriesInstanceUID, []).append(each)
    return series


@cache
def segmentations() -> dict[str, Dataset]:
    """SEG objects by SOPInstanceUID."""
    return {each.SOPInstanceUID: each for each in dicom().values() if each.Modality == "SEG"}


def table(name: str) -> list[Row]:
    """A CSV file below demo-cohort."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def document(name: str) -> Any:  # noqa: ANN401
    """A JSON file below demo-cohort."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def mapping(name: str) -> Any:  # noqa: ANN401
    """A mapping below demo-cohort/clinical."""
    return YAML(typ="safe").load(HERE / "clinical" / f"{name}.mapping.yaml")


@cache
def clinical() -> dict[str, Row]:
    """Rows of the clinical sheet by PatientID; missing tokens are empty."""
    missing = mapping("clinical")["source"]["missing"]
    rows = {}
    for row in table("clinical/clinical.csv"):
        known = {k: "" if v in missing else v for k, v in row.items()}
        assert row["PatientID"].strip() not in rows
        rows[row["PatientID"].strip()] = known
    return rows


@dataclass(frozen=True)
class Haemoglobin:
    """One value of the laboratory workbook that can be read."""

    patient: str
    day: date
    value: float


@cache
def haemoglobin() -> list[Haemoglobin]:
    """All values of the workbook with a valid date."""
    lines = load_workbook(HERE / "clinical" / "laboratory.xlsx").worksheets[0].values
    header = next(lines)
    assert header == ("PatientID", "Datum", "Hb", "Kreatinin")
    read = []
    for patient, day_cell, cell, _ in lines:
        day, value = _day(day_cell), _decimal(cell)
        if day is not None and value is not None:
            read.append(Haemoglobin(str(patient), day, value))
    return read


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if re.fullmatch(r"\d{2}\.\d{2}\.\d{4}", str(cell)) is None:
        return None
    try:
        return datetime.strptime(str(cell), "%d.%m.%Y").date()
    except ValueError:
        return None


def _decimal(cell: object) -> float | None:
    try:
        return float(str(cell).replace(",", "."))
    except ValueError:
        return None


@dataclass(frozen=True)
class Result:
    """One result of PyRadiomics; a failed one has no features."""

    configuration: str
    keys: Row
    features: dict[str, float]

    @property
    def region(self) -> tuple[str, str, str]:
        names = ("ImageSeriesUID", "SegSOPInstanceUID", "SegmentNumber")
        series, seg, number = (self.keys[name] for name in names)
        return series, seg, number


@cache
def results() -> list[Result]:
    """All results of all files."""
    read = []
    for name, configuration in (("bin25.csv", "bin25"), ("bin10.csv", "bin10")):
        read += [_result(configuration, row) for row in table(f"radiomics/{name}")]
    read += [_result("bin25", row) for row in document("radiomics/bin25-part2.json")]
    return read


def _result(configuration: str, row: dict[str, Any]) -> Result:
    features = {k: float(v) for k, v in row.items() if k.startswith("original_") and v != ""}
    keys = {k: str(v) for k, v in row.items() if k in KEYS}
    return Result(configuration, keys, features)


KEYS = ("PatientID", "StudyInstanceUID", "ImageSeriesUID", "SegSOPInstanceUID", "SegmentNumber")
