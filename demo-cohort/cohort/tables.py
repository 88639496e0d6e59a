"""Writes the clinical CSV, the laboratory XLSX and their mappings."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cohort.model import Patient, rng

T_CODES = {"1": "cT1", "2": "cT2", "3": "cT3", "4": "cT4"}
N_CODES = {"0": "cN0", "1": "cN1", "2": "cN2", "3": "cN3"}
M_CODES = {"0": "cM0", "1": "cM1"}
GROUP_CODES = {"I": "I", "II": "II", "IIIa": "IIIA", "IIIb": "IIIB", "IV": "IV"}
EVENT_CODES = {"1": "event", "0": "censored"}
SEX_CODES = {"m": "male", "f": "female"}
HISTOLOGY_CODES = {
    "adenocarcinoma": "8140/3",
    "squamous cell carcinoma": "8070/3",
    "large cell carcinoma, NOS": "8012/3",
}
MISSING = ("", "NA")
MISSING_LABORATORY = ("", "n.b.")

CLINICAL_COLUMNS = (
    "PatientID age sex clinical_T clinical_N clinical_M overall_stage histology ecog "
    "os_days os_event pfs_days pfs_event"
).split()
LABORATORY_COLUMNS = ("PatientID", "Datum", "Hb", "Kreatinin")

_FROZEN = datetime(2024, 1, 1)


def write(patients: list[Patient], folder: Path) -> None:
    """Writes the four files of demo-cohort/clinical."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "clinical.csv").write_text(_clinical(patients), encoding="utf-8", newline="")
    (folder / "clinical.mapping.yaml").write_text(_clinical_mapping(), encoding="utf-8")
    (folder / "laboratory.xlsx").write_bytes(_laboratory(patients))
    (folder / "laboratory.mapping.yaml").write_text(_laboratory_mapping(), encoding="utf-8")


def _clinical(patients: list[Patient]) -> str:
    with_row = [p for p in patients if p.clinical is not None]
    order = rng("clinical rows").permutation(len(with_row))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CLINICAL_COLUMNS)
    for index in order:
        patient = with_row[int(index)]
        row = patient.clinical
        assert row is not None
        survival = (row.os_days, row.os_event, row.pfs_days, row.pfs_event)
        key = row.id_text if row.id_text is not None else patient.pid
        stage = (row.t, row.n, row.m, row.group)
        writer.writerow((key, row.age, row.sex, *stage, row.histology, row.ecog, *survival))
    return text.getvalue()


def _codes(codes: dict[str, str], inner: str | None = None) -> str:
    def target(code: str) -> str:
        return f'{{ {inner}: "{code}" }}' if inner else code

    return "{ " + ", ".join(f"{json.dumps(k)}: {target(v)}" for k, v in codes.items()) + " }"


def _clinical_mapping() -> str:
    return f"""apiVersion: clinical-import/v1
kind: TableMapping
metadata:
  name: demo-cohort-clinical
  version: 1.0.0
  dataset: demo-cohort-clinical
source:
  match: {{ filename: ["clinical*.csv"], headers: [PatientID, age, clinical_T, overall_stage] }}
  format: csv
  decimal: "."
  missing: {json.dumps(list(MISSING))}
subject:
  column: PatientID
  identifier: dicom-patient-id
  rule: []
  requireImaging: warn
condition:
  code: {{ icd10: C34.9, text: Lung cancer }}
  bodySite: {{ icdo3t: C34.9, text: Lung }}
columns:
  age: {{ as: diagnosis.age, type: decimal, unit: a, range: [0, 120], round: none }}
  sex: {{ as: patient.gender, codes: {_codes(SEX_CODES)} }}
  clinical_T: {{ as: tnm.T, basis: clinical, codes: {_codes(T_CODES)}, onUnmapped: text }}
  clinical_N: {{ as: tnm.N, basis: clinical, codes: {_codes(N_CODES)}, onUnmapped: text }}
  clinical_M: {{ as: tnm.M, basis: clinical, codes: {_codes(M_CODES)}, onUnmapped: text }}
  overall_stage: {{ as: tnm.group, basis: clinical, codes: {_codes(GROUP_CODES)} }}
  histology: {{ as: diagnosis.morphology, codes: {_codes(HISTOLOGY_CODES, "icdo3m")} }}
  ecog: {{ as: performance.ecog }}
  os_days: {{ as: survival.time, endpoint: overall, unit: d, origin: start-of-treatment }}
  os_event:
    {{ as: survival.event, endpoint: overall, codes: {_codes(EVENT_CODES)}, event: death }}
  pfs_days: {{ as: survival.time, endpoint: progression-free, unit: d, origin: start-of-treatment }}
  pfs_event:
    as: survival.event
    endpoint: progression-free
    codes: {_codes(EVENT_CODES)}
    event: progression
tnm: {{ edition: unknown }}
"""


def _laboratory_mapping() -> str:
    return f"""apiVersion: clinical-import/v1
kind: TableMapping
metadata:
  name: demo-cohort-laboratory
  version: 1.0.0
  dataset: demo-cohort-laboratory
source:
  match: {{ filename: ["laboratory*.xlsx"], headers: {json.dumps(list(LABORATORY_COLUMNS))} }}
  format: xlsx
  grain: {{ row: visit, date: Datum, dateFormat: dd.MM.yyyy }}
  missing: {json.dumps(list(MISSING_LABORATORY))}
subject:
  column: PatientID
  identifier: dicom-patient-id
  rule: []
  requireImaging: warn
columns:
  Hb: {{ as: "lab:718-7", unit: g/dL, decimal: "," }}
  Kreatinin: {{ as: "lab:2160-0", unit: mg/dL, decimal: "," }}
"""


def _laboratory(patients: list[Patient]) -> bytes:
    rows = [(p.pid, each) for p in patients for each in p.laboratory]
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Labor"
    sheet.append(LABORATORY_COLUMNS)
    for index in rng("laboratory rows").permutation(len(rows)):
        pid, row = rows[int(index)]
        sheet.append([pid, row.date_cell, row.haemoglobin_cell, row.creatinine_cell])
        _format(sheet, sheet.max_row)
    book.properties.creator = "demo-cohort"
    book.properties.created = _FROZEN
    made = io.BytesIO()
    book.save(made)
    return _without_clock(made.getvalue())


def _format(sheet: Worksheet, row: int) -> None:
    sheet.cell(row, 1).number_format = "@"
    day = sheet.cell(row, 2)
    if isinstance(day.value, datetime):
        day.number_format = "DD.MM.YYYY HH:MM"
    elif isinstance(day.value, date):
        day.number_format = "DD.MM.YYYY"
    else:
        day.number_format = "@"
    for column in (3, 4):
        cell = sheet.cell(row, column)
        cell.number_format = "@" if isinstance(cell.value, str) else "0.0"


def _without_clock(book: bytes) -> bytes:
    """The same workbook with the times of writing set to a fixed one."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _freeze_modified(content)
            info = zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, content)
    return made.getvalue()


def _freeze_modified(core: bytes) -> bytes:
    start = core.index(b"<dcterms:modified")
    start = core.index(b">", start) + 1
    end = core.index(b"<", start)
    return core[:start] + _FROZEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + core[end:]
