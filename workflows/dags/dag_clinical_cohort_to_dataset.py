"""Makes a dataset of the patients that satisfy criteria."""

from airflow.models import DAG

from clinical_data_operators.CohortSelectOperator import CohortSelectOperator
from clinical_data_operators.workflow import text, workflow
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator

WHERE = '[{"concept": "age", "ge": 18}]'

dag: DAG = workflow(
    "clinical-cohort-to-dataset",
    {
        "where": text("Criteria as JSON", WHERE),
        "modality": text("Modalities"),
        "dataset_name": text("Dataset"),
        "action_on_dataset": text(
            "Set, add to or take out of the dataset", "UPDATE", enum=["UPDATE", "ADD", "DELETE"]
        ),
        "max_series": text("Fail above this number"),
        "store_as": text("Also store the cohort as"),
        "trigger_dag_id": text("Start this workflow"),
    },
)

select = CohortSelectOperator(dag=dag)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
select >> clean
