"""Links the studies of the PACS to FHIR."""

from airflow.models import DAG

from clinical_data_operators.DicomLinkOperator import DicomLinkOperator
from clinical_data_operators.workflow import choice, workflow
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator

dag: DAG = workflow(
    "link-dicom",
    {
        "force": choice("Trust no fingerprint"),
    },
)

link = DicomLinkOperator(dag=dag)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
link >> clean
