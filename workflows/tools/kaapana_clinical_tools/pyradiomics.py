"""PyRadiomics on one region. Messages and reasons hold no patient value."""

import itertools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import SimpleITK as sitk
from radiomics import __version__, featureextractor
from ruamel.yaml import YAML, YAMLError

from kaapana_clinical_tools.regions import Region

# What they tell step by step is no use in the log of a task, and may name a file or a value.
for chatty in ("radiomics", "pykwalify"):
    logging.getLogger(chatty).setLevel(logging.CRITICAL)
sitk.ProcessObject.SetGlobalWarningDisplay(False)

SECTIONS = {"imageType", "featureClass", "setting", "voxelSetting"}
# What PyRadiomics says about a mask that it will not measure.
REFUSALS = {
    "too few dimensions": "mask/too-small",
    "too small": "mask/too-small",
    "only contains 1 segmented voxel": "mask/too-small",
    "excluded too many voxels": "mask/too-small",
    "No labels found": "mask/empty",
    "not present in mask": "mask/empty",
}
TOLERANCE = 1e-5


class UnusableParameters(Exception):
    """The parameter file is refused."""


class Failed(Exception):
    """The region has no features, for this reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Extraction:
    """Measures regions with one parameter file."""

    def __init__(self, parameters: str) -> None:
        self._extractor = _extractor(parameters)
        # Whatever a converter writes inside of a region, ours is 1.
        self._extractor.settings["label"] = 1
        self.made_by = {
            "diagnostics_Versions_PyRadiomics": __version__,
            "diagnostics_Configuration_Settings": str(self._extractor.settings),
            "diagnostics_Configuration_EnabledImageTypes": str(self._extractor.enabledImagetypes),
        }

    def features(self, region: Region) -> dict[str, str]:
        """All features and diagnostics as text, numbers as the doubles they are."""
        if len(region.images) != 1:
            raise Failed("image/missing" if not region.images else "image/ambiguous")
        image = _read(region.images[0], "image")
        mask = _on_grid_of(image, _inside(_read(region.mask, "mask")))
        try:
            result = self._extractor.execute(image, mask)
        except Exception as e:
            raise Failed(_reason(str(e))) from None
        return {name: _text(name, value) for name, value in result.items()}


def _extractor(parameters: str) -> Any:
    try:
        content = YAML(typ="safe", pure=True).load(parameters)
    except YAMLError:
        raise UnusableParameters("it is neither YAML nor JSON") from None
    if not isinstance(content, dict) or not content or not set(content) <= SECTIONS:
        raise UnusableParameters(f"its sections are {', '.join(sorted(SECTIONS))}")
    try:
        return featureextractor.RadiomicsFeatureExtractor(content)
    except Exception as e:
        raise UnusableParameters(f"PyRadiomics refuses it ({type(e).__name__})") from None


def _read(file: Path, kind: str) -> sitk.Image:
    try:
        return sitk.ReadImage(str(file))
    except RuntimeError:
        raise Failed(f"{kind}/unreadable") from None


def _inside(mask: sitk.Image) -> sitk.Image:
    """1 inside, 0 outside: a converter writes the number of the segment, or 255."""
    if mask.GetNumberOfComponentsPerPixel() != 1 or mask.GetDimension() != 3:
        raise Failed("mask/unreadable")
    inside = sitk.Cast(mask != 0, sitk.sitkUInt8)
    if not sitk.GetArrayViewFromImage(inside).any():
        raise Failed("mask/empty")
    return inside


def _on_grid_of(image: sitk.Image, mask: sitk.Image) -> sitk.Image:
    """The mask on the image's voxels; a segmentation may hold fewer slices than its image."""
    if image.GetNumberOfComponentsPerPixel() != 1 or image.GetDimension() != 3:
        raise Failed("image/unreadable")
    if image.GetSize() == mask.GetSize() and all(
        _near(of(image), of(mask))
        for of in (sitk.Image.GetOrigin, sitk.Image.GetSpacing, sitk.Image.GetDirection)
    ):
        mask.CopyInformation(image)
        return mask
    if not _holds(image, mask):
        raise Failed("mask/outside-image")
    moved = sitk.Resample(mask, image, sitk.Transform(), sitk.sitkNearestNeighbor, 0.0)
    if not sitk.GetArrayViewFromImage(moved).any():
        raise Failed("mask/too-small")
    return moved


def _near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= TOLERANCE for a, b in zip(one, other, strict=True))


def _holds(image: sitk.Image, mask: sitk.Image) -> bool:
    """Whether the whole region lies in the image; a region cut off would be another one."""
    shape = sitk.LabelShapeStatisticsImageFilter()
    shape.Execute(mask)
    box = shape.GetBoundingBox(1)
    to_image: Callable[..., tuple[float, ...]] = image.TransformPhysicalPointToContinuousIndex
    for corner in itertools.product(*((box[i], box[i] + box[i + 3] - 1) for i in range(3))):
        at = to_image(mask.TransformIndexToPhysicalPoint(corner))
        within = zip(at, image.GetSize(), strict=True)
        if not all(-0.5 - TOLERANCE <= x <= n - 0.5 + TOLERANCE for x, n in within):
            return False
    return True


def _reason(message: str) -> str:
    return next((r for text, r in REFUSALS.items() if text in message), "extraction/failed")


def _text(name: str, value: Any) -> str:
    return str(value) if name.startswith("diagnostics_") else repr(float(value))
