"""Stores radiomics results that lie in the project's bucket."""

from airflow.models import DAG

from clinical_data_operators.RadiomicsToFhirOperator import RadiomicsToFhirOperator
from clinical_data_operators.workflow import text, workflow
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

dag: DAG = workflow(
    "radiomics-files-to-fhir",
    {
        "source_files": text("Objects: results and parameter files"),
        "extractor_config": text("Parameter file, where it is not called like the results"),
        "configuration_name": text("Name of the configuration"),
        "dataset": text("Dataset"),
    },
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
