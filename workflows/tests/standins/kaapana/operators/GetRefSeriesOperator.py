"""The image series that a segmentation refers to."""

from typing import Any

from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class GetRefSeriesOperator(KaapanaBaseOperator):
    def __init__(self, dag: Any, **kwargs: Any) -> None:
        super().__init__(dag=dag, name="get-ref-series", **kwargs)
