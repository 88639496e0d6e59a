"""Stores resources of the bucket that have ids by the rules of the suite."""

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.FhirStoreOperator import FhirStoreOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

dag = DAG(
    dag_id="store-resources", default_args={"start_date": days_ago(0)}, schedule_interval=None
)

get = MinioOperator(
    dag=dag, action="get", name="get-resources", whitelisted_file_extensions=(".json", ".ndjson")
)
store = FhirStoreOperator(dag=dag, input_operator=get, on_error="quarantine")
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
get >> store >> clean
