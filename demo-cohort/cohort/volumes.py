"""Voxel values and masks. Arrays are indexed slice, row, column; lengths are millimetres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cohort.model import Lesion, Patient, Segment, Series, Study, rng

SIZE = 48
"""Rows and columns of every image: a small field of view around the tumour."""

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def slice_position(series: Series, index: int) -> float:
    """z of a slice, the middle of the volume being 0."""
    return (index - (series.slices - 1) / 2) * series.thickness


def hounsfield(patient: Patient, study: Study, series: Series) -> NDArray[np.int16]:
    """CT numbers of a series: lung between chest wall and mediastinum, with the tumours in it."""
    random = rng("voxels", patient.pid, study.key, series.key)
    x, y, z = _grid(series)
    volume = np.where(_lung_space(x), -860.0 + 28.0 * _smooth_noise(random, x.shape), 42.0)
    for centre in random.uniform(-30, 30, size=(6, 3)):
        vessel = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 + (0.3 * (z - centre[2])) ** 2 < 9.0
        volume[vessel & _lung_space(x)] = -60.0
    for lesion in study.lesions:
        inside = _ellipsoid(lesion, 1.0, x, y, z)
        volume[inside] = lesion.mean + lesion.texture * _unit_noise(random, inside)
    volume += random.normal(0.0, 6.0, size=volume.shape)
    return np.clip(np.rint(volume), -1024, 3071).astype(np.int16)


def mask(study: Study, series: Series, segment: Segment) -> Mask:
    """The voxels of a segment."""
    x, y, z = _grid(series)
    if segment.kind == "lung":
        tumours = np.zeros(x.shape, dtype=bool)
        for lesion in study.lesions:
            tumours |= _ellipsoid(lesion, 1.0, x, y, z)
        return np.asarray(_lung_space(x) & ~tumours)
    lesion = next(each for each in study.lesions if each.key == segment.lesion)
    if segment.single_voxel:
        return _voxel_at(lesion, x, y, z)
    return _ellipsoid(lesion, segment.scale, x, y, z)


def _grid(series: Series) -> tuple[Floats, Floats, Floats]:
    middle = (SIZE - 1) / 2
    z = np.array([slice_position(series, i) for i in range(series.slices)])
    y = (np.arange(SIZE) - middle) * series.spacing[0]
    x = (np.arange(SIZE) - middle) * series.spacing[1]
    zz, yy, xx = np.meshgrid(z, y, x, indexing="ij")
    return xx, yy, zz


def _lung_space(x: Floats) -> Mask:
    return np.asarray(np.abs(x) < 0.42 * (x.max() - x.min()))


def _ellipsoid(lesion: Lesion, scale: float, x: Floats, y: Floats, z: Floats) -> Mask:
    (cx, cy, cz), (a, b, c) = lesion.centre, lesion.radii
    distance = ((x - cx) / a) ** 2 + ((y - cy) / b) ** 2 + ((z - cz) / c) ** 2
    return np.asarray(distance <= scale**2)


def _voxel_at(lesion: Lesion, x: Floats, y: Floats, z: Floats) -> Mask:
    cx, cy, cz = lesion.centre
    distance = (x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2
    chosen = np.zeros(x.shape, dtype=bool)
    chosen[np.unravel_index(int(np.argmin(distance)), x.shape)] = True
    return chosen


def _smooth_noise(random: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    noise = random.normal(size=shape)
    for axis in range(3):
        noise = noise + np.roll(noise, 1, axis) + np.roll(noise, -1, axis)
    return np.asarray(noise / np.sqrt(27.0))


def _unit_noise(random: np.random.Generator, inside: Mask) -> Floats:
    values = _smooth_noise(random, inside.shape)[inside]
    return np.asarray((values - values.mean()) / values.std())
