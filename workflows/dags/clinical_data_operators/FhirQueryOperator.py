"""FhirQuery as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class FhirQueryOperator(ClinicalOperator):
    """The action FhirQuery; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "fhir-query",
        table_spec: object = None,
        query: object = None,
        expect_min_rows: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="FhirQuery",
            name=name,
            parameters={
                "table_spec": table_spec,
                "query": query,
                "expect_min_rows": expect_min_rows,
            },
            **kwargs,
        )
