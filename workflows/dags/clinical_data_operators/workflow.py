"""What all workflows of clinical data share: how they are shown, started and tried again."""

from datetime import timedelta
from typing import Any

from airflow.models import DAG
from airflow.utils.dates import days_ago

# The part of a form with which Kaapana asks for segmentations.
SEGMENTATIONS: dict[str, Any] = {
    "single_execution": {"title": "Each series by itself", "type": "boolean", "default": False},
    "input": {"title": "Input", "type": "string", "default": "SEG", "readOnly": True},
}


def text(title: str, default: str = "", **more: Any) -> dict[str, Any]:
    """A field of a form for a text."""
    return {"title": title, "type": "string", "default": default, **more}


def choice(title: str) -> dict[str, Any]:
    """A field of a form that is yes or no, at first no."""
    return {"title": title, "type": "boolean", "default": False}


def workflow(dag_id: str, properties: dict[str, Any]) -> DAG:
    """A workflow with this form; one that asks for segmentations runs for several at once."""
    of_series = "input" in properties
    form: dict[str, Any] = {"workflow_form": {"type": "object", "properties": properties}}
    args = {
        "ui_visible": True,
        # An empty form of data hides Kaapana's choice of a dataset.
        "ui_forms": form if of_series else {"data_form": {}, **form},
        "owner": "kaapana",
        "start_date": days_ago(0),
        "retries": 2,
        "retry_delay": timedelta(seconds=30),
    }
    return DAG(
        dag_id=dag_id,
        default_args=args,
        schedule_interval=None,
        max_active_runs=15 if of_series else 1,
    )
