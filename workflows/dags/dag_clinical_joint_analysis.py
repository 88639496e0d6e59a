"""Writes a report about a joint table for the Results Browser."""

from airflow.models import DAG

from clinical_data_operators.JointAnalysisOperator import JointAnalysisOperator
from clinical_data_operators.workflow import text, workflow
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

TABLE = '{"rows": "patient", "clinical": ["age", "sex", "tnm.group"], "survival": ["overall"]}'

dag: DAG = workflow(
    "clinical-joint-analysis",
    {
        "table_spec": text("Request as JSON", TABLE),
        "endpoint": text("Endpoint of survival", "overall"),
        "group": text("Column to compare by", "tnm_group"),
        "title": text("Title", "Clinical data and imaging"),
    },
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
