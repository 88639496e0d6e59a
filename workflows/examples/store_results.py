"""Stores what a model wrote as results.csv: series UID, name, value, unit, model, version."""

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.ResultsToFhirOperator import ResultsToFhirOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

dag = DAG(dag_id="store-results", default_args={"start_date": days_ago(0)}, schedule_interval=None)

get = MinioOperator(
    dag=dag, action="get", name="get-results", whitelisted_file_extensions=(".csv",)
)
store = ResultsToFhirOperator(dag=dag, input_operator=get)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
get >> store >> clean
