"""Copies between a folder, in the place of the bucket, and the run."""

import os
import shutil
from pathlib import Path
from typing import Any

from kaapana.operators.KaapanaBaseOperator import KaapanaBaseOperator


class MinioOperator(KaapanaBaseOperator):
    def __init__(self, dag: Any, action: str, name: str, **kwargs: Any) -> None:
        self.action = action
        self.prefix = kwargs.pop("minio_prefix", "")
        self.sources = [o.out_dir for o in kwargs.pop("none_batch_input_operators", [])]
        self.of_batch = [o.out_dir for o in kwargs.pop("batch_input_operators", [])]
        self.suffixes = kwargs.pop("whitelisted_file_extensions")
        super().__init__(dag=dag, name=name, **kwargs)

    def execute(self, context: Any) -> None:
        bucket = Path(os.environ["CLINICAL_TEST_FOLDER"]) / "bucket"
        run = self.run_dir(context)
        if self.action == "get":
            names = context["dag_run"].conf["workflow_form"]["source_files"].split(",")
            self._copy([bucket / n for n in names if n], run / self.out_dir)
        else:
            files = [f for s in self.sources for f in (run / s).iterdir()]
            self._copy(files, bucket / self.prefix)
            for name in self.of_batch:
                for folder in (run / "batch").glob(f"*/{name}"):
                    target = bucket / self.prefix / folder.relative_to(run)
                    self._copy(list(folder.iterdir()), target)

    def _copy(self, files: list[Path], target: Path) -> None:
        target.mkdir(parents=True, exist_ok=True)
        for file in files:
            if file.suffix in self.suffixes:
                shutil.copy(file, target / file.name)
