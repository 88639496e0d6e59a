"""Writes a joint table to the project's bucket for JupyterLab."""

from datetime import timedelta

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.FhirQueryOperator import FhirQueryOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

TABLE = '{"rows": "patient", "clinical": ["age", "sex"], "survival": ["overall"]}'

ui_forms = {
    "data_form": {},
    "workflow_form": {
        "type": "object",
        "properties": {
            "table_spec": {"title": "Request as JSON", "type": "string", "default": TABLE},
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
dag = DAG(dag_id="export-joint-table", default_args=args, schedule_interval=None, max_active_runs=1)

table = FhirQueryOperator(dag=dag)
put = MinioOperator(
    dag=dag,
    action="put",
    name="put-table",
    minio_prefix="clinical-data",
    none_batch_input_operators=[table],
    whitelisted_file_extensions=(".csv", ".json"),
)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
table >> put >> clean
