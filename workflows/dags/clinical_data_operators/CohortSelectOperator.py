"""CohortSelect as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class CohortSelectOperator(ClinicalOperator):
    """The action CohortSelect; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "cohort-select",
        where: object = None,
        modality: object = None,
        dataset_name: object = None,
        action_on_dataset: object = None,
        min_series: object = None,
        max_series: object = None,
        store_as: object = None,
        trigger_dag_id: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="CohortSelect",
            name=name,
            parameters={
                "where": where,
                "modality": modality,
                "dataset_name": dataset_name,
                "action_on_dataset": action_on_dataset,
                "min_series": min_series,
                "max_series": max_series,
                "store_as": store_as,
                "trigger_dag_id": trigger_dag_id,
            },
            **kwargs,
        )
