"""Steps whose results were made before: a folder takes the place of the container."""

import os
import shutil
from pathlib import Path
from typing import Any

from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class ReplayOperator(KaapanaBaseOperator):
    """Copies ``<CLINICAL_TEST_REPLAY>/<output folder>/<series>`` for each series of the run."""

    def execute(self, context: Any) -> None:
        source = Path(os.environ["CLINICAL_TEST_REPLAY"]) / self.out_dir
        conf = context["dag_run"].conf or {}
        for uid in conf.get("data_form", {}).get("identifiers", []):
            target = self.run_dir(context) / "batch" / uid / self.out_dir
            target.mkdir(parents=True, exist_ok=True)
            if (source / uid).is_dir():
                shutil.copytree(source / uid, target, dirs_exist_ok=True)
