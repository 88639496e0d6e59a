"""Writes the README of the cohort from the plan, so that it cannot disagree with the data."""

from __future__ import annotations

from pathlib import Path

from cohort import outcome
from cohort.expected import LABEL
from cohort.model import Patient
from cohort.traps import TRAPS

Numbers = dict[str, int]


def text(patients: list[Patient], folder: Path, numbers: Numbers) -> str:
    """The whole README."""
    return "\n".join((_intro(folder, numbers), _traps(patients), _effects(), _rest()))


def _intro(folder: Path, numbers: Numbers) -> str:
    return f"""<!-- written by generate.py -->
# Demo cohort

A synthetic cohort of lung tumours: {numbers["patients"]} invented people, {numbers["studies"]} CT
studies, segmentations, a clinical sheet, a laboratory workbook, and the results of the real
PyRadiomics on these images. Nothing in it comes from a person. The expected answers beside it are
computed by the generator from its own plan; no service of this repository takes part.

| file | holds | kB |
|---|---|---|
| `dicom/<n>/study<k>/` | CT series (one folder each) and SEG objects, explicit VR little endian; `<n>` is a running number that says nothing about the PatientID | {_size(folder / "dicom")} |
| `clinical/clinical.csv`, `clinical.mapping.yaml` | age, sex, stage, histology, ECOG, survival; one row per patient | {_size(folder / "clinical", "clinical.*")} |
| `clinical/laboratory.xlsx`, `laboratory.mapping.yaml` | haemoglobin and creatinine; one row per visit, decimal commas, dates as Excel dates, as date with time, as text | {_size(folder / "clinical", "laboratory.*")} |
| `radiomics/bin25.csv`, `bin25-part2.json` | results with bin width 25, all regions, as two runs of the command line | {_size(folder / "radiomics", "bin25*")} |
| `radiomics/bin10.csv` | results with bin width 10, some regions | {_size(folder / "radiomics", "bin10*")} |
| `radiomics/bin25.yaml`, `bin10.yaml` | the parameter files that were used | |
| `joint-table.json`, `expected/joint-table.csv` | request and answer, one row per region | {_size(folder / "expected", "joint-table.csv")} |
| `patient-table.json`, `expected/patient-table.csv` | request and answer, one row per patient | {_size(folder / "expected", "patient-table.csv")} |
| `expected/conflicts.json` | what to merge into `joint-table.json` (RFC 7396) so that the answer is 422, its code, and how many patients are concerned | |
| `expected/findings.json` | the cells that an import must report, with row and column; the results that do not become values | |
| `expected/numbers.json` | patients {numbers["patients"]}, studies {numbers["studies"]}, panels {numbers["panels"]}, rows {numbers["rows"]} | |
"""


def _size(folder: Path, pattern: str = "**/*") -> int:
    return round(sum(p.stat().st_size for p in folder.glob(pattern) if p.is_file()) / 1000)


def _traps(patients: list[Patient]) -> str:
    folders = {p.pid: p.folder for p in patients if p.studies}
    lines = [
        "## Traps",
        "",
        "| patients (folder) | what is there | what is right |",
        "|---|---|---|",
    ]
    for trap in TRAPS:
        who = ", ".join(
            f"{pid} ({folders[pid]:02d})" if pid in folders else f"{pid} (none)"
            for pid in trap.patients
        )
        lines.append(f"| {who} | {trap.what} | {trap.right} |")
    return "\n".join(lines) + "\n"


def _effects() -> str:
    return f"""## Planted effects

Survival is drawn from proportional hazards: hazard ratio {outcome.HAZARD_RATIO_TEXTURE:g} per
standard deviation of the tumour's texture (seen by `original_firstorder_Entropy`) and
{outcome.HAZARD_RATIO_STAGE:g} for stage III or IV against I or II. The size of the tumour has no
effect. Progression has the same ratios at a higher rate; follow-up ends between 1000 and 2600
days. A Cox model of the patient table must find both ratios; `tests/test_effects.py` does so.
"""


def _rest() -> str:
    return f"""## How the expected tables are made

- A region has a row if its whole label matches `{LABEL}` and no newer SEG (SeriesDate, SeriesTime)
  has the same label, creator and image series.
- `study_date` is the local date that DICOM states.
- The sex is that of the clinical sheet, else that of DICOM; all other clinical cells come from the
  sheets alone.
- Laboratory: the smallest distance in days within [-90, 30]; of two equal ones the earlier day.
  Without a study there is no anchor and the cell is empty.
- Level patient: `largest` looks at panels with values only. `first` of an imaging column is the
  earliest study.
- Numbers are written as JSON writes them: the shortest text that reads back the same double.

## Making it again

    python3 -m venv venv
    venv/bin/pip install numpy==2.4.6 setuptools wheel
    venv/bin/pip wheel --no-build-isolation --no-deps -w wheels pyradiomics==3.0.1
    venv/bin/pip install --find-links wheels -r requirements.txt
    venv/bin/python generate.py
    venv/bin/python -m pytest

The checks of the committed files need numpy, pydicom, openpyxl, ruamel.yaml and pytest only; the one
that makes the cohort anew is then skipped.

PyRadiomics compiles a C extension: a compiler and the Python headers are needed. The seed is fixed;
UIDs are derived, dates and times are part of the plan, so a second run writes the same bytes. With
other versions of Python or of the pinned packages the last digits of features may differ; then
commit results and expected tables together.
"""
