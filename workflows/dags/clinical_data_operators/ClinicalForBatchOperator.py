"""ClinicalForBatch as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class ClinicalForBatchOperator(ClinicalOperator):
    """The action ClinicalForBatch; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "clinical-for-batch",
        table_spec: object = None,
        accept_missing: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="ClinicalForBatch",
            name=name,
            parameters={
                "table_spec": table_spec,
                "accept_missing": accept_missing,
            },
            **kwargs,
        )
