"""Makes what the platform's own steps would give for the demo cohort.

``prepare.py TARGET`` writes ``bucket`` (the files that a user put there), ``replay`` (images, masks
and results of MITK, by step and series) and ``series.json`` (the segmentations that are measured).
MITK's numbers are PyRadiomics' ones where both mean the same, in the shape that MITK writes.
"""

import json
import shutil
import sys
from pathlib import Path
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parents[1]))
from volumes import Cohort, Segmentation

# Two lesions, a lung beside the tumour, a voxel alone, a name with blanks, two readers, and plain.
PATIENTS = ("DC-001", "DC-003", "DC-004", "DC-009", "DC-010", "DC-030", "DC-031")
FEATURES = {
    "Mean": "Mean",
    "Median": "Median",
    "Minimum": "Minimum",
    "Maximum": "Maximum",
    "Range": "Range",
    "Root Mean Square": "RootMeanSquared",
}
RUN = "/kaapana/mounted/data/radiomics-to-fhir-1/batch"


def bucket(cohort: Cohort, target: Path) -> None:
    target.mkdir(parents=True)
    for folder in ("clinical", "radiomics"):
        for file in sorted((cohort.folder / folder).iterdir()):
            shutil.copy(file, target / file.name)


def xml(segmentation: Segmentation, mask: str, values: dict[str, str]) -> str:
    """One region as MITK's CLGlobalImageFeatures writes it."""
    batch = f"{RUN}/{segmentation.series_uid}"
    features = "".join(
        f'<mp:feature mp:name="{name}" mp:version="v1" mp:class="First Order" mp:setting="">'
        f"{values.get(f'original_firstorder_{ours}', 'nan')}</mp:feature>"
        for name, ours in FEATURES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mp:measurement xmlns:mp="https://www.mitk.org/Phenotyping">'
        "<mp:measurementMethod><mp:name>CLGlobalImageFeatures</mp:name>"
        "<mp:organisation>German Cancer Research Center (DKFZ)</mp:organisation>"
        "<mp:version>Version: 1.23(mitk: 2025.08.00)</mp:version></mp:measurementMethod>"
        f"<mp:image><mp:seriesInstanceUID>{segmentation.image_uid}</mp:seriesInstanceUID>"
        f"<mp:filePath>{batch}/dcm-converter/{segmentation.image_uid}.nrrd</mp:filePath></mp:image>"
        f"<mp:mask><mp:filePath>{escape(f'{batch}/mask2nifti/{mask}')}</mp:filePath></mp:mask>"
        '<mp:parameters><mp:parameter mp:name="first-order">1</mp:parameter></mp:parameters>'
        f"<mp:features>{features}</mp:features></mp:measurement>\n"
    )


def replay(cohort: Cohort, segmentation: Segmentation, target: Path) -> None:
    series = segmentation.series_uid
    masks = target / "mask2nifti" / series
    segmentation.convert(target / "dcm-converter" / series, masks)
    known = cohort.results("bin25")
    out = target / "radiomics" / series
    out.mkdir(parents=True)
    for mask in sorted(masks.iterdir()):
        number = int(mask.name.split("--")[1])
        values = known.get((segmentation.image_uid, segmentation.sop_uid, number), {})
        text = xml(segmentation, mask.name, values)
        (out / f"{mask.stem}_radiomics.xml").write_text(text, "utf-8")


def main(target: Path) -> None:
    cohort = Cohort()
    bucket(cohort, target / "bucket")
    chosen = [s for s in cohort.segmentations if s.patient in PATIENTS]
    for segmentation in chosen:
        replay(cohort, segmentation, target / "replay")
    series = [segmentation.series_uid for segmentation in chosen]
    (target / "series.json").write_text(json.dumps(series), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
