"""The committed files fit together."""

from __future__ import annotations

import re

import pytest
from pydicom.uid import ExplicitVRLittleEndian

from cohort.numbers import canonical
from cohort.plan import BIN10
from cohort.traps import TRAPS
from committed import (
    HERE,
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


def test_cohort_is_small() -> None:
    parts = ("dicom", "clinical", "radiomics", "expected")
    files = [p for part in parts for p in (HERE / part).rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) < 15_000_000


def test_file_names_hold_no_patient_id() -> None:
    for path, each in dicom().items():
        parts = path.relative_to(HERE / "dicom").parts
        assert re.fullmatch(r"\d\d/study\d/(seg\d|ct\d/\d\d)\.dcm", "/".join(parts))
        assert not each.PatientID.endswith(parts[0])


def test_dicom_is_uncompressed_and_uids_are_derived() -> None:
    instances = set()
    for each in dicom().values():
        assert each.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
        assert re.fullmatch(r"2\.25\.[1-9]\d{1,38}", each.SOPInstanceUID)
        instances.add(each.SOPInstanceUID)
    assert len(instances) == len(dicom())


def test_patient_and_study_attributes_agree_in_all_files_of_a_folder() -> None:
    seen: dict[str, set[tuple[str, ...]]] = {}
    for path, each in dicom().items():
        name = (each.PatientID, str(each.PatientName), each.PatientSex, each.PatientBirthDate)
        study = (each.StudyInstanceUID, each.StudyDate, each.StudyTime, each.AccessionNumber)
        folder = "/".join(path.relative_to(HERE / "dicom").parts[:2])
        seen.setdefault(folder, set()).add((*name, *study))
    assert all(len(values) == 1 for values in seen.values())


def test_segmentations_refer_to_images_of_the_cohort() -> None:
    for seg in segmentations().values():
        (reference,) = seg.ReferencedSeriesSequence
        sources = images()[reference.SeriesInstanceUID]
        assert {s.StudyInstanceUID for s in sources} == {seg.StudyInstanceUID}
        referenced = {r.ReferencedSOPInstanceUID for r in reference.ReferencedInstanceSequence}
        assert referenced <= {s.SOPInstanceUID for s in sources}
        for segment in seg.SegmentSequence:
            assert segment.TrackingUID and segment.SegmentedPropertyTypeCodeSequence


def test_no_segmentation_ties_with_another_one() -> None:
    keys = [
        (
            seg.ReferencedSeriesSequence[0].SeriesInstanceUID,
            segment.SegmentLabel,
            str(seg.ContentCreatorName),
            seg.SeriesDate,
            seg.SeriesTime,
        )
        for seg in segmentations().values()
        for segment in seg.SegmentSequence
    ]
    assert len(set(keys)) == len(keys)


def test_numbers_are_those_of_the_files() -> None:
    known = set(segmentations())
    panels = [r for r in results() if r.keys["SegSOPInstanceUID"] in known]
    persons = {each.PatientID for each in dicom().values()} | set(clinical())
    assert document("expected/numbers.json") == {
        "patients": len(persons | {h.patient for h in haemoglobin()}),
        "studies": len({each.StudyInstanceUID for each in dicom().values()}),
        "panels": len(panels),
        "rows": len(table("expected/joint-table.csv")),
    }


def test_every_segment_has_one_result_with_bin_width_25() -> None:
    evaluated = [r.region for r in results() if r.configuration == "bin25"]
    segments = {
        (seg.ReferencedSeriesSequence[0].SeriesInstanceUID, uid, str(s.SegmentNumber))
        for uid, seg in segmentations().items()
        for s in seg.SegmentSequence
    }
    assert len(set(evaluated)) == len(evaluated)
    assert len(set(evaluated) - segments) == 1  # the withdrawn one
    assert segments <= set(evaluated)


def test_one_region_failed_and_all_others_have_107_features() -> None:
    counts = sorted(len(result.features) for result in results())
    assert counts[0] == 0 and set(counts[1:]) == {107}


def test_configurations_differ_in_numbers_that_depend_on_the_bin_width() -> None:
    by_region = {r.region: r for r in results() if r.configuration == "bin25"}
    narrow = [r for r in results() if r.configuration == "bin10"]
    assert {r.keys["PatientID"] for r in narrow} == BIN10
    for each in narrow:
        wide = by_region[each.region].features
        assert each.features["original_firstorder_Mean"] == wide["original_firstorder_Mean"]
        assert each.features["original_firstorder_Entropy"] > wide["original_firstorder_Entropy"]


def test_mappings_name_the_columns_of_their_tables() -> None:
    header = set(table("clinical/clinical.csv")[0]) - {"PatientID"}
    assert set(mapping("clinical")["columns"]) == header
    assert set(mapping("laboratory")["columns"]) == {"Hb", "Kreatinin"}
    assert mapping("laboratory")["source"]["grain"]["date"] == "Datum"
    datasets = {mapping(name)["metadata"]["dataset"] for name in ("clinical", "laboratory")}
    assert len(datasets) == 2


def test_traps_name_patients_of_the_cohort() -> None:
    persons = {each.PatientID for each in dicom().values()} | set(clinical())
    assert {pid for trap in TRAPS for pid in trap.patients} <= persons
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert all(trap.what in readme for trap in TRAPS)


def test_findings_name_cells_that_exist() -> None:
    rows = table("clinical/clinical.csv")
    found = document("expected/findings.json")
    for each in found["clinical.csv"]:
        value = rows[each["row"] - 2][each["column"]]
        assert value in ("", "NA") if each["what"] == "missing" else value not in ("", "NA")
    effects = [each["effect"] for each in found["laboratory.xlsx"]]
    assert effects.count("row rejected") == 2 and effects.count("cell rejected") == 1
    assert [each["effect"] for each in found["radiomics"]] == ["panel without values", "waiting"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2165.0, "2165"),
        (-0.5, "-0.5"),
        (1e21, "1e+21"),
        (1e20, "100000000000000000000"),
        (1.5e-7, "1.5e-7"),
        (0.000001, "0.000001"),
        (9591132.000000002, "9591132.000000002"),
        (0.0, "0"),
    ],
)
def test_numbers_are_written_as_json_writes_them(value: float, text: str) -> None:
    assert canonical(value) == text
    assert float(text) == value
