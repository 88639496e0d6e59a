"""Empties the folder of a run."""

import shutil
from typing import Any

from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class LocalWorkflowCleanerOperator(KaapanaBaseOperator):
    def __init__(self, dag: Any, clean_workflow_dir: bool, **kwargs: Any) -> None:
        super().__init__(dag=dag, name="clean", **kwargs)

    def execute(self, context: Any) -> None:
        shutil.rmtree(self.run_dir(context), ignore_errors=True)
