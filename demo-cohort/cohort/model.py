"""What the cohort is made of. Every value here is the truth that the expected answers use."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date

import numpy as np

SEED = 20240229


def rng(*purpose: str) -> np.random.Generator:
    """A generator of its own for each purpose, so that one change does not shift all others."""
    digest = hashlib.sha256("|".join((str(SEED), *purpose)).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def uid(*parts: str) -> str:
    """A UID below 2.25 (PS3.5 B.2), the same one in every run."""
    name = "|".join(("demo-cohort", str(SEED), *parts))
    return f"2.25.{uuid.uuid5(uuid.NAMESPACE_OID, name).int}"


@dataclass(frozen=True)
class Scanner:
    """A scanner with the geometry that it is set to; lengths in millimetres."""

    manufacturer: str
    model: str
    serial: str
    thickness: float
    spacing: tuple[float, float]
    slices: int


@dataclass(frozen=True)
class Lesion:
    """An ellipsoid tumour; lengths in mm from the middle of the image, grey values in HU."""

    key: str
    centre: tuple[float, float, float]
    radii: tuple[float, float, float]
    mean: float
    texture: float


@dataclass(frozen=True)
class Segment:
    """One segment of a SEG. `scale` grows the lesion's radii: another reader, a cruder drawing."""

    number: int
    label: str
    kind: str  # "tumour" or "lung"
    lesion: str = ""
    scale: float = 1.0
    single_voxel: bool = False
    algorithm: str = "MANUAL"


@dataclass(frozen=True)
class Segmentation:
    """One SEG object (a series of one instance) on one image series of the same study."""

    key: str
    series: str
    creator: str
    date: str
    time: str
    segments: tuple[Segment, ...]
    in_pacs: bool = True


@dataclass(frozen=True)
class Series:
    """One CT series."""

    key: str
    number: int
    description: str
    slices: int
    thickness: float
    spacing: tuple[float, float]  # between rows, between columns


@dataclass(frozen=True)
class Study:
    """One CT study; `zone` is the text of TimezoneOffsetFromUTC."""

    key: str
    date: date
    time: str
    zone: str | None
    accession: str
    scanner: Scanner
    lesions: tuple[Lesion, ...]
    series: tuple[Series, ...]
    segmentations: tuple[Segmentation, ...]


@dataclass(frozen=True)
class Clinical:
    """One row of clinical.csv as text, in the order of its columns after PatientID."""

    age: str
    sex: str
    t: str
    n: str
    m: str
    group: str
    histology: str
    ecog: str
    os_days: str
    os_event: str
    pfs_days: str
    pfs_event: str
    id_text: str | None = None  # PatientID as written, where it differs


@dataclass(frozen=True)
class Laboratory:
    """One row of laboratory.xlsx. `day` is the true date, None if the cell must be rejected."""

    day: date | None
    date_cell: object
    haemoglobin_cell: object
    haemoglobin: float | None
    creatinine_cell: object


@dataclass(frozen=True)
class Patient:
    """One person of the cohort; `folder` is the number of the folder below dicom/."""

    pid: str
    folder: int
    name: str
    charset: str
    sex: str
    birth_date: str
    studies: tuple[Study, ...]
    clinical: Clinical | None
    laboratory: tuple[Laboratory, ...]

    def study_uid(self, study: Study) -> str:
        return uid("study", self.pid, study.key)

    def series_uid(self, study: Study, series: str) -> str:
        return uid("series", self.pid, study.key, series)

    def seg_uid(self, study: Study, seg: Segmentation) -> str:
        """SOPInstanceUID of a SEG."""
        return uid("seg", self.pid, study.key, seg.key)


@dataclass(frozen=True)
class Trap:
    """A difficulty that is in the data on purpose, and what a right reader does with it."""

    patients: tuple[str, ...]
    what: str
    right: str
