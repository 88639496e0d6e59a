"""Makes a dataset of the patients that satisfy criteria."""

from datetime import timedelta

from airflow.models import DAG
from airflow.utils.dates import days_ago

from clinical_data_operators.CohortSelectOperator import CohortSelectOperator
from kaapana.operators.LocalWorkflowCleanerOperator import LocalWorkflowCleanerOperator

WHERE = '[{"concept": "age", "ge": 18}]'

ui_forms = {
    "data_form": {},
    "workflow_form": {
        "type": "object",
        "properties": {
            "where": {"title": "Criteria as JSON", "type": "string", "default": WHERE},
            "modality": {"title": "Modalities", "type": "string", "default": ""},
            "dataset_name": {"title": "Dataset", "type": "string", "default": ""},
            "action_on_dataset": {
                "title": "Set, add to or take out of the dataset",
                "type": "string",
                "enum": ["UPDATE", "ADD", "DELETE"],
                "default": "UPDATE",
            },
            "max_series": {"title": "Fail above this number", "type": "string", "default": ""},
            "store_as": {"title": "Also store the cohort as", "type": "string", "default": ""},
            "trigger_dag_id": {"title": "Start this workflow", "type": "string", "default": ""},
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
    dag_id="clinical-cohort-to-dataset",
    default_args=args,
    schedule_interval=None,
    max_active_runs=1,
)

select = CohortSelectOperator(dag=dag)
clean = LocalWorkflowCleanerOperator(dag=dag, clean_workflow_dir=True)
select >> clean
