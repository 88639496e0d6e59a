"""Imports tables of the project's bucket."""

from datetime import timedelta

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.ImportClinicalDataOperator import ImportClinicalDataOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

ui_forms = {
    "data_form": {},
    "workflow_form": {
        "type": "object",
        "properties": {
            "source_files": {
                "title": "Objects: tables and mappings",
                "type": "string",
                "default": "",
            },
            "dry_run": {"title": "Preview only", "type": "boolean", "default": False},
            "confirm_low_coverage": {
                "title": "Commit though few rows have imaging",
                "type": "boolean",
                "default": False,
            },
        },
    },
}
args = {
    "ui_visible": True,
    "ui_forms": ui_forms,
    "owner": "kaapana",
    "start_date": days_ago(0),
    "retries": 2,
    "retry_delay": timedelta(seconds=30),
}
dag = DAG(
    dag_id="import-clinical-data", default_args=args, schedule_interval=None, max_active_runs=1
)

get = MinioOperator(
    dag=dag,
    action="get",
    name="get-tables",
    whitelisted_file_extensions=(".csv", ".tsv", ".xlsx", ".yaml"),
)
load = ImportClinicalDataOperator(dag=dag, input_operator=get)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
get >> load >> clean
