"""Masks of a segmentation."""

from typing import Any

from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class Mask2nifitiOperator(KaapanaBaseOperator):
    def __init__(self, dag: Any, output_type: str = "nifti", **kwargs: Any) -> None:
        super().__init__(dag=dag, name="mask2nifti", **kwargs)
