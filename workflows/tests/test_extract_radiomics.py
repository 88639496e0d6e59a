"""The real PyRadiomics on the demo cohort's images gives the demo cohort's results."""

import csv
import logging
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from conftest import Task
from volumes import Cohort, Segmentation

COHORT = Cohort()
BIN25 = (COHORT.folder / "radiomics" / "bin25.yaml").read_text("utf-8")


@pytest.fixture
def extract(task: Task):
    """Runs the action on what the converters of the platform would have given."""

    def act(parameters: str = BIN25) -> list[dict[str, str]]:
        task.env |= {"OPERATOR_IN_DIR": "dcm-converter", "OPERATOR_OUT_DIR": "out"}
        task.env |= {"MASK_OPERATOR_DIR": "mask2nifti"}
        assert task.act("ExtractRadiomics", parameters=parameters) == 0
        with (task.run / "out" / "features.csv").open(newline="") as lines:
            return list(csv.DictReader(lines))

    return act


def convert(task: Task, segmentation: Segmentation) -> Path:
    element = task.run / "batch" / segmentation.series_uid
    segmentation.convert(element / "dcm-converter", element / "mask2nifti")
    return element


def test_the_features_are_those_of_the_demo_cohort(task: Task, extract) -> None:
    expected = COHORT.results("bin25")
    chosen = [COHORT.segmentation(p) for p in ("DC-001", "DC-003", "DC-009")]
    for each in chosen:
        convert(task, each)
    rows = extract()
    assert len(rows) == 5
    for row in rows:
        sop = row["SegSOPInstanceUID"]
        assert sop == COHORT.by_series(row["SegSeriesInstanceUID"]).sop_uid
        known = expected[row["ImageSeriesUID"], sop, int(row["SegmentNumber"])]
        features = {k: float(v) for k, v in row.items() if k.startswith("original_")}
        assert len(features) == 107
        assert features == {k: float(v) for k, v in known.items()}
        assert row["FailureReason"] == ""
    assert (task.run / "out" / "features.yaml").read_text("utf-8").strip() == BIN25.strip()


def test_a_region_that_fails_is_a_row_with_its_reason(task: Task, extract, caplog) -> None:
    caplog.set_level(logging.INFO)
    one_voxel = COHORT.segmentation("DC-010")
    convert(task, one_voxel)
    good = convert(task, COHORT.segmentation("DC-001"))
    mask = next((good / "mask2nifti").iterdir())
    (good / "mask2nifti" / "seg--8--broken.nrrd").write_text("no volume")
    empty = sitk.ReadImage(str(mask)) * 0
    sitk.WriteImage(empty, str(good / "mask2nifti" / "seg--9--empty.nrrd"))
    outside = sitk.ReadImage(str(mask))
    outside.SetOrigin([o + 1000 for o in outside.GetOrigin()])
    sitk.WriteImage(outside, str(good / "mask2nifti" / "seg--7--outside.nrrd"))
    lonely = convert(task, COHORT.segmentation("DC-002"))
    for image in (lonely / "dcm-converter").iterdir():
        image.unlink()
    rows = extract()
    reasons = sorted(row["FailureReason"] for row in rows)
    assert reasons == [
        "",
        "image/missing",
        "mask/empty",
        "mask/outside-image",
        "mask/too-small",
        "mask/unreadable",
    ]
    for row in rows:
        filled = [k for k, v in row.items() if k.startswith("original_") and v]
        assert len(filled) == (0 if row["FailureReason"] else 107)
        assert row["diagnostics_Versions_PyRadiomics"] == "v3.0.1"
        assert "'binWidth': 25" in row["diagnostics_Configuration_Settings"]
    assert task.out("out/report.json")["failed"]["mask/too-small"] == 1
    assert {record.name.split(".")[0] for record in caplog.records} == {"kaapana_clinical_tools"}
    assert "2.25." not in caplog.text


def test_a_mask_of_fewer_slices_is_put_on_the_grid_of_its_image(task: Task, extract) -> None:
    element = convert(task, COHORT.segmentation("DC-001"))
    whole = extract()
    file = next((element / "mask2nifti").iterdir())
    mask = sitk.ReadImage(str(file))
    slices = np.flatnonzero(sitk.GetArrayFromImage(mask).any(axis=(1, 2)))
    # As the converter writes it: the segmented slices alone, in the number of the segment.
    sitk.WriteImage(mask[:, :, int(slices[0]) : int(slices[-1]) + 1] * 3, str(file))
    cut = extract()
    names = [name for name in whole[0] if name.startswith("original_")]
    assert [cut[0][n] for n in names] == [whole[0][n] for n in names]


def test_the_default_measures_all_classes_in_cubes(task: Task, extract) -> None:
    convert(task, COHORT.segmentation("DC-001"))
    (row,) = extract(parameters="")
    assert len([name for name in row if name.startswith("original_")]) == 107
    assert "'resampledPixelSpacing': [1, 1, 1]" in row["diagnostics_Configuration_Settings"]
    assert "resampledPixelSpacing" in (task.run / "out" / "features.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ("setting: [", "neither YAML nor JSON"),
        ("binWidth: 25", "its sections are"),
        ("{setting: {binWidth: wide}}", "PyRadiomics refuses it"),
        ("{imageType: {Magic: {}}}", "PyRadiomics refuses it"),
    ],
)
def test_unusable_parameters_say_why(task: Task, parameters: str, message: str, caplog) -> None:
    convert(task, COHORT.segmentation("DC-001"))
    task.env |= {"OPERATOR_IN_DIR": "dcm-converter", "MASK_OPERATOR_DIR": "mask2nifti"}
    assert task.act("ExtractRadiomics", parameters=parameters) == 1
    assert message in caplog.text


def test_a_batch_without_masks_is_skipped(task: Task) -> None:
    task.batch("1.2.3")
    task.env |= {"MASK_OPERATOR_DIR": "mask2nifti"}
    assert task.act("ExtractRadiomics") == 126
