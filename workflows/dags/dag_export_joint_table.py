"""Writes a joint table to the project's bucket for JupyterLab."""

from airflow.models import DAG

from clinical_data_operators.FhirQueryOperator import FhirQueryOperator
from clinical_data_operators.workflow import text, workflow
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

TABLE = '{"rows": "patient", "clinical": ["age", "sex"], "survival": ["overall"]}'

dag: DAG = workflow(
    "export-joint-table",
    {
        "table_spec": text("Request as JSON", TABLE),
    },
)

table = FhirQueryOperator(dag=dag)
put = MinioOperator(
    dag=dag,
    action="put",
    name="put-table",
    # Beside the notebook, where the page puts its tables too.
    minio_prefix="clinical/tables",
    none_batch_input_operators=[table],
    whitelisted_file_extensions=(".csv", ".json"),
)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
table >> put >> clean
