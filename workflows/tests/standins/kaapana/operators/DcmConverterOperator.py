"""Images of a series."""

from typing import Any

from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class DcmConverterOperator(KaapanaBaseOperator):
    def __init__(self, dag: Any, output_format: str = "nrrd", **kwargs: Any) -> None:
        super().__init__(dag=dag, name="dcm-converter", **kwargs)
