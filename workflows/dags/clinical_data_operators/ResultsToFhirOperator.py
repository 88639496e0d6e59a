"""ResultsToFhir as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class ResultsToFhirOperator(ClinicalOperator):
    """The action ResultsToFhir; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "results-to-fhir",
        accept_missing: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="ResultsToFhir",
            name=name,
            parameters={
                "accept_missing": accept_missing,
            },
            **kwargs,
        )
