"""Links the studies of the PACS to FHIR."""

from datetime import timedelta

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.DicomLinkOperator import DicomLinkOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator

ui_forms = {
    "data_form": {},
    "workflow_form": {
        "type": "object",
        "properties": {
            "force": {"title": "Trust no fingerprint", "type": "boolean", "default": False},
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
dag = DAG(dag_id="link-dicom", default_args=args, schedule_interval=None, max_active_runs=1)

link = DicomLinkOperator(dag=dag)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
link >> clean
