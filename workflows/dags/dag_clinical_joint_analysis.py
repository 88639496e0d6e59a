"""Writes a report about a joint table for the Results Browser."""

from datetime import timedelta

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.JointAnalysisOperator import JointAnalysisOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

TABLE = '{"rows": "patient", "clinical": ["age", "sex", "tnm.group"], "survival": ["overall"]}'

ui_forms = {
    "data_form": {},
    "workflow_form": {
        "type": "object",
        "properties": {
            "table_spec": {"title": "Request as JSON", "type": "string", "default": TABLE},
            "endpoint": {"title": "Endpoint of survival", "type": "string", "default": "overall"},
            "group": {"title": "Column to compare by", "type": "string", "default": "tnm_group"},
            "title": {"title": "Title", "type": "string", "default": "Clinical data and imaging"},
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
    dag_id="clinical-joint-analysis", default_args=args, schedule_interval=None, max_active_runs=1
)

analysis = JointAnalysisOperator(dag=dag)
put = MinioOperator(
    dag=dag,
    action="put",
    name="put-report",
    minio_prefix="staticwebsiteresults",
    none_batch_input_operators=[analysis],
    whitelisted_file_extensions=(".html",),
)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
analysis >> put >> clean
