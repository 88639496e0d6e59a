"""Runs the entry point of our containers as a process, with the environment that Kaapana gives."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from airflow.exceptions import AirflowException, AirflowSkipException
from airflow.models import BaseOperator

from kaapana.blueprints.kaapana_global_variables import DEFAULT_REGISTRY

OURS = f"{DEFAULT_REGISTRY}/clinical-"
PASSED_ON = ("CLINICAL_", "KAAPANA_", "PYTHONPATH", "PATH")


class KaapanaBaseOperator(BaseOperator):
    def __init__(self, dag: Any, name: str, image: str = "", **kwargs: Any) -> None:
        for unused in ("image_pull_secrets", "batch_name", "ram_mem_mb", "ram_mem_mb_lmt"):
            kwargs.pop(unused, None)
        self.image = image
        self.env_vars = kwargs.pop("env_vars", {})
        source = kwargs.pop("input_operator", None)
        self.in_dir = kwargs.pop("operator_in_dir", source.out_dir if source else "")
        self.out_dir = self.operator_out_dir = kwargs.pop("operator_out_dir", name)
        super().__init__(task_id=kwargs.pop("task_id", name), dag=dag, **kwargs)

    def run_dir(self, context: Any) -> Path:
        return (
            Path(os.environ["CLINICAL_TEST_FOLDER"]) / "runs" / context["run_id"].replace(":", "_")
        )

    def execute(self, context: Any) -> None:
        if self.image.startswith(OURS):
            self.run_entry_point(context)
        else:
            self.replay(context)

    def replay(self, context: Any) -> None:
        """A step of the platform: its results were made before, by step and series."""
        source = Path(os.environ["CLINICAL_TEST_FOLDER"]) / "replay" / self.out_dir
        conf = context["dag_run"].conf or {}
        for uid in conf.get("data_form", {}).get("identifiers", []):
            target = self.run_dir(context) / "batch" / uid / self.out_dir
            target.mkdir(parents=True, exist_ok=True)
            if (source / uid).is_dir():
                shutil.copytree(source / uid, target, dirs_exist_ok=True)

    def run_entry_point(self, context: Any) -> None:
        folder = self.run_dir(context)
        conf = context["dag_run"].conf or {}
        (folder / "conf").mkdir(parents=True, exist_ok=True)
        (folder / "conf" / "conf.json").write_text(json.dumps(conf), "utf-8")
        env = {k: v for k, v in os.environ.items() if k.startswith(PASSED_ON)}
        env |= {k.upper(): str(v) for k, v in conf.get("workflow_form", {}).items()}
        env |= {"WORKFLOW_DIR": str(folder), "BATCH_NAME": "batch", "RUN_ID": context["run_id"]}
        env |= {"DAG_ID": self.dag_id, "OPERATOR_IN_DIR": self.in_dir}
        env |= {"OPERATOR_OUT_DIR": self.out_dir} | self.env_vars
        python = os.environ.get("CLINICAL_TEST_PYTHON", sys.executable)
        done = subprocess.run(
            [python, "-m", "kaapana_clinical_tools"], env=env, capture_output=True, text=True
        )
        self.log.info(done.stderr)
        if done.returncode == 126:
            raise AirflowSkipException("nothing to do")
        if done.returncode:
            raise AirflowException(done.stderr.strip())
