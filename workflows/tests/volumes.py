"""The demo cohort as the platform's converters would hand it on: an image and masks as NRRD.

In the place of MITK's file converter and dcmqi, with the names that Kaapana gives.
"""

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import highdicom as hd
import numpy as np
import SimpleITK as sitk
from pydicom import Dataset, dcmread

Key = tuple[str, str, int]


@dataclass(frozen=True)
class Segmentation:
    """A SEG object and the series it was drawn on."""

    file: Path
    header: Dataset

    @property
    def patient(self) -> str:
        return str(self.header.PatientID)

    @property
    def series_uid(self) -> str:
        return str(self.header.SeriesInstanceUID)

    @property
    def sop_uid(self) -> str:
        return str(self.header.SOPInstanceUID)

    @property
    def image_uid(self) -> str:
        return str(self.header.ReferencedSeriesSequence[0].SeriesInstanceUID)

    @property
    def images(self) -> Path:
        return next(
            folder
            for folder in sorted(self.file.parent.iterdir())
            if folder.is_dir() and self._is_of(next(folder.iterdir()))
        )

    def _is_of(self, image: Path) -> bool:
        uid = dcmread(image, specific_tags=["SeriesInstanceUID"]).SeriesInstanceUID
        return bool(uid == self.image_uid)

    def convert(self, images: Path, masks: Path) -> None:
        reader = sitk.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(self.images)))
        image = reader.Execute()
        images.mkdir(parents=True, exist_ok=True)
        sitk.WriteImage(image, str(images / f"{self.image_uid}.nrrd"))
        masks.mkdir(parents=True, exist_ok=True)
        slices = [dcmread(path, stop_before_pixels=True) for path in self.images.iterdir()]
        slices.sort(key=lambda one: float(one.ImagePositionPatient[2]))
        seg = hd.seg.segread(self.file)
        for segment in self.header.SegmentSequence:
            number = int(segment.SegmentNumber)
            pixels = seg.get_pixels_by_source_instance(
                [one.SOPInstanceUID for one in slices], segment_numbers=[number]
            )
            mask = sitk.GetImageFromArray((pixels[..., 0] > 0).astype(np.uint8))
            mask.CopyInformation(image)
            label = str(segment.SegmentLabel).lower().replace(",", "").replace(" ", "")
            name = f"{self.sop_uid}--{number}--{label.replace('/', '++')}.nrrd"
            sitk.WriteImage(mask, str(masks / name))


class Cohort:
    """The committed files of the demo cohort."""

    folder = Path(__file__).parents[2] / "demo-cohort"

    @cached_property
    def segmentations(self) -> list[Segmentation]:
        files = sorted(self.folder.glob("dicom/*/study*/*.dcm"))
        return [Segmentation(f, dcmread(f, stop_before_pixels=True)) for f in files]

    def segmentation(self, patient: str) -> Segmentation:
        return next(s for s in self.segmentations if s.patient == patient)

    def by_series(self, uid: str) -> Segmentation:
        return next(s for s in self.segmentations if s.series_uid == uid)

    def results(self, configuration: str) -> dict[Key, dict[str, str]]:
        """Features by image series, SEG instance and segment number."""
        rows: list[dict[str, Any]] = []
        for file in sorted((self.folder / "radiomics").glob(f"{configuration}*")):
            if file.suffix == ".csv":
                with file.open(newline="", encoding="utf-8") as lines:
                    rows += csv.DictReader(lines)
            elif file.suffix == ".json":
                rows += json.loads(file.read_text("utf-8"))
        return {
            (r["ImageSeriesUID"], r["SegSOPInstanceUID"], int(r["SegmentNumber"])): {
                k: v for k, v in r.items() if k.startswith("original_") and v != ""
            }
            for r in rows
        }
