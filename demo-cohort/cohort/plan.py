"""The forty people of the cohort and the traps that sit with them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from statistics import NormalDist

from cohort.laboratory import laboratory
from cohort.model import (
    Clinical,
    Lesion,
    Patient,
    Scanner,
    Segment,
    Segmentation,
    Series,
    Study,
    rng,
)
from cohort.outcome import Outcome, outcome

SCANNERS = (
    Scanner("Nordlicht Medical", "NL-64", "NL64-00417", 3.0, (2.0, 2.0), 20),
    Scanner("Helion Systems", "Helion CT 128", "H128-20931", 5.0, (1.953125, 1.953125), 14),
    Scanner("Corvus Imaging", "C-16 Plus", "C16P-7755", 2.5, (1.75, 1.75), 22),
)

NAMES = (
    "Alder Ash Aspen Bay Beech Birch Box Broom Cedar Cherry Cypress Elder Elm Fir Gorse Hawthorn "
    "Hazel Heather Holly Hornbeam Ivy Juniper Larch Laurel Lime Linden Maple Medlar Myrtle Oak "
    "Olive Palm Pear Pine Plane Plum Poplar Quince Rowan Spruce"
).split()

IDS = (
    *(f"DC-{n:03d}" for n in range(1, 7)),
    "007",
    "7",
    *(f"DC-{n:03d}" for n in range(9, 41)),
)

BIN10 = frozenset(
    "DC-001 DC-002 DC-003 DC-004 DC-009 007 DC-012 DC-013 DC-018 DC-023 DC-026 DC-031".split()
)
"""Patients whose regions were also evaluated with bin width 10."""

READERS = ("Reader^Alpha", "Reader^Beta")
STAGES = {
    "I": ("1", "0", "0"),
    "II": ("2", "1", "0"),
    "IIIa": ("3", "1", "0"),
    "IIIb": ("4", "2", "0"),
    "IV": ("3", "2", "1"),
}
HISTOLOGIES = ("adenocarcinoma", "squamous cell carcinoma", "large cell carcinoma, NOS")


def heterogeneity() -> dict[str, float]:
    """Texture of the tumour in standard units: normal quantiles in random order."""
    count = len(IDS)
    quantiles = [NormalDist().inv_cdf((i + 0.5) / count) for i in range(count)]
    order = rng("heterogeneity").permutation(count)
    return {pid: quantiles[int(order[i])] for i, pid in enumerate(IDS)}


def stages() -> dict[str, str]:
    """Stage group as written in the sheet: half of the patients below III."""
    cycle = ("I", "IIIa", "II", "IIIb", "I", "IIIa", "II", "IV")
    order = rng("stage").permutation(len(IDS))
    return {pid: cycle[int(order[i]) % len(cycle)] for i, pid in enumerate(IDS)}


def cohort() -> list[Patient]:
    """All patients in the order of their ids as listed; the same ones in every run."""
    z, group = heterogeneity(), stages()
    folders = _folders()
    patients = []
    for index, pid in enumerate(IDS):
        base = _usual(pid, index, folders[index], z[pid], group[pid])
        patients.append(_CHANGES.get(pid, _same)(base))
    return [replace(p, laboratory=laboratory(p)) for p in patients]


def _folders() -> list[int]:
    """Folder numbers in random order, none of them the number in the patient's own id."""
    random = rng("folders")
    while True:
        numbers = [int(n) + 1 for n in random.permutation(len(IDS))]
        if not any(pid.endswith(f"{n:02d}") for pid, n in zip(IDS, numbers, strict=True)):
            return numbers


def _usual(pid: str, index: int, folder: int, z: float, group: str) -> Patient:
    random = rng("patient", pid)
    day = date(2021, 3, 1) + timedelta(days=int(random.integers(0, 1000)))
    age = round(float(random.uniform(47, 84)), 1)
    sex = "M" if random.random() < 0.55 else "F"
    birth = date(day.year - int(age), int(random.integers(1, 13)), int(random.integers(1, 29)))
    lesion = _lesion("a", random.uniform(9, 16), z, (float(random.uniform(-4, 4)), 0.0, 0.0))
    study = _study("1", day, SCANNERS[index % 3], index, (lesion,))
    if index % 4 == 0:
        study = replace(study, zone="+0100")
    return Patient(
        pid=pid,
        folder=folder,
        name=f"Synthetic^{NAMES[index]}",
        charset="ISO_IR 100",
        sex=sex,
        birth_date=birth.strftime("%Y%m%d"),
        studies=(study,),
        clinical=_clinical(pid, age, sex, group, outcome(pid, z, group)),
        laboratory=(),
    )


def _lesion(key: str, radius: float, z: float, centre: tuple[float, float, float]) -> Lesion:
    random = rng("lesion", key, f"{radius:.6f}")
    a, b, c = (radius * float(random.uniform(0.85, 1.15)) for _ in range(3))
    texture = 45.0 * math.exp(0.45 * z)
    return Lesion(key, centre, (a, b, c), float(random.uniform(20, 45)), texture)


def _study(key: str, day: date, scanner: Scanner, index: int, lesions: tuple[Lesion, ...]) -> Study:
    series = Series("ct1", 2, "CHEST LUNG 3D", scanner.slices, scanner.thickness, scanner.spacing)
    segments = tuple(
        Segment(i, "Tumour" if len(lesions) == 1 else f"Tumour {i}", "tumour", lesion.key)
        for i, lesion in enumerate(lesions, start=1)
    )
    seg = Segmentation("seg1", "ct1", READERS[0], _da(day, 1), "101500", segments)
    time = f"{8 + index % 9:02d}{(7 * index) % 60:02d}{(13 * index) % 60:02d}"
    accession = f"ACC{100000 + 37 * index + int(key)}"
    return Study(key, day, time, None, accession, scanner, lesions, (series,), (seg,))


def _clinical(pid: str, age: float, sex: str, group: str, outcome: Outcome) -> Clinical:
    random = rng("clinical", pid)
    t, n, m = STAGES[group]
    return Clinical(
        age=f"{age:g}",
        sex=sex.lower(),
        t=t,
        n=n,
        m=m,
        group=group,
        histology=HISTOLOGIES[int(random.integers(0, 3))],
        ecog=str(int(random.integers(0, 3))),
        os_days=str(outcome.os_days),
        os_event=str(int(outcome.os_event)),
        pfs_days=str(outcome.pfs_days),
        pfs_event=str(int(outcome.pfs_event)),
    )


def _da(day: date, later: int = 0) -> str:
    return (day + timedelta(days=later)).strftime("%Y%m%d")


def _same(patient: Patient) -> Patient:
    return patient


def _with_study(patient: Patient, **changes: object) -> Patient:
    return replace(patient, studies=(replace(patient.studies[0], **changes),))  # type: ignore[arg-type]


def _with_segments(patient: Patient, *segments: Segment) -> Patient:
    seg = patient.studies[0].segmentations[0]
    return _with_study(patient, segmentations=(replace(seg, segments=segments),))


def _with_clinical(**changes: str) -> Callable[[Patient], Patient]:
    def change(patient: Patient) -> Patient:
        assert patient.clinical is not None
        return replace(patient, clinical=replace(patient.clinical, **changes))

    return change


def _two_time_points(days: int, size: float, scanner: int) -> Callable[[Patient], Patient]:
    def change(patient: Patient) -> Patient:
        first = patient.studies[0]
        lesions = tuple(
            replace(x, radii=(x.radii[0] * size, x.radii[1] * size, x.radii[2] * size))
            for x in first.lesions
        )
        day = first.date + timedelta(days=days)
        second = _study("2", day, SCANNERS[scanner], IDS.index(patient.pid), lesions)
        return replace(patient, studies=(first, second))

    return change


def _two_lesions(patient: Patient) -> Patient:
    study = patient.studies[0]
    first = study.lesions[0]
    large, small = rng("two lesions", patient.pid).uniform((9.5, 6.5), (12.0, 8.5))
    lesions = (
        replace(first, centre=(-17.0, 3.0, 0.0), radii=(large, 0.9 * large, 1.1 * large)),
        replace(first, key="b", centre=(17.0, -5.0, 4.0), radii=(0.9 * small, small, 1.1 * small)),
    )
    made = _study("1", study.date, study.scanner, IDS.index(patient.pid), lesions)
    return replace(patient, studies=(replace(made, zone=study.zone),))


def _two_readers(patient: Patient) -> Patient:
    study = patient.studies[0]
    one = study.segmentations[0]
    segments = tuple(replace(s, scale=1.12) for s in one.segments)
    two = replace(one, key="seg2", creator=READERS[1], date=_da(study.date, 2), segments=segments)
    return _with_study(patient, segmentations=(one, two))


def _drawn_again(
    later_days: int, first_time: str, second_time: str
) -> Callable[[Patient], Patient]:
    def change(patient: Patient) -> Patient:
        study = patient.studies[0]
        new = study.segmentations[0]
        crude = tuple(replace(s, scale=1.25) for s in new.segments)
        old = replace(new, key="seg0", time=first_time, segments=crude)
        new = replace(new, date=_da(study.date, 1 + later_days), time=second_time)
        return _with_study(patient, segmentations=(new, old))

    return change


def _lung_beside(lung_first: bool) -> Callable[[Patient], Patient]:
    def change(patient: Patient) -> Patient:
        tumour = patient.studies[0].segmentations[0].segments[0]
        lung = Segment(2, "Lung", "lung", algorithm="AUTOMATIC")
        if lung_first:
            return _with_segments(patient, replace(lung, number=1), replace(tumour, number=2))
        return _with_segments(patient, tumour, lung)

    return change


def _one_voxel(patient: Patient) -> Patient:
    tumour = patient.studies[0].segmentations[0].segments[0]
    return _with_segments(patient, replace(tumour, single_voxel=True))


def _withdrawn(patient: Patient) -> Patient:
    seg = patient.studies[0].segmentations[0]
    segments = tuple(replace(s, scale=0.9) for s in seg.segments)
    gone = replace(seg, key="seg9", creator=READERS[1], segments=segments, in_pacs=False)
    return _with_study(patient, segmentations=(seg, gone))


def _label(label: str, algorithm: str = "SEMIAUTOMATIC") -> Callable[[Patient], Patient]:
    def change(patient: Patient) -> Patient:
        tumour = patient.studies[0].segmentations[0].segments[0]
        return _with_segments(patient, replace(tumour, label=label, algorithm=algorithm))

    return change


def _uneven_pixels(patient: Patient) -> Patient:
    series = replace(patient.studies[0].series[0], spacing=(2.0, 1.9))
    return _with_study(patient, series=(series,))


def _two_reconstructions(patient: Patient) -> Patient:
    thin = patient.studies[0].series[0]
    thick = Series("ct2", 3, "CHEST SOFT 6MM", 9, 6.0, thin.spacing)
    return _with_study(patient, series=(thin, thick))


def _without_imaging(patient: Patient) -> Patient:
    return replace(patient, studies=())


def _without_row(patient: Patient) -> Patient:
    return replace(patient, clinical=None)


def _other_sex_in_dicom(patient: Patient) -> Patient:
    return replace(patient, sex="F" if patient.sex == "M" else "M")


_CHANGES: dict[str, Callable[[Patient], Patient]] = {
    "DC-002": _two_time_points(120, 0.8, 0),
    "DC-003": _two_lesions,
    "DC-004": _two_readers,
    "DC-005": _drawn_again(20, "101500", "090000"),
    "DC-006": _drawn_again(0, "093000", "1412"),
    "DC-009": _lung_beside(lung_first=True),
    "DC-010": _one_voxel,
    "DC-011": _withdrawn,
    "DC-012": _other_sex_in_dicom,
    "DC-013": _with_clinical(age="NA"),
    "DC-014": _with_clinical(age=""),
    "DC-015": _with_clinical(id_text=" DC-015 "),
    "DC-016": _with_clinical(t="5"),
    "DC-017": _lung_beside(lung_first=False),
    "DC-018": _with_clinical(histology="NA"),
    "DC-019": _uneven_pixels,
    "DC-020": _two_reconstructions,
    "DC-021": lambda p: _with_study(p, time="002000", zone="+0100"),
    "DC-022": lambda p: _with_study(p, time="234000", zone="-0500"),
    "DC-028": _with_clinical(pfs_days="NA", pfs_event="NA"),
    "DC-029": _with_clinical(os_days="", os_event="", pfs_days="", pfs_event=""),
    "DC-030": _label("tumor, right upper lobe"),
    "DC-031": _label("Primary tumour"),
    "DC-032": lambda p: replace(p, name="Synthetic^Weißdorn", charset="ISO_IR 192"),
    "DC-033": _two_lesions,
    "DC-034": _two_time_points(95, 1.1, 2),
    "DC-035": _two_time_points(200, 0.7, 1),
    "DC-036": _two_readers,
    "DC-037": lambda p: _with_study(p, segmentations=()),
    "DC-038": lambda p: _with_clinical(sex="")(replace(p, name="Synthetic^Föhre")),
    "DC-039": _without_imaging,
    "DC-040": _without_row,
}
