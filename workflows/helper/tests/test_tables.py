"""Tables from the server and from files are the same, whole, and of the right types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from double import Answer, Double

import kaapana_clinical as kc

CSV = "patient_id,age,tnm_group,note,f\r\n007,63.5,IIIA,'=1+1,0.1\r\n7,,,NA,-2e-7\r\n"
COLUMNS = [
    {"name": "patient_id", "type": "text", "unit": None, "n": 2},
    {"name": "age", "type": "number", "unit": "a", "n": 1},
    {"name": "tnm_group", "type": "code", "unit": None, "n": 1},
    {"name": "note", "type": "text", "unit": None, "n": 2},
    {"name": "f", "type": "number", "unit": "mm3", "n": 2},
]
TABLE = "/fhir/$joint-table"


def answers(fhir: Double, count: str | None, csv: str = CSV) -> None:
    """Let the server give the columns, then the table."""
    headers = {"X-Row-Count": count} if count else {}
    fhir.on("POST", TABLE, Answer(200, COLUMNS), Answer(200, csv, headers))


def save(folder: Path, rows: str = "patient", **more: Any) -> None:
    """Write a table as the page sends it."""
    folder.mkdir(parents=True)
    (folder / "table.csv").write_text(CSV, newline="")
    (folder / "columns.json").write_text(json.dumps(COLUMNS))
    (folder / "request.json").write_text(json.dumps({"rows": rows}))
    for name, content in more.items():
        (folder / f"{name}.json").write_text(json.dumps(content))


def test_ids_stay_text_and_numbers_stay_exact(fhir: Double) -> None:
    answers(fhir, "2")
    frame = kc.table(clinical=["age", "tnm.group"], radiomics="original_*")
    assert frame["patient_id"].tolist() == ["007", "7"]
    assert frame["f"].tolist() == [0.1, -2e-7]
    assert frame["age"].isna().tolist() == [False, True]
    assert frame["tnm_group"].tolist() == ["IIIA", None]
    assert frame.attrs["units"] == {"age": "a", "f": "mm3"}
    assert fhir.requests[0].json()["radiomics"] == {"features": ["original_*"]}


def test_the_apostrophe_against_formulas_is_taken_away(fhir: Double) -> None:
    answers(fhir, "2")
    assert kc.table()["note"].tolist() == ["=1+1", "NA"]


@pytest.mark.parametrize("count", ["3", "1", None])
def test_a_table_that_lost_rows_is_not_returned(fhir: Double, count: str | None) -> None:
    answers(fhir, count)
    with pytest.raises(kc.IncompleteError):
        kc.table()


def test_a_refusal_says_what_competes(fhir: Double) -> None:
    code = {
        "coding": [{"code": "joint-table/pick-needed"}],
        "text": "Several values compete.",
    }
    fhir.on(
        "POST",
        TABLE,
        Answer(422, {"issue": [{"details": code, "diagnostics": "lab:718-7"}]}),
    )
    with pytest.raises(kc.RefusedError, match=r"pick-needed Several values compete. lab:718-7"):
        kc.table(clinical=["lab:718-7"])


def test_a_busy_server_is_asked_again(fhir: Double) -> None:
    answers(fhir, "2")
    fhir.routes[("POST", TABLE)].insert(0, Answer(503, ""))
    assert len(kc.table()) == 2


def test_files_give_the_same_table(fhir: Double, tmp_path: Path) -> None:
    answers(fhir, "2")
    served = kc.table()
    save(tmp_path / "clinical-tables" / "first")
    kc.login(folder=tmp_path)
    assert kc.mode() == "files"
    assert kc.table(clinical=["age"]).equals(served)
    assert kc.table(name="first").attrs["units"] == served.attrs["units"]


def test_files_are_found_by_themselves(tmp_path: Path) -> None:
    save(tmp_path / "clinical-tables" / "first")
    assert len(kc.table()) == 2
    assert kc.mode() == "files"


def test_a_missing_file_or_column_names_the_button(tmp_path: Path) -> None:
    save(tmp_path / "first")
    with pytest.raises(kc.NoAccessError, match=r'export-joint-table with rows "roi"'):
        kc.table(rows="roi")
    with pytest.raises(kc.NoAccessError, match=r"lacks histology"):
        kc.table(clinical=["histology"])


def test_a_file_that_lost_rows_is_not_returned(tmp_path: Path) -> None:
    save(tmp_path / "first", manifest={"counts": {"rows": 3}})
    with pytest.raises(kc.IncompleteError):
        kc.table()


def test_files_without_a_dictionary_keep_ids_as_text(tmp_path: Path) -> None:
    save(tmp_path / "first")
    (tmp_path / "first" / "columns.json").unlink()
    assert kc.table()["patient_id"].tolist() == ["007", "7"]


def test_criteria_work_on_files(tmp_path: Path) -> None:
    save(tmp_path / "first")
    cohort = kc.cohort({"concept": "tnm.group", "in": ["IIIA"]}, {"feature": "f", "gt": 0})
    assert cohort.patients == ["007"]
    assert cohort.attrition["remaining"].tolist() == [1, 1]
    with pytest.raises(kc.ClinicalError, match="convert no units"):
        kc.cohort({"feature": "f", "gt": 0, "unit": "mL"})


def test_what_needs_a_token_says_so(tmp_path: Path) -> None:
    save(tmp_path / "first")
    with pytest.raises(kc.NoAccessError, match="only files"):
        kc.search("Patient")
