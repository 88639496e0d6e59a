"""ImportClinicalData as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class ImportClinicalDataOperator(ClinicalOperator):
    """The action ImportClinicalData; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "import-clinical-data",
        mapping_name: object = None,
        dataset: object = None,
        sheet: object = None,
        dry_run: object = None,
        confirm_low_coverage: object = None,
        timeout_s: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="ImportClinicalData",
            name=name,
            parameters={
                "mapping_name": mapping_name,
                "dataset": dataset,
                "sheet": sheet,
                "dry_run": dry_run,
                "confirm_low_coverage": confirm_low_coverage,
                "timeout_s": timeout_s,
            },
            **kwargs,
        )
