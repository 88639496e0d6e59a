"""Runs the real PyRadiomics command line on the written files and reads what it wrote."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import highdicom as hd
import numpy as np
import SimpleITK as sitk
from pydicom import dcmread

from cohort import volumes
from cohort.model import Patient, Segment, Segmentation, Study
from cohort.plan import BIN10, IDS

KEYS = ("PatientID", "StudyInstanceUID", "ImageSeriesUID", "SegSOPInstanceUID", "SegmentNumber")
IN_JSON = frozenset({"7", *(pid for pid in IDS if pid >= "DC-032")})
"""Patients whose bin25 results are in bin25-part2.json; all others are in bin25.csv."""

CONFIGURATIONS = {"bin25": 25, "bin10": 10}

ResultKey = tuple[str, str, int]
"""Image SeriesInstanceUID, SEG SOPInstanceUID, segment number."""

Results = dict[str, dict[ResultKey, dict[str, str]]]
"""By configuration and key: feature name to number as text; empty for a failed region."""


@dataclass(frozen=True)
class Region:
    """One segment on its image series."""

    patient: Patient
    study: Study
    segmentation: Segmentation
    segment: Segment

    @property
    def key(self) -> ResultKey:
        image = self.patient.series_uid(self.study, self.segmentation.series)
        return (
            image,
            self.patient.seg_uid(self.study, self.segmentation),
            self.segment.number,
        )


def regions(patients: list[Patient]) -> list[Region]:
    """All segments of the cohort, also of the segmentation that is not in the PACS."""
    return [
        Region(patient, study, segmentation, segment)
        for patient in patients
        for study in patient.studies
        for segmentation in study.segmentations
        for segment in segmentation.segments
    ]


def write(patients: list[Patient], dicom: Path, folder: Path, scratch: Path) -> None:
    """Writes the parameter files and the results; `scratch` takes images and batch files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, width in CONFIGURATIONS.items():
        (folder / f"{name}.yaml").write_text(_parameters(width), encoding="utf-8")
    cases = [(each, _case(each, i, dicom, scratch)) for i, each in enumerate(regions(patients))]
    bin10 = [case for each, case in cases if each.patient.pid in BIN10]
    first = [case for each, case in cases if each.patient.pid not in IN_JSON]
    second = [case for each, case in cases if each.patient.pid in IN_JSON]
    _run(first, folder / "bin25.yaml", folder / "bin25.csv", scratch)
    _run(second, folder / "bin25.yaml", folder / "bin25-part2.json", scratch)
    _run(bin10, folder / "bin10.yaml", folder / "bin10.csv", scratch)


def read(folder: Path) -> Results:
    """The numbers of the committed result files, by configuration and region."""
    results: Results = {name: {} for name in CONFIGURATIONS}
    for name in CONFIGURATIONS:
        for path in sorted(folder.glob(f"{name}*")):
            for row in _rows(path):
                key = (row[KEYS[2]], row[KEYS[3]], int(row[KEYS[4]]))
                results[name][key] = {k: v for k, v in row.items() if _is_feature(k) and v != ""}
    return results


def feature_names(folder: Path) -> list[str]:
    """All features in the tool's own order: the header of the first result file."""
    with (folder / "bin25.csv").open(encoding="utf-8", newline="") as lines:
        return [name for name in next(csv.reader(lines)) if _is_feature(name)]


def _rows(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    if path.suffix == ".json":
        objects = json.loads(path.read_text(encoding="utf-8"))
        return [{k: v if isinstance(v, str) else repr(v) for k, v in o.items()} for o in objects]
    return []


def _is_feature(name: str) -> bool:
    return name.startswith("original_")


def _parameters(width: int) -> str:
    classes = ("shape", "firstorder", "glcm", "glrlm", "glszm", "gldm", "ngtdm")
    lines = ["imageType:", "  Original: {}", "featureClass:"]
    lines += [f"  {name}:" for name in classes]
    lines += ["setting:", f"  binWidth: {width}", "  label: 1"]
    return "\n".join(lines) + "\n"


def _case(region: Region, index: int, dicom: Path, scratch: Path) -> dict[str, str]:
    study, seg = region.study, region.segmentation
    folder = dicom / f"{region.patient.folder:02d}" / f"study{study.key}"
    image_path = scratch / f"image-{region.patient.folder:02d}-{study.key}-{seg.series}.nrrd"
    mask_path = scratch / f"mask-{index:03d}.nrrd"
    image = _image(folder / seg.series)
    sitk.WriteImage(image, str(image_path))
    mask = sitk.GetImageFromArray(_mask(region, folder))
    mask.CopyInformation(image)
    sitk.WriteImage(mask, str(mask_path))
    case = {"PatientID": region.patient.pid, "StudyInstanceUID": region.patient.study_uid(study)}
    series, sop, number = region.key
    case |= {"ImageSeriesUID": series, "SegSOPInstanceUID": sop, "SegmentNumber": str(number)}
    return case | {"Image": str(image_path), "Mask": str(mask_path)}


def _image(folder: Path) -> sitk.Image:
    reader = sitk.ImageSeriesReader()
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
    image: sitk.Image = reader.Execute()
    return image


def _mask(region: Region, folder: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    seg = region.segmentation
    if not seg.in_pacs:
        series = next(s for s in region.study.series if s.key == seg.series)
        return volumes.mask(region.study, series, region.segment).astype(np.uint8)
    images = [dcmread(path, stop_before_pixels=True) for path in (folder / seg.series).iterdir()]
    images.sort(key=lambda image: float(image.ImagePositionPatient[2]))
    pixels = hd.seg.segread(folder / f"{seg.key}.dcm").get_pixels_by_source_instance(
        [image.SOPInstanceUID for image in images], segment_numbers=[region.segment.number]
    )
    return np.asarray(pixels[..., 0] > 0).astype(np.uint8)


def _run(cases: list[dict[str, str]], parameters: Path, out: Path, scratch: Path) -> None:
    batch = scratch / f"{out.stem}-batch.csv"
    with batch.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(cases[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(cases)
    out.unlink(missing_ok=True)  # the tool appends to an existing file
    tool = Path(sys.executable).with_name("pyradiomics")
    command = [str(tool), str(batch), "-f", out.suffix[1:], "-o", str(out)]
    command += ["-p", str(parameters), "--format-path", "basename"]
    command += ["--log-file", str(scratch / f"{out.stem}.log"), "-v", "1"]
    subprocess.run(command, check=True)
