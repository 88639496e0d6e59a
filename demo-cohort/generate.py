#!/usr/bin/env python3
"""Makes the demo cohort anew. Run it at development time and commit what it writes."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from cohort import dicom, expected, plan, radiomics, readme, tables

HERE = Path(__file__).resolve().parent
MADE = ("dicom", "clinical", "radiomics", "expected")


def generate(folder: Path) -> dict[str, int]:
    """Writes the whole cohort below `folder` and returns the expected numbers."""
    for name in MADE:
        shutil.rmtree(folder / name, ignore_errors=True)
    patients = plan.cohort()
    for patient in patients:
        dicom.write(patient, folder / "dicom")
    tables.write(patients, folder / "clinical")
    with tempfile.TemporaryDirectory() as scratch:
        radiomics.write(patients, folder / "dicom", folder / "radiomics", Path(scratch))
    numbers = expected.write(patients, folder, folder / "radiomics")
    (folder / "README.md").write_text(readme.text(patients, folder, numbers), encoding="utf-8")
    return numbers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    print(json.dumps(generate(parser.parse_args().out)))


if __name__ == "__main__":
    main()
