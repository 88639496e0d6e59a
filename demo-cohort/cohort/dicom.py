"""Writes the CT series and SEG objects as Part 10 files, the same bytes in every run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import highdicom as hd
import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sr.codedict import codes
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

from cohort import volumes
from cohort.model import Patient, Segment, Segmentation, Series, Study, uid

SOFTWARE = "demo-cohort 1"


def write(patient: Patient, root: Path) -> None:
    """All files of one patient, below the folder with the patient's running number."""
    for study in patient.studies:
        folder = root / f"{patient.folder:02d}" / f"study{study.key}"
        images = {s.key: _write_series(patient, study, s, folder / s.key) for s in study.series}
        for seg in study.segmentations:
            if seg.in_pacs:
                series = next(s for s in study.series if s.key == seg.series)
                made = _segmentation(patient, study, series, seg, images[seg.series])
                made.save_as(folder / f"{seg.key}.dcm", enforce_file_format=True)


def _write_series(patient: Patient, study: Study, series: Series, folder: Path) -> list[Dataset]:
    folder.mkdir(parents=True, exist_ok=True)
    voxels = volumes.hounsfield(patient, study, series)
    written = []
    for index in range(series.slices):
        image = _image(patient, study, series, index, voxels[index])
        image.save_as(folder / f"{index + 1:02d}.dcm", enforce_file_format=True)
        written.append(image)
    return written


def _image(
    patient: Patient, study: Study, series: Series, index: int, pixels: np.ndarray[Any, Any]
) -> Dataset:
    ds = Dataset()
    ds.SpecificCharacterSet = patient.charset
    ds.SOPClassUID = CTImageStorage
    ds.SOPInstanceUID = uid("image", patient.pid, study.key, series.key, str(index))
    ds.file_meta = FileMetaDataset()
    ds.file_meta.MediaStorageSOPClassUID = ds.SOPClassUID
    ds.file_meta.MediaStorageSOPInstanceUID = ds.SOPInstanceUID
    ds.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    _patient_and_study(ds, patient, study)
    _ct_series(ds, patient, study, series)
    _plane(ds, series, index)
    _pixels(ds, pixels)
    return ds


def _patient_and_study(ds: Dataset, patient: Patient, study: Study) -> None:
    day = study.date.strftime("%Y%m%d")
    ds.PatientID = patient.pid
    ds.PatientName = patient.name
    ds.PatientSex = patient.sex
    ds.PatientBirthDate = patient.birth_date
    ds.StudyInstanceUID = patient.study_uid(study)
    ds.StudyID = study.key
    ds.StudyDate = day
    ds.StudyTime = study.time
    ds.AccessionNumber = study.accession
    ds.StudyDescription = "CT CHEST"
    ds.ReferringPhysicianName = ""
    if study.zone is not None:
        ds.TimezoneOffsetFromUTC = study.zone


def _ct_series(ds: Dataset, patient: Patient, study: Study, series: Series) -> None:
    scanner = study.scanner
    ds.Modality = "CT"
    ds.SeriesInstanceUID = patient.series_uid(study, series.key)
    ds.FrameOfReferenceUID = uid("frame", patient.pid, study.key)
    ds.PositionReferenceIndicator = ""
    ds.SeriesNumber = series.number
    ds.SeriesDescription = series.description
    ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = ds.StudyDate
    ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = ds.StudyTime
    ds.BodyPartExamined = "CHEST"
    ds.PatientPosition = "HFS"
    ds.Manufacturer = scanner.manufacturer
    ds.ManufacturerModelName = scanner.model
    ds.DeviceSerialNumber = scanner.serial
    ds.SoftwareVersions = SOFTWARE
    ds.InstitutionName = "Synthetic Hospital"
    ds.KVP = "120"
    ds.AcquisitionNumber = 1
    ds.ConvolutionKernel = "B60" if "LUNG" in series.description else "B30"


def _plane(ds: Dataset, series: Series, index: int) -> None:
    middle = (volumes.SIZE - 1) / 2
    z = volumes.slice_position(series, index)
    ds.InstanceNumber = index + 1
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    ds.SliceThickness = f"{series.thickness:g}"
    ds.PixelSpacing = [f"{value:.10g}" for value in series.spacing]
    ds.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    corner = (-middle * series.spacing[1], -middle * series.spacing[0], z)
    ds.ImagePositionPatient = [f"{value:.10g}" for value in corner]
    ds.SliceLocation = f"{z:.10g}"


def _pixels(ds: Dataset, hounsfield: np.ndarray[Any, Any]) -> None:
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.Rows, ds.Columns = hounsfield.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit = 16, 12, 11
    ds.PixelRepresentation = 0
    ds.RescaleIntercept, ds.RescaleSlope, ds.RescaleType = "-1024", "1", "HU"
    ds.WindowCenter, ds.WindowWidth = "-500", "1500"
    stored = (hounsfield.astype(np.int32) + 1024).astype("<u2")
    ds.add_new("PixelData", "OW", stored.tobytes())


def _segmentation(
    patient: Patient, study: Study, series: Series, seg: Segmentation, images: list[Dataset]
) -> hd.seg.Segmentation:
    masks = [volumes.mask(study, series, segment) for segment in seg.segments]
    made = hd.seg.Segmentation(
        source_images=images,
        pixel_array=np.stack(masks, axis=-1).astype(np.uint8),
        segmentation_type=hd.seg.SegmentationTypeValues.BINARY,
        segment_descriptions=[_description(patient, segment) for segment in seg.segments],
        series_instance_uid=uid("seg-series", patient.pid, study.key, seg.key),
        series_number=100 + int(seg.key[3:]),
        sop_instance_uid=patient.seg_uid(study, seg),
        instance_number=1,
        manufacturer="Demo Cohort",
        manufacturer_model_name="Drawing Table",
        software_versions=SOFTWARE,
        device_serial_number="DT-1",
        content_label="SEGMENTATION",
        content_description="Regions of a synthetic tumour",
        content_creator_name=seg.creator,
        series_description="Segmentation",
    )
    made.BodyPartExamined = "CHEST"
    _freeze(made, seg, uid("dimension", patient.pid, study.key, seg.key))
    if study.zone is not None:
        made.TimezoneOffsetFromUTC = study.zone
    return made


def _freeze(made: Dataset, seg: Segmentation, dimension: str) -> None:
    """Replaces what highdicom takes from the clock or draws at random."""
    for keyword in ("SeriesDate", "ContentDate", "InstanceCreationDate"):
        setattr(made, keyword, seg.date)
    for keyword in ("SeriesTime", "ContentTime", "InstanceCreationTime"):
        setattr(made, keyword, seg.time)
    for equipment in made.ContributingEquipmentSequence:
        if "ContributionDateTime" in equipment:
            equipment.ContributionDateTime = seg.date + seg.time
    for item in (*made.DimensionOrganizationSequence, *made.DimensionIndexSequence):
        item.DimensionOrganizationUID = dimension


def _description(patient: Patient, segment: Segment) -> hd.seg.SegmentDescription:
    lung = segment.kind == "lung"
    manual = segment.algorithm == "MANUAL"
    identification = hd.AlgorithmIdentificationSequence(
        name="Region Grower", family=codes.DCM.ArtificialIntelligence, version="2.1"
    )
    return hd.seg.SegmentDescription(
        segment_number=segment.number,
        segment_label=segment.label,
        segmented_property_category=(
            codes.SCT.AnatomicalStructure if lung else codes.SCT.MorphologicallyAbnormalStructure
        ),
        segmented_property_type=codes.SCT.Lung if lung else codes.SCT.Neoplasm,
        algorithm_type=segment.algorithm,
        algorithm_identification=None if manual else identification,
        tracking_id="lung" if lung else f"lesion {segment.lesion}",
        tracking_uid=uid("tracking", patient.pid, "lung" if lung else segment.lesion),
        anatomic_regions=[codes.SCT.Lung],
    )
