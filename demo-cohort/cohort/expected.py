"""The expected answers, computed from the plan and the tool's numbers alone."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from cohort import findings, radiomics, tables
from cohort.model import Patient, Series, Study
from cohort.numbers import canonical
from cohort.radiomics import Region, Results

LABEL = r"(?i)tumou?r.*"
SEX_OF_DICOM = {"M": "male", "F": "female", "O": "other"}

LAB = {"concept": "lab:718-7", "pick": "closest", "window": [-90, 30], "unit": "g/dL"}
RADIOMICS = {
    "features": ["original_shape_*", "original_firstorder_*"],
    "configuration": "bin25",
    "roi": {"label": LABEL, "creator": None, "latest": True},
    "reduce": None,
}
IMAGING = [
    *("modality", "manufacturer", "model", "slice_thickness"),
    *("pixel_spacing", "body_part", "n_instances"),
]
REQUEST: dict[str, Any] = {
    "rows": "roi",
    "anchor": "imaging",
    "clinical": [
        *("age", "sex", "tnm.T", "tnm.N", "tnm.M", "tnm.group", "histology"),
        LAB,
    ],
    "radiomics": RADIOMICS,
    "imaging": IMAGING,
    "survival": ["overall", "progression-free"],
}
IMAGING_PICKS: list[Any] = [
    "modality",
    {"name": "manufacturer", "pick": "first"},
    {"name": "model", "pick": "first"},
    {"name": "slice_thickness", "pick": "min"},
    {"name": "pixel_spacing", "pick": "first"},
    "body_part",
    {"name": "n_instances", "pick": "max"},
]
PATIENT_REQUEST: dict[str, Any] = {
    **REQUEST,
    "rows": "patient",
    "radiomics": {**RADIOMICS, "reduce": "largest"},
    "imaging": IMAGING_PICKS,
}

CLINICAL_COLUMNS = [
    *("age", "sex"),
    *("tnm_t", "tnm_t_text", "tnm_n", "tnm_n_text", "tnm_m", "tnm_m_text"),
    *("tnm_group", "tnm_group_text", "histology", "histology_text", "lab_718_7"),
]
SURVIVAL_COLUMNS = [
    *("overall_time", "overall_event"),
    *("progression_free_time", "progression_free_event"),
]
ROI_KEYS = ["patient_id", "study_uid", "series_uid", "seg_uid", "segment", "roi", "study_date"]

Row = dict[str, str]


@dataclass(frozen=True)
class Truth:
    """Plan and numbers together."""

    patients: list[Patient]
    results: Results
    features: list[str]

    @property
    def columns(self) -> list[str]:
        """The features that the requests ask for, in the tool's order."""
        patterns = RADIOMICS["features"]
        assert isinstance(patterns, list)
        return [name for name in self.features if any(fnmatchcase(name, p) for p in patterns)]


def write(patients: list[Patient], folder: Path, results: Path) -> dict[str, int]:
    """Writes requests and answers; returns the numbers."""
    truth = Truth(patients, radiomics.read(results), radiomics.feature_names(results))
    answers = folder / "expected"
    answers.mkdir(parents=True, exist_ok=True)
    rows = roi_rows(truth)
    header = [*ROI_KEYS, *CLINICAL_COLUMNS, *truth.columns, *IMAGING, *SURVIVAL_COLUMNS]
    (answers / "joint-table.csv").write_text(_csv(header, rows), encoding="utf-8", newline="")
    header = ["patient_id", *header[header.index("study_date") :]]
    table = _csv(header, patient_rows(truth))
    (answers / "patient-table.csv").write_text(table, encoding="utf-8", newline="")
    numbers = {
        "patients": len(patients),
        "studies": sum(len(p.studies) for p in patients),
        "panels": len(stored(truth, "bin25")) + len(stored(truth, "bin10")),
        "rows": len(rows),
    }
    _json(answers / "numbers.json", numbers)
    _json(answers / "conflicts.json", conflicts(truth))
    reported = findings.findings(patients, folder / "clinical", truth.results)
    _json(answers / "findings.json", reported)
    _json(folder / "joint-table.json", REQUEST)
    _json(folder / "patient-table.json", PATIENT_REQUEST)
    return numbers


def stored(truth: Truth, configuration: str) -> list[Region]:
    """The regions for which a panel exists, the failed one among them."""
    known = truth.results[configuration]
    return [
        region
        for region in radiomics.regions(truth.patients)
        if region.segmentation.in_pacs and region.key in known
    ]


def chosen(patient: Patient) -> list[Region]:
    """The patient's regions that pass the label and are the latest of their kind."""
    newest: dict[tuple[str, ...], Region] = {}
    for region in radiomics.regions([patient]):
        seg, segment = region.segmentation, region.segment
        if not seg.in_pacs or not re.fullmatch(LABEL, segment.label):
            continue
        kind = (region.key[0], segment.label, seg.creator)
        other = newest.get(kind)
        if other is None or _drawn(region) > _drawn(other):
            newest[kind] = region
    return list(newest.values())


def _drawn(region: Region) -> tuple[str, str]:
    seg = region.segmentation
    return seg.date, seg.time.ljust(6, "0")


def roi_rows(truth: Truth) -> list[Row]:
    """One row for each chosen region."""
    rows = []
    for patient in truth.patients:
        for region in chosen(patient):
            series = next(s for s in region.study.series if s.key == region.segmentation.series)
            row = {
                "patient_id": patient.pid,
                "study_uid": patient.study_uid(region.study),
                "series_uid": region.key[0],
                "seg_uid": region.key[1],
                "segment": str(region.segment.number),
                "roi": region.segment.label,
                "study_date": region.study.date.isoformat(),
            }
            row |= _clinical(patient, region.study.date) | _features(truth, region)
            rows.append(row | _imaging(region.study, series) | _survival(patient))
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[str, str, str, str, str, int]:
    uids = (row["study_uid"], row["series_uid"], row["seg_uid"])
    return (row["patient_id"], row["study_date"], *uids, int(row["segment"]))


def patient_rows(truth: Truth) -> list[Row]:
    """One row for each patient, also without imaging."""
    rows = []
    for patient in truth.patients:
        earliest = min((study.date for study in patient.studies), default=None)
        row = {
            "patient_id": patient.pid,
            "study_date": "" if earliest is None else earliest.isoformat(),
        }
        row |= _clinical(patient, earliest)
        panels = [r for r in chosen(patient) if truth.results["bin25"].get(r.key)]
        if panels:
            row |= _features(truth, max(panels, key=lambda r: _volume(truth, r)))
        rows.append(row | _imaging_of_patient(patient) | _survival(patient))
    return sorted(rows, key=lambda row: row["patient_id"])


def _volume(truth: Truth, region: Region) -> float:
    return float(truth.results["bin25"][region.key]["original_shape_VoxelVolume"])


def _features(truth: Truth, region: Region) -> Row:
    values = truth.results["bin25"].get(region.key, {})
    return {name: canonical(float(values[name])) for name in truth.columns if name in values}


def _clinical(patient: Patient, anchor: date | None) -> Row:
    row = {"sex": _sex(patient), "lab_718_7": _closest(patient, anchor)}
    stated = patient.clinical
    if stated is None:
        return row
    row["age"] = _number(stated.age)
    coded = {
        "tnm_t": (stated.t, tables.T_CODES),
        "tnm_n": (stated.n, tables.N_CODES),
        "tnm_m": (stated.m, tables.M_CODES),
        "tnm_group": (stated.group, tables.GROUP_CODES),
        "histology": (stated.histology, tables.HISTOLOGY_CODES),
    }
    for column, (text, codes) in coded.items():
        if text not in tables.MISSING:
            row |= {column: codes.get(text, ""), f"{column}_text": text}
    return row


def _sex(patient: Patient) -> str:
    stated = patient.clinical.sex if patient.clinical is not None else ""
    return tables.SEX_CODES.get(stated, SEX_OF_DICOM.get(patient.sex, ""))


def _closest(patient: Patient, anchor: date | None) -> str:
    if anchor is None:
        return ""
    low, high = -90, 30
    candidates = [
        (abs((row.day - anchor).days), row.day, row.haemoglobin)
        for row in patient.laboratory
        if row.day is not None
        and row.haemoglobin is not None
        and low <= (row.day - anchor).days <= high
    ]
    return canonical(min(candidates)[2]) if candidates else ""


def _number(text: str) -> str:
    return "" if text in tables.MISSING else canonical(float(text))


def _survival(patient: Patient) -> Row:
    stated = patient.clinical
    if stated is None:
        return {}
    values = (stated.os_days, stated.os_event, stated.pfs_days, stated.pfs_event)
    return {name: _number(v) for name, v in zip(SURVIVAL_COLUMNS, values, strict=True)}


def _imaging(study: Study, series: Series) -> Row:
    rows, columns = (canonical(value) for value in series.spacing)
    return {
        "modality": "CT",
        "manufacturer": study.scanner.manufacturer,
        "model": study.scanner.model,
        "slice_thickness": canonical(series.thickness),
        "pixel_spacing": rows if rows == columns else f"{rows}\\{columns}",
        "body_part": "CHEST",
        "n_instances": str(series.slices),
    }


def _imaging_of_patient(patient: Patient) -> Row:
    if not patient.studies:
        return {}
    studies = sorted(patient.studies, key=lambda study: study.date)
    series = [each for study in studies for each in study.series]
    row = _imaging(studies[0], studies[0].series[0])
    row["slice_thickness"] = canonical(min(each.thickness for each in series))
    row["n_instances"] = str(max(each.slices for each in series))
    return row


def conflicts(truth: Truth) -> list[dict[str, Any]]:
    """Requests that name too little: what to merge into joint-table.json, and the answer."""
    several = _concerned(truth, lambda p: len(_panels(truth, p)) > 1)
    in_study = _concerned(truth, lambda p: _repeats(r.study.key for r in _panels(truth, p)))
    both = _concerned(
        truth, lambda p: any(r.key in truth.results["bin10"] for r in _panels(truth, p))
    )
    dated = [{k: v for k, v in LAB.items() if k != "pick"}]
    undated = [{k: v for k, v in LAB.items() if k not in ("pick", "window")}]
    thickness = _concerned(
        truth, lambda p: len({x.thickness for s in p.studies for x in s.series}) > 1
    )
    only_modality = {"imaging": ["modality"]}
    largest = {"radiomics": {"reduce": "largest"}}
    reduce, pick = "joint-table/reduce-needed", "joint-table/pick-needed"
    configuration = {"radiomics": {"configuration": None}}
    return [
        _conflict("patient-without-reduce", {"rows": "patient", **only_modality}, reduce, several),
        _conflict("study-without-reduce", {"rows": "study", **only_modality}, reduce, in_study),
        _conflict("no-configuration", configuration, "joint-table/configuration-needed", both),
        _conflict(
            "laboratory-without-pick",
            {"clinical": undated},
            pick,
            _concerned(truth, lambda p: bool(chosen(p)) and len(_values(p)) > 1),
        ),
        _conflict(
            "laboratory-in-window-without-pick",
            {"clinical": dated},
            pick,
            _concerned(truth, _several_in_window),
        ),
        _conflict(
            "imaging-without-pick",
            {"rows": "patient", "imaging": ["slice_thickness"], **largest},
            pick,
            thickness,
        ),
    ]


def _conflict(name: str, merge: dict[str, Any], code: str, patients: int) -> dict[str, Any]:
    return {"name": name, "merge": merge, "status": 422, "code": code, "patients": patients}


def _concerned(truth: Truth, concerned: Callable[[Patient], bool]) -> int:
    return sum(1 for patient in truth.patients if concerned(patient))


def _panels(truth: Truth, patient: Patient) -> list[Region]:
    return [r for r in chosen(patient) if truth.results["bin25"].get(r.key)]


def _repeats(keys: Iterable[str]) -> bool:
    listed = list(keys)
    return len(set(listed)) < len(listed)


def _values(patient: Patient) -> list[date]:
    return [r.day for r in patient.laboratory if r.day is not None and r.haemoglobin is not None]


def _several_in_window(patient: Patient) -> bool:
    anchors = {region.study.date for region in chosen(patient)}
    return any(
        sum(1 for day in _values(patient) if -90 <= (day - anchor).days <= 30) > 1
        for anchor in anchors
    )


def _csv(header: list[str], rows: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _json(path: Path, value: object) -> None:
    text = json.dumps(value, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
