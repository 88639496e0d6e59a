"""Masks of a segmentation."""

from typing import Any

from kaapana.operators.replay import ReplayOperator


class Mask2nifitiOperator(ReplayOperator):
    def __init__(self, dag: Any, output_type: str = "nifti", **kwargs: Any) -> None:
        super().__init__(dag=dag, name="mask2nifti", **kwargs)
