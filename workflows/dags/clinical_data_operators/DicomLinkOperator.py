"""DicomLink as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class DicomLinkOperator(ClinicalOperator):
    """The action DicomLink; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "dicom-link",
        study_uids: object = None,
        force: object = None,
        timeout_s: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="DicomLink",
            name=name,
            parameters={
                "study_uids": study_uids,
                "force": force,
                "timeout_s": timeout_s,
            },
            **kwargs,
        )
