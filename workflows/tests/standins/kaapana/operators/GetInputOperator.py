"""Gives each series its folder, as the platform's input step does."""

from typing import Any

from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class GetInputOperator(KaapanaBaseOperator):
    def __init__(
        self, dag: Any, check_modality: bool = False, data_type: str = "dicom", **kwargs: Any
    ) -> None:
        super().__init__(dag=dag, name="get-input-data", **kwargs)
