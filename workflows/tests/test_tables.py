"""Tables for a batch, cohorts, the report and the notebooks."""

from pathlib import Path

import pytest
from conftest import Task
from project import Project

COLUMNS = [{"name": "age", "type": "number"}, {"name": "overall_time", "type": "number"}]
COLUMNS += [{"name": "overall_event", "type": "integer"}]
TABLE = b"series_uid,modality,age,note\n1.2,CT,61.5,'=x\n1.3,PT,,\n"
ROOT = Path(__file__).parents[2]


def test_each_series_gets_its_row_flat(project: Project, task: Task) -> None:
    project.table, project.columns = TABLE, COLUMNS
    task.batch("1.2", "1.3")
    assert task.act("ClinicalForBatch", table_spec={"clinical": ["age"]}) == 0
    row = {"series_uid": "1.2", "modality": "CT", "age": 61.5, "note": "=x"}
    assert task.out("batch/1.2/out/clinical.json") == row
    assert task.out("batch/1.3/out/clinical.json")["age"] is None


def test_a_series_without_a_row_fails_the_task(project: Project, task: Task) -> None:
    project.table, project.columns = TABLE, COLUMNS
    task.batch("1.2", "9.9")
    assert task.act("ClinicalForBatch", table_spec={}) == 1
    assert task.act("ClinicalForBatch", table_spec={}, accept_missing="True") == 0
    assert task.act("ClinicalForBatch", table_spec={"rows": "patient"}) == 1


def test_a_cohort_becomes_a_dataset_and_starts_a_workflow(project: Project, task: Task) -> None:
    project.table, project.columns = TABLE, COLUMNS
    attrition = [{"concept": "age", "alone": 1, "remaining": 1}]
    kinds = {"patients": ["P"], "studies": ["1"], "series": ["1.3", "1.2"]}
    project.cohort = kinds | {"attrition": attrition}
    task.put("conf/conf.json", {"project_form": {"id": "7", "name": "demo"}})
    where = [{"concept": "age", "gt": 60}]
    form = {"where": where, "dataset_name": "old", "modality": "CT", "trigger_dag_id": "my-net"}
    assert task.act("CohortSelect", **form) == 0
    assert task.out("out/identifiers.json") == ["1.2"]
    assert task.out("out/report.json")["attrition"] == attrition
    (_, asked, _), (_, dataset, headers), (_, order, _) = project.calls
    assert asked == {"where": where}
    assert dataset == {"action": "UPDATE", "name": "old", "identifiers": ["1.2"]}
    assert headers["Project"] == '{"id": "7", "name": "demo"}'
    assert order["conf_data"]["data_form"]["dataset_name"] == "old"
    assert order["dag_id"] == "my-net"


@pytest.mark.parametrize(
    ("form", "code"),
    [({"min_series": "3"}, 1), ({"max_series": "1"}, 1), ({"modality": "MR"}, 126), ({}, 0)],
)
def test_a_cohort_of_another_size_makes_no_dataset(
    project: Project, task: Task, form: dict[str, str], code: int
) -> None:
    project.table, project.columns = TABLE, COLUMNS
    kinds = {"patients": ["P"], "studies": ["1"], "series": ["1.3", "1.2"]}
    project.cohort = kinds | {"attrition": []}
    assert task.act("CohortSelect", where=[], **form) == code
    assert len(project.calls) == 1


def test_the_report_shows_groups_and_figures_but_no_patient(project: Project, task: Task) -> None:
    lines = [
        f"PATIENT-{i},{50 + i},{'AB'[i % 2]},{100 + 40 * i * (1 + i % 2)},1" for i in range(20)
    ]
    head = "patient_id,age,tnm_group,overall_time,overall_event"
    project.table, project.columns = "\n".join([head, *lines, ""]).encode(), COLUMNS
    assert task.act("JointAnalysis", table_spec={}, group="tnm_group", title="A & B") == 0
    text = (task.run / "out" / "report.html").read_text("utf-8")
    assert "A &amp; B" in text and "log-rank chi-square" in text
    assert text.count("data:image/png") == 3
    assert "PATIENT-" not in text
    assert task.act("JointAnalysis", table_spec={}, group="gone") == 1


def test_the_notebook_gets_into_each_bucket_once(project: Project, task: Task) -> None:
    project.projects = [{"s3_bucket": "project-a"}, {"s3_bucket": "project-b"}]
    assert task.act("install-notebooks", notebook_prefix="clinical") == 0
    assert sorted(k for k in project.objects if k.startswith("/project-a/")) == [
        "/project-a/clinical/clinical-imaging-analysis.ipynb",
        "/project-a/clinical/kaapana_clinical.py",
        "/project-a/clinical/kaapana_survival.py",
    ]
    helper = (ROOT / "workflows" / "helper" / "kaapana_clinical.py").read_bytes()
    assert project.objects["/project-b/clinical/kaapana_clinical.py"] == helper
    written = len([p for p in project.paths if p.startswith("PUT")])
    assert task.act("install-notebooks", notebook_prefix="clinical") == 0
    assert len([p for p in project.paths if p.startswith("PUT")]) == written == 6


def test_a_closed_bucket_does_not_keep_the_notebook_from_the_others(
    project: Project, task: Task, caplog: pytest.LogCaptureFixture
) -> None:
    project.projects = [{"s3_bucket": "project-closed"}, {"s3_bucket": "project-b"}]
    assert task.act("install-notebooks") == 1
    assert len(project.objects) == 3
    assert "1 of 2 buckets took no file" in caplog.text
