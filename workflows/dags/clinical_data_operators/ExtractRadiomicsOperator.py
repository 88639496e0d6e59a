"""ExtractRadiomics as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator
from kaapana.blueprints.kaapana_global_variables import DEFAULT_REGISTRY, KAAPANA_BUILD_VERSION


class ExtractRadiomicsOperator(ClinicalOperator):
    """The action ExtractRadiomics; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "extract-radiomics",
        mask_operator_dir: object = None,
        parameters: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="ExtractRadiomics",
            name=name,
            image=f"{DEFAULT_REGISTRY}/clinical-pyradiomics:{KAAPANA_BUILD_VERSION}",
            # A chest CT on a grid of 1 mm, twice: as it is and in bins.
            ram_mem_mb=4000,
            parameters={
                "mask_operator_dir": mask_operator_dir,
                "parameters": parameters,
            },
            **kwargs,
        )
