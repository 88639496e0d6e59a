"""Images of a series."""

from typing import Any

from kaapana.operators.replay import ReplayOperator


class DcmConverterOperator(ReplayOperator):
    def __init__(self, dag: Any, output_format: str = "nrrd", **kwargs: Any) -> None:
        super().__init__(dag=dag, name="dcm-converter", **kwargs)
