"""FhirStore as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class FhirStoreOperator(ClinicalOperator):
    """The action FhirStore; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "fhir-store",
        chunk: object = None,
        on_error: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="FhirStore",
            name=name,
            parameters={
                "chunk": chunk,
                "on_error": on_error,
            },
            **kwargs,
        )
