"""FhirRetrieve as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class FhirRetrieveOperator(ClinicalOperator):
    """The action FhirRetrieve; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "fhir-retrieve",
        resource_types: object = None,
        by: object = None,
        accept_missing: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="FhirRetrieve",
            name=name,
            parameters={
                "resource_types": resource_types,
                "by": by,
                "accept_missing": accept_missing,
            },
            **kwargs,
        )
