"""FhirWait as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class FhirWaitOperator(ClinicalOperator):
    """The action FhirWait; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "fhir-wait",
        query: object = None,
        count: object = None,
        timeout_s: object = None,
        poll_s: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="FhirWait",
            name=name,
            parameters={
                "query": query,
                "count": count,
                "timeout_s": timeout_s,
                "poll_s": poll_s,
            },
            **kwargs,
        )
