"""Stores radiomics results that lie in the project's bucket."""

from datetime import timedelta

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.RadiomicsToFhirOperator import RadiomicsToFhirOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

ui_forms = {
    "data_form": {},
    "workflow_form": {
        "type": "object",
        "properties": {
            "source_files": {
                "title": "Objects: results and parameter files",
                "type": "string",
                "default": "",
            },
            "configuration_name": {
                "title": "Name of the configuration",
                "type": "string",
                "default": "",
            },
            "dataset": {"title": "Dataset", "type": "string", "default": ""},
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
    dag_id="radiomics-files-to-fhir", default_args=args, schedule_interval=None, max_active_runs=1
)

get = MinioOperator(
    dag=dag,
    action="get",
    name="get-results",
    whitelisted_file_extensions=(".csv", ".json", ".xml", ".yaml"),
)
store = RadiomicsToFhirOperator(dag=dag, input_operator=get)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
get >> store >> clean
