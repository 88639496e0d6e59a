"""Imports tables of the project's bucket."""

from airflow.models import DAG

from clinical_data_operators.ImportClinicalDataOperator import ImportClinicalDataOperator
from clinical_data_operators.workflow import choice, text, workflow
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator
from kaapana.operators.MinioOperator import MinioOperator

dag: DAG = workflow(
    "import-clinical-data",
    {
        "source_files": text("Objects: tables and mappings"),
        "dry_run": choice("Preview only"),
        "confirm_low_coverage": choice("Commit though few rows have imaging"),
    },
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
