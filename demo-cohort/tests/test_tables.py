"""The expected tables follow from the committed files: a second computation, without the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from fnmatch import fnmatchcase

import pytest
from pydicom import Dataset

from committed import (
    Result,
    Row,
    clinical,
    dicom,
    document,
    haemoglobin,
    images,
    mapping,
    results,
    segmentations,
    table,
)

CODED = {
    "tnm_t": "clinical_T",
    "tnm_n": "clinical_N",
    "tnm_m": "clinical_M",
    "tnm_group": "overall_stage",
    "histology": "histology",
}
SURVIVAL = {
    "overall_time": "os_days",
    "overall_event": "os_event",
    "progression_free_time": "pfs_days",
    "progression_free_event": "pfs_event",
}


def study_day(image: Dataset) -> date:
    return datetime.strptime(image.StudyDate, "%Y%m%d").date()


def clinical_cells(patient: str, dicom_sex: str, anchor: date | None) -> Row:
    stated = clinical().get(patient, {})
    columns = mapping("clinical")["columns"]
    of_dicom = {"M": "male", "F": "female", "": ""}[dicom_sex]
    cells = {"sex": columns["sex"]["codes"].get(stated.get("sex", ""), of_dicom)}
    cells["age"] = stated.get("age", "")
    for column, source in CODED.items():
        text = stated.get(source, "")
        code = columns[source]["codes"].get(text, "")
        cells[column] = code["icdo3m"] if isinstance(code, dict) else code
        cells[f"{column}_text"] = text
    cells |= {column: stated.get(source, "") for column, source in SURVIVAL.items()}
    cells["lab_718_7"] = closest_haemoglobin(patient, anchor)
    return cells


def closest_haemoglobin(patient: str, anchor: date | None) -> str:
    days = {h.day: h.value for h in haemoglobin() if h.patient == patient}
    if anchor is None:
        return ""
    near = [day for day in sorted(days) if -90 <= (day - anchor).days <= 30]
    best = min(near, key=lambda day: abs((day - anchor).days), default=None)
    return "" if best is None else repr(days[best])


def imaging_cells(series: list[Dataset]) -> Row:
    image = series[0]
    down, across = (float(value) for value in image.PixelSpacing)
    return {
        "modality": image.Modality,
        "manufacturer": image.Manufacturer,
        "model": image.ManufacturerModelName,
        "slice_thickness": repr(float(image.SliceThickness)),
        "pixel_spacing": repr(down) if down == across else f"{down:g}\\{across:g}",
        "body_part": image.BodyPartExamined,
        "n_instances": str(len(series)),
    }


def tumour_regions() -> list[tuple[Dataset, Dataset]]:
    """SEG and segment, where the label matches and no newer one exists."""
    label = document("joint-table.json")["radiomics"]["roi"]["label"]
    newest: dict[tuple[str, ...], tuple[Dataset, Dataset]] = {}
    for seg in sorted(segmentations().values(), key=lambda s: (s.SeriesDate, s.SeriesTime)):
        for segment in seg.SegmentSequence:
            if re.fullmatch(label, segment.SegmentLabel):
                series = seg.ReferencedSeriesSequence[0].SeriesInstanceUID
                key = (series, segment.SegmentLabel, str(seg.ContentCreatorName))
                newest[key] = (seg, segment)
    return list(newest.values())


def panels(configuration: str) -> dict[tuple[str, str, str], Result]:
    return {r.region: r for r in results() if r.configuration == configuration}


def region(seg: Dataset, segment: Dataset) -> tuple[str, str, str]:
    series = seg.ReferencedSeriesSequence[0].SeriesInstanceUID
    return series, seg.SOPInstanceUID, str(segment.SegmentNumber)


def asked_features() -> list[str]:
    header = table("radiomics/bin25.csv")[0]
    patterns = document("joint-table.json")["radiomics"]["features"]
    return [name for name in header if any(fnmatchcase(name, p) for p in patterns)]


def feature_cells(result: Result | None) -> Row:
    values = {} if result is None else result.features
    return {name: repr(values[name]) if name in values else "" for name in asked_features()}


def same(expected: Row, computed: Row) -> list[str]:
    """Columns that differ; numbers are compared as doubles."""

    def number(text: str) -> float | str:
        return float(text) if re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", text) else text

    ids = ("patient_id", "study_uid", "series_uid", "seg_uid")
    assert list(expected.keys() - computed.keys()) == []
    return [
        name
        for name, text in expected.items()
        if (text if name in ids else number(text))
        != (computed[name] if name in ids else number(computed[name]))
    ]


def test_joint_table_follows_from_the_files() -> None:
    computed = {}
    for seg, segment in tumour_regions():
        series, uid, number = region(seg, segment)
        image = images()[series][0]
        row = {
            "patient_id": image.PatientID,
            "study_uid": image.StudyInstanceUID,
            "series_uid": series,
            "seg_uid": uid,
            "segment": number,
            "roi": segment.SegmentLabel,
            "study_date": study_day(image).isoformat(),
        }
        row |= clinical_cells(image.PatientID, image.PatientSex, study_day(image))
        row |= feature_cells(panels("bin25").get((series, uid, number)))
        computed[uid, number] = row | imaging_cells(images()[series])
    rows = table("expected/joint-table.csv")
    assert {(row["seg_uid"], row["segment"]) for row in rows} == set(computed)
    for row in rows:
        assert same(row, computed[row["seg_uid"], row["segment"]]) == []


def test_joint_table_is_sorted() -> None:
    keys = ("patient_id", "study_date", "study_uid", "series_uid", "seg_uid", "segment")
    order = [tuple(row[key] for key in keys) for row in table("expected/joint-table.csv")]
    assert order == sorted(order) and len(set(order)) == len(order)


def test_columns_come_in_the_asked_order() -> None:
    header = list(table("expected/joint-table.csv")[0])
    assert header[:7] == [
        *("patient_id", "study_uid", "series_uid", "seg_uid", "segment", "roi", "study_date")
    ]
    assert header[7:10] == ["age", "sex", "tnm_t"]
    assert [name for name in header if name.startswith("original_")] == asked_features()
    assert header[-4:] == list(SURVIVAL)
    assert list(table("expected/patient-table.csv")[0]) == ["patient_id", *header[6:]]


def test_patient_table_follows_from_the_files() -> None:
    rows = {row["patient_id"]: row for row in table("expected/patient-table.csv")}
    by_patient: dict[str, list[Dataset]] = {}
    for each in dicom().values():
        by_patient.setdefault(each.PatientID, []).append(each)
    assert set(rows) == set(by_patient) | set(clinical())
    assert list(rows) == sorted(rows)
    for patient, row in rows.items():
        assert same(row, patient_cells(patient, by_patient.get(patient, []))) == []


def patient_cells(patient: str, instances: list[Dataset]) -> Row:
    anchor = min((study_day(each) for each in instances), default=None)
    sex = instances[0].PatientSex if instances else ""
    row = {"patient_id": patient, "study_date": "" if anchor is None else anchor.isoformat()}
    row |= clinical_cells(patient, sex, anchor)
    found = [
        panels("bin25")[region(seg, segment)]
        for seg, segment in tumour_regions()
        if seg.PatientID == patient
    ]
    valued = [result for result in found if result.features]
    volume = "original_shape_VoxelVolume"
    row |= feature_cells(max(valued, key=lambda r: r.features[volume], default=None))
    series = [s for s in images().values() if s[0].PatientID == patient]
    if not series:
        return row | dict.fromkeys(imaging_cells(next(iter(images().values()))), "")
    each = [imaging_cells(s) for s in sorted(series, key=lambda s: s[0].StudyDate)]
    row |= each[0]
    row["slice_thickness"] = repr(min(float(cells["slice_thickness"]) for cells in each))
    row["n_instances"] = str(max(int(cells["n_instances"]) for cells in each))
    return row


def patients_with_several(keys: Sequence[tuple[str, ...]]) -> int:
    """How many patients (first part of the key) have a key more than once."""
    return len({key[0] for key in keys if keys.count(key) > 1})


def test_patients_that_compete_are_counted() -> None:
    told = {each["name"]: each["patients"] for each in document("expected/conflicts.json")}
    valued = [
        (seg, segment)
        for seg, segment in tumour_regions()
        if panels("bin25")[region(seg, segment)].features
    ]
    narrow = {r.region for r in results() if r.configuration == "bin10"}
    with_rows = {seg.PatientID for seg, _ in tumour_regions()}
    laboratory = [(h.patient,) for h in haemoglobin() if h.patient in with_rows]
    thickness = {(s[0].PatientID, s[0].SliceThickness) for s in images().values()}
    assert told == {
        "patient-without-reduce": patients_with_several([(s.PatientID,) for s, _ in valued]),
        "study-without-reduce": patients_with_several(
            [(s.PatientID, s.StudyInstanceUID) for s, _ in valued]
        ),
        "no-configuration": len(
            {s.PatientID for s, t in tumour_regions() if region(s, t) in narrow}
        ),
        "laboratory-without-pick": patients_with_several(laboratory),
        "laboratory-in-window-without-pick": patients_with_several(values_in_windows()),
        "imaging-without-pick": patients_with_several([(patient,) for patient, _ in thickness]),
    }
    assert all(number > 0 for number in told.values())


def values_in_windows() -> list[tuple[str, ...]]:
    studies = {(s.PatientID, s.StudyInstanceUID, study_day(s)) for s, _ in tumour_regions()}
    return [
        (patient, study)
        for patient, study, day in studies
        for h in haemoglobin()
        if h.patient == patient and -90 <= (h.day - day).days <= 30
    ]


@pytest.mark.parametrize("patient", ["DC-026", "DC-027"])
def test_rejected_dates_would_change_the_answer(patient: str) -> None:
    wrong = {"DC-026": "6.1", "DC-027": "6.2"}[patient]
    (row,) = [r for r in table("expected/joint-table.csv") if r["patient_id"] == patient]
    assert row["lab_718_7"] not in ("", wrong)
    assert wrong not in [repr(h.value) for h in haemoglobin()]
