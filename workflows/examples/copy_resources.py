"""Reads what belongs to the series of a dataset, once its patients are linked."""

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.DicomLinkOperator import DicomLinkOperator
from clinical_data_operators.FhirRetrieveOperator import FhirRetrieveOperator
from clinical_data_operators.FhirWaitOperator import FhirWaitOperator
from kaapana.operators.GetInputOperator import GetInputOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator

dag = DAG(dag_id="copy-resources", default_args={"start_date": days_ago(0)}, schedule_interval=None)

images = GetInputOperator(dag=dag)
link = DicomLinkOperator(dag=dag)
wait = FhirWaitOperator(dag=dag, query="ImagingStudy", count=1)
read = FhirRetrieveOperator(dag=dag, resource_types="Patient,Observation", by="study")
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
images >> link >> wait >> read >> clean
