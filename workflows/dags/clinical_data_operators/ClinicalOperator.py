"""What all operators of clinical data share."""

from datetime import timedelta
from typing import Any

from kaapana.blueprints.kaapana_global_variables import DEFAULT_REGISTRY, KAAPANA_BUILD_VERSION
from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class ClinicalOperator(KaapanaBaseOperator):
    """Runs one action; a parameter left out is read from the workflow form."""

    def __init__(
        self,
        dag: Any,
        action: str,
        name: str,
        parameters: dict[str, object],
        env_vars: dict[str, str] | None = None,
        execution_timeout: timedelta = timedelta(hours=6),
        **kwargs: Any,
    ) -> None:
        given = {key.upper(): str(value) for key, value in parameters.items() if value is not None}
        options: dict[str, Any] = dict(
            image=f"{DEFAULT_REGISTRY}/clinical-tools:{KAAPANA_BUILD_VERSION}",
        )
        super().__init__(
            dag=dag,
            name=name,
            image_pull_secrets=["registry-secret"],
            execution_timeout=execution_timeout,
            env_vars=(env_vars or {}) | given | {"ACTION": action},
            **(options | kwargs),
        )
