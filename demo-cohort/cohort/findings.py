"""What the feeders must report about the cohort, by file, row and column."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from cohort import radiomics, tables
from cohort.model import Patient
from cohort.radiomics import Region, Results

Finding = dict[str, Any]


def findings(patients: list[Patient], clinical: Path, results: Results) -> dict[str, Any]:
    """The rows are those of the written files: the header is row 1, as a spreadsheet counts."""
    return {
        "clinical.csv": _clinical(clinical / "clinical.csv"),
        "laboratory.xlsx": _laboratory(clinical / "laboratory.xlsx"),
        "radiomics": _radiomics(patients, results),
        "patients": _contradictions(patients),
        "coverage": _coverage(patients),
    }


def _clinical(path: Path) -> list[Finding]:
    coded = {"clinical_T": tables.T_CODES, "clinical_N": tables.N_CODES}
    coded |= {"clinical_M": tables.M_CODES, "overall_stage": tables.GROUP_CODES}
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            for column, value in row.items():
                if value in tables.MISSING:
                    found.append(_finding(number, column, "missing", "none"))
                elif column in coded and value not in coded[column]:
                    found.append(_finding(number, column, "code outside of the list", "text only"))
                elif column == "PatientID" and value != value.strip():
                    found.append(_finding(number, column, "blanks around the id", "cut"))
    return found


def _laboratory(path: Path) -> list[Finding]:
    found = []
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    header = [str(name) for name in next(rows)]
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(header, cells, strict=True))
        if isinstance(row["Datum"], str) and not _is_date(row["Datum"]):
            found.append(_finding(number, "Datum", "date invalid", "row rejected"))
            continue
        for column in header[2:]:
            value = row[column]
            if value in tables.MISSING_LABORATORY:
                found.append(_finding(number, column, "missing", "none"))
            elif isinstance(value, str) and not value.replace(",", "", 1).isdigit():
                found.append(_finding(number, column, "number invalid", "cell rejected"))
    return found


def _is_date(text: str) -> bool:
    day, _, rest = text.partition(".")
    month, _, year = rest.partition(".")
    return len(year) == 4 and not (int(month) == 2 and int(day) > 29)


def _radiomics(patients: list[Patient], results: Results) -> list[Finding]:
    found = []
    for region in radiomics.regions(patients):
        for configuration, known in results.items():
            if not region.segmentation.in_pacs:
                what, effect = "SEG unknown to the PACS", "waiting"
            else:
                what, effect = "region failed", "panel without values"
            if (region.key in known and effect == "waiting") or known.get(region.key) == {}:
                found.append(_result(configuration, region) | {"what": what, "effect": effect})
    return found


def _result(configuration: str, region: Region) -> Finding:
    series, seg, number = region.key
    target = {"ImageSeriesUID": series, "SegSOPInstanceUID": seg, "SegmentNumber": number}
    return {"configuration": configuration, **target}


def _contradictions(patients: list[Patient]) -> list[Finding]:
    found = []
    for patient in patients:
        stated = patient.clinical.sex.upper() if patient.clinical is not None else ""
        if stated and patient.sex and stated != patient.sex:
            found.append({"patient": patient.pid, "what": "sex differs", "effect": "sheet wins"})
    return found


def _coverage(patients: list[Patient]) -> dict[str, int]:
    with_row = [p for p in patients if p.clinical is not None]
    laboratory = [p for p in patients for _ in p.laboratory]
    return {
        "clinicalRows": len(with_row),
        "clinicalRowsWithImaging": sum(bool(p.studies) for p in with_row),
        "patientsWithImagingWithoutClinicalRow": sum(
            bool(p.studies) and p.clinical is None for p in patients
        ),
        "laboratoryRows": len(laboratory),
        "laboratoryRowsWithImaging": sum(bool(p.studies) for p in laboratory),
        "patientsWithImagingWithoutLaboratoryRow": sum(
            bool(p.studies) and not p.laboratory for p in patients
        ),
    }


def _finding(row: int, column: str, what: str, effect: str) -> Finding:
    return {"row": row, "column": column, "what": what, "effect": effect}
