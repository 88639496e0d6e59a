"""The platform's PyRadiomics step."""

from typing import Any

from kaapana.operators.replay import ReplayOperator


class PyRadiomicsOperator(ReplayOperator):
    def __init__(self, dag: Any, segmentation_operator: Any, **kwargs: Any) -> None:
        super().__init__(dag=dag, name="pyradiomics", **kwargs)
