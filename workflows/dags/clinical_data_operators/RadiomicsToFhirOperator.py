"""RadiomicsToFhir as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class RadiomicsToFhirOperator(ClinicalOperator):
    """The action RadiomicsToFhir; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "radiomics-to-fhir",
        extractor_config: object = None,
        configuration_name: object = None,
        dataset: object = None,
        file_endings: object = None,
        accept_unlinked: object = None,
        timeout_s: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="RadiomicsToFhir",
            name=name,
            parameters={
                "extractor_config": extractor_config,
                "configuration_name": configuration_name,
                "dataset": dataset,
                "file_endings": file_endings,
                "accept_unlinked": accept_unlinked,
                "timeout_s": timeout_s,
            },
            **kwargs,
        )
