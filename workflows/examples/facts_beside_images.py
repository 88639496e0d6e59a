"""Each CT series with its patient's facts in clinical.json, for a model that reads both."""

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.ClinicalForBatchOperator import ClinicalForBatchOperator
from kaapana.operators.GetInputOperator import GetInputOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator

dag = DAG(
    dag_id="facts-beside-images", default_args={"start_date": days_ago(0)}, schedule_interval=None
)

images = GetInputOperator(dag=dag)
facts = ClinicalForBatchOperator(dag=dag, table_spec='{"clinical": ["age", "sex"]}')
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
images >> facts >> clean
