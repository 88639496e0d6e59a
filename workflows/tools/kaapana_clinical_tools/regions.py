"""Which mask belongs to which segment and image, by the names that Kaapana's converters give."""

import re
from dataclasses import dataclass
from pathlib import Path

ENDINGS = (".nrrd", ".nii.gz", ".nii")
# <file of the segmentation>--<segment number>--<label>
MASK = re.compile(r"(?P<file>.+)--(?P<number>[0-9]+)--.*", re.DOTALL)
UID = re.compile(r"[0-9]+(\.[0-9]+)+")
REASON = "FailureReason"
INPUTS = (
    "ImageSeriesUID",
    "SegSeriesInstanceUID",
    "SegSOPInstanceUID",
    "SegmentNumber",
    "Image",
    "Mask",
    REASON,
)


@dataclass(frozen=True)
class Region:
    """One mask and the images it may be measured in: there should be just one."""

    segmentation: str
    images: tuple[Path, ...]
    mask: Path

    def inputs(self) -> dict[str, str]:
        """What the result says about its segment and image."""
        image = self.images[0] if len(self.images) == 1 else None
        mask = MASK.fullmatch(_stem(self.mask))
        file = mask["file"] if mask else ""
        values = (
            _uid(_stem(image)) if image else "",
            self.segmentation,
            # The platform names files by their instance; another name says nothing.
            _uid(file) if file != self.segmentation else "",
            mask["number"] if mask else "",
            image.name if image else "",
            self.mask.name,
            "",
        )
        return dict(zip(INPUTS, values, strict=True))


def regions(segmentation: str, images: Path, masks: Path) -> list[Region]:
    """The masks of one folder, in the order of their names."""
    candidates = tuple(_volumes(images))
    return [Region(segmentation, candidates, mask) for mask in _volumes(masks)]


def _volumes(folder: Path) -> list[Path]:
    return sorted(f for f in folder.rglob("*") if f.is_file() and f.name.endswith(ENDINGS))


def _stem(file: Path) -> str:
    ending = next(e for e in ENDINGS if file.name.endswith(e))
    return file.name.removesuffix(ending)


def _uid(text: str) -> str:
    return text if UID.fullmatch(text) else ""
