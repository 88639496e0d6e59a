"""Kaapana's MITK radiomics as a task; the platform's workflow "Radiomics" brings its image."""

from datetime import timedelta
from typing import Any

from kaapana.blueprints.kaapana_global_variables import DEFAULT_REGISTRY, KAAPANA_BUILD_VERSION
from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator

# All feature classes that MITK has but the deprecated co-occurrence; docs/workflows.md lists them.
# The platform's own default gives the 50 features of -fo alone: MITK knows no -cooc.
FULL_FEATURE_SET = (
    "-fo 1 -fon 1 -foh 1 -cooc2 1 -rl 1 -glsz 1 -gldz 1 -ngld 1 -ngtd 1"
    " -vol 1 -volden 1 -cur 1 -ivoh 1 -loci 1 -id 1"
)


class MitkRadiomicsOperator(KaapanaBaseOperator):
    """Measures each mask of ``mask_operator`` in the images of the input operator.

    MITK's parameters come from the form field ``parameters``.
    """

    def __init__(
        self,
        dag: Any,
        mask_operator: Any,
        execution_timeout: timedelta = timedelta(hours=2),
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            name="radiomics",
            image=f"{DEFAULT_REGISTRY}/mitk-radiomics:{KAAPANA_BUILD_VERSION}",
            image_pull_secrets=["registry-secret"],
            execution_timeout=execution_timeout,
            ram_mem_mb=3000,
            env_vars={"MASK_OPERATOR_DIR": mask_operator.operator_out_dir},
            **kwargs,
        )
