"""The image series that a segmentation refers to."""

from typing import Any

from kaapana.operators.replay import ReplayOperator


class GetRefSeriesOperator(ReplayOperator):
    def __init__(self, dag: Any, **kwargs: Any) -> None:
        super().__init__(dag=dag, name="get-ref-series", **kwargs)
